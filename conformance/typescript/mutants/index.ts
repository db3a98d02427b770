import type { FoilEngineOptions } from '../src/options.js';
import { defaultSeams } from '../src/seams.js';
import { noJitterFloor } from './backoff.js';
import { offByOne } from './count.js';
import { retryAfterIgnored } from './hint.js';
import type { Mutant } from './mutant.js';
import { forbiddenIsBase, unavailableNotRetried } from './status.js';

export const mutants: readonly Mutant[] = [
  offByOne,
  retryAfterIgnored,
  unavailableNotRetried,
  forbiddenIsBase,
  noJitterFloor,
];

/** The client option that switches a mutant on; nothing without a name. Raises a RangeError where there is none of that name. */
export function seamsOf(name: string | undefined): Pick<FoilEngineOptions, 'seams'> {
  if (name === undefined) return {};
  const mutant = mutants.find((m) => m.name === name);
  if (mutant === undefined)
    throw new RangeError(`no mutant ${name}; there are: ${mutants.map((m) => m.name).join(', ')}`);
  return { seams: mutant.seams(defaultSeams) };
}
