import type { Scenario } from '@sdk-conformance/model';
import { chain, type Derivation, error, oneStep, representatives, retriedErrors, success } from '../../derivation.js';

const family = 'retry/wall';

/** ms after the call began: while it waits for its first retry, for whom the delay is no shorter. */
const atMs = 100;
const hourMs = 3_600_000;

const jumps = [
  ['ahead-1h', hourMs, 'set ahead by an hour'],
  ['back-1h', -hourMs, 'set back by an hour'],
] as const;

/** The wall clock is set while a call waits for its retries; none of the answers tells a date to wait for. */
export function wallScenarios(from: Derivation): readonly Scenario[] {
  const status = retriedErrors(from.spec).at(-1);
  if (status === undefined) return [];
  return representatives(from.spec).plain.flatMap((operation) =>
    jumps.map(([name, byMs, words]): Scenario => {
      const failure = error(from, status);
      const script = [failure, failure, success(operation)];
      const id = `${name}/${chain([status, status, 200])}`;
      const about = `Two answers are ${status}, then a success; meanwhile the wall clock is ${words}.`;
      return { ...oneStep({ family, name: id, about, operation, script }), wallJump: { atMs, byMs } };
    }),
  );
}
