import type { FoilEngineOptions } from '../src/options.js';
import { defaultSeams } from '../src/seams.js';
import { abort } from './abort.js';
import { backoff } from './backoff.js';
import { caller } from './caller.js';
import { connection } from './connection.js';
import { count } from './count.js';
import { error } from './error.js';
import { hint } from './hint.js';
import { isolation } from './isolation.js';
import { message } from './message.js';
import type { Mutant } from './mutant.js';
import { processMutants } from './process.js';
import { prompt } from './prompt.js';
import { request } from './request.js';
import { status } from './status.js';
import { stream } from './stream.js';
import { success } from './success.js';
import { transport } from './transport.js';

export type { Mutant } from './mutant.js';

export const mutants: readonly Mutant[] = [
  ...count,
  ...status,
  ...hint,
  ...backoff,
  ...transport,
  ...connection,
  ...success,
  ...message,
  ...error,
  ...request,
  ...stream,
  ...abort,
  ...caller,
  ...isolation,
  ...prompt,
  ...processMutants,
];

/** The client option that switches a mutant on; nothing without a name. Raises a RangeError where there is none of that name. */
export function seamsOf(name: string | undefined): Pick<FoilEngineOptions, 'seams'> {
  if (name === undefined) return {};
  const mutant = mutants.find((m) => m.name === name);
  if (mutant === undefined)
    throw new RangeError(`no mutant ${name}; there are: ${mutants.map((m) => m.name).join(', ')}`);
  return { seams: mutant.seams(defaultSeams) };
}
