import type { Answer, Scenario, Step } from '@sdk-conformance/model';
import { argumentsFor } from '../arguments.js';
import {
  type Derivation,
  mainOperation,
  type Options,
  playedTimeout,
  retriedFailures,
  success,
  terminalErrors,
} from '../derivation.js';

const family = 'connections';

/** Calls that each leave a connection open, if they do, are told from a pool of some by so many. */
const inARow = 24;

/** Calls on one client, one after the other, whose answers a client may be tempted not to read to their end. */
export function connectionScenarios(from: Derivation): readonly Scenario[] {
  const { ms, options: timed } = playedTimeout(from.spec);
  const [failure] = retriedFailures(from);
  const [status] = terminalErrors(from.spec);
  return mainOperation(from.spec).flatMap((operation) => {
    const ok = success(operation);
    const row = (name: string, about: string, script: readonly Answer[], options: Options = {}): Scenario => ({
      id: `${family}/in-a-row-${inARow}/${name}/${operation.id}`,
      family,
      about: `${inARow} calls on one client, one after the other: ${about}.`,
      clients: [{ id: 'client', options }],
      steps: Array.from({ length: inARow }, (_, n): Step => {
        const id = `step-${n + 1}`;
        return {
          id,
          client: 'client',
          operation: operation.id,
          arguments: argumentsFor(operation, { distinct: id }),
          ...(n === 0 ? {} : { startAfter: `step-${n}` }),
          script,
        };
      }),
    });
    const page: Answer = { fixture: 'http/body/long-page', ...(status === undefined ? {} : { status }) };
    return [
      ...(status === undefined ? [] : [row(`long-${status}`, 'each fails with a long body', [page])]),
      ...(failure === undefined
        ? []
        : [row(`${failure.name}-200`, 'each fails at first, and then succeeds', [failure.answer, ok])]),
      row(
        timed.timeoutMs === undefined ? 'max-0/stall-request' : `max-0/timeout-${ms}/stall-request`,
        'no answer ever comes',
        [{ ...ok, fault: { kind: 'stall', after: 'request' } }],
        { ...timed, maxRetries: 0 },
      ),
    ];
  });
}
