import type { Operation, Scenario } from '@sdk-conformance/model';
import type { Context } from './factor.js';
import { type Learnt, line, nothing, together } from './line.js';
import { outcomeOf, type Play, retriesOf, usual } from './plays.js';
import { failure, nameOf, probe, readAndWrite } from './probe.js';

/** Failures that SDKs retry most, and those that they retry least. */
const likely = [429, 503, 500, 502, 504, 408];
const unlikely = [400, 404, 422, 403, 409, 418];

/** The few statuses that are asked where not all of them are. */
export function gateProbes(operations: readonly Operation[]): readonly Scenario[] {
  return readAndWrite(operations).flatMap((operation) =>
    [...likely, ...unlikely].map((status) => probe('statuses', String(status), operation, [failure(status)])),
  );
}

/** By what other factors are asked: a failure that is sent again, and one that is not. */
export function gates(operations: readonly Operation[], plays: readonly Play[]): Pick<Context, 'retried' | 'terminal'> {
  const asked = plays.filter(({ scenario }) => scenario.family === 'learn/statuses' && /^\d+$/.test(nameOf(scenario)));
  const main = [...readAndWrite(operations)].reverse();
  const isRetried = (operation: Operation, status: number) =>
    asked.some((play) => isPlayOf(play, operation, status) && retriesOf(play) > 0);
  const found = main.flatMap((operation) =>
    likely.filter((status) => isRetried(operation, status)).map((status) => ({ operation, status })),
  );
  const raises = (status: number) => {
    const own = asked.filter(({ scenario }) => nameOf(scenario) === String(status));
    return own.length > 0 && own.every((play) => outcomeOf(play)?.kind === 'raised' && retriesOf(play) === 0);
  };
  return { retried: found[0] ?? null, terminal: unlikely.find(raises) ?? null };
}

function isPlayOf({ scenario }: Play, { id }: Operation, status: number): boolean {
  return nameOf(scenario) === String(status) && scenario.steps[0]?.operation === id;
}

/** What the few statuses let one take for the policy while a part of it is asked alone; it is not written. */
export function assumed(plays: readonly Play[]): Learnt {
  const again = plays.filter((play) => retriesOf(play) > 0 && outcomeOf(play)?.kind === 'raised');
  const retries = usual(again.map((play) => retriesOf(play)));
  if (retries === undefined) return nothing;
  const statuses = [...new Set(again.map(({ scenario }) => Number(nameOf(scenario))))];
  return together([
    line(['retry', 'maxRetries'], retries, ''),
    line(['retry', 'statuses'], statuses, ''),
    line(['retry', 'methods'], 'all', ''),
  ]);
}
