import type { Answer, Scenario } from '@sdk-conformance/model';
import { type Derivation, error, oneStep, part, representatives, retriedErrors, success } from '../derivation.js';

/** Aborts during the request, in the body, and while the client waits to retry. */
export function abortScenarios(from: Derivation): readonly Scenario[] {
  const family = 'abort';
  const { spec } = from;
  if (spec.abort === null) return [];
  const [status] = retriedErrors(spec);
  const header = spec.hints?.headers.find((h) => h.unit === 's')?.name;
  const { plain, streams } = representatives(spec);
  return [...plain, ...streams].flatMap((operation) => {
    const ok = success(operation);
    const one = (name: string, about: string, script: readonly Answer[], abortAtMs: number): Scenario =>
      oneStep({ family, name, about, operation, script, step: { abortAtMs } });
    return [
      one(
        'request',
        'The call is aborted while no answer has come.',
        [{ ...ok, fault: { kind: 'stall', after: 'request' } }],
        700,
      ),
      one(
        'body',
        'The call is aborted while the body comes.',
        [{ ...ok, fault: { kind: 'stall', after: { bodyBytes: part(from, ok, 12) } } }],
        700,
      ),
      ...(status === undefined || header === undefined
        ? []
        : [
            one(
              'backoff',
              'The call is aborted while it waits for a retry.',
              [error(from, status), error(from, status), error(from, status), error(from, status)],
              100,
            ),
            one(
              'retry-after',
              'The call is aborted in a wait that the server asked for.',
              [error(from, status, { [header]: '30' }), ok],
              5000,
            ),
          ]),
    ];
  });
}
