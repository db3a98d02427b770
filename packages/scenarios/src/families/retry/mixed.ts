import type { Scenario } from '@sdk-conformance/model';
import {
  chain,
  type Derivation,
  error,
  oneStep,
  representatives,
  retriedErrors,
  success,
  terminalErrors,
} from '../../derivation.js';

/** Answers that change on the way: each failure is decided on its own. */
export function mixedScenarios(from: Derivation): readonly Scenario[] {
  const family = 'retry/mixed';
  const retried = retriedErrors(from.spec);
  const terminal = terminalErrors(from.spec);
  const [a, b = a] = retried;
  const c = retried[2] ?? b;
  const [t, u = t] = terminal;
  if (a === undefined || b === undefined || c === undefined) return [];
  const reset = { fixture: null, fault: { kind: 'reset', after: 'request' } } as const;
  return representatives(from.spec).plain.flatMap((operation) => {
    const ok = success(operation);
    const done = operation.success.status;
    const one = (
      name: string,
      about: string,
      script: Parameters<typeof oneStep>[0]['script'],
      maxRetries?: number,
    ): Scenario =>
      oneStep({
        family,
        name,
        about,
        operation,
        script,
        ...(maxRetries === undefined ? {} : { options: { maxRetries } }),
      });
    return [
      one(chain([a, b, done]), 'Two different retried statuses, then a success.', [error(from, a), error(from, b), ok]),
      ...(t === undefined
        ? []
        : [one(chain([c, t]), 'A retried status, then one that is not.', [error(from, c), error(from, t), ok])]),
      ...(u === undefined
        ? []
        : [one(chain(['reset', u]), 'A reset, then a status that is not retried.', [reset, error(from, u), ok])]),
      one(chain(['reset', a, done]), 'A reset, a retried status, then a success.', [reset, error(from, a), ok]),
      one(chain([a, b, c, a]), 'Only retried statuses, never the same twice in a row.', [
        error(from, a),
        error(from, b),
        error(from, c),
        error(from, a),
      ]),
      one(
        chain([b, 'reset', a]),
        'A retried status, a reset, another retried status; the client has maxRetries 1.',
        [error(from, b), reset, error(from, a)],
        1,
      ),
      ...(t === undefined
        ? []
        : [
            one(
              chain([a, t]),
              'A retried status, then one that is not; the client has maxRetries 0.',
              [error(from, a), error(from, t)],
              0,
            ),
          ]),
      one(
        chain([c, 'reset', a, b, c, done]),
        'Failures of four kinds, then a success; the client has maxRetries 5.',
        [error(from, c), reset, error(from, a), error(from, b), error(from, c), ok],
        5,
      ),
    ];
  });
}
