import type { Scenario } from '@sdk-conformance/model';
import { argumentsFor } from '../arguments.js';
import {
  chain,
  type Derivation,
  error,
  mainOperation,
  oneStep,
  representatives,
  retriedErrors,
  success,
  terminalErrors,
} from '../derivation.js';

/** How many retries there are: by option, by default, and when the answers get better on the way. */
export function countScenarios(from: Derivation): readonly Scenario[] {
  const family = 'retry/count';
  const { plain, streams } = representatives(from.spec);
  const statuses = retriedErrors(from.spec).slice(0, 2);
  const byOption = [0, 1, 2, 5].flatMap((maxRetries) =>
    statuses.flatMap((status) =>
      [...plain, ...streams].map((operation) =>
        oneStep({
          family,
          name: String(status),
          about: `Every answer is ${status}; the client has maxRetries ${maxRetries}.`,
          operation,
          script: [error(from, status)],
          options: { maxRetries },
        }),
      ),
    ),
  );
  const recovers = statuses.flatMap((status) =>
    [1, 2, 3].flatMap((failures) =>
      plain.map((operation) => {
        const script = [...Array.from({ length: failures }, () => error(from, status)), success(operation)];
        const name = chain([...Array.from({ length: failures }, () => status), operation.success.status]);
        return oneStep({
          family,
          name,
          about: `${failures} answers with ${status}, then a success.`,
          operation,
          script,
        });
      }),
    ),
  );
  return [...byOption, ...recovers];
}

/** Answers that change on the way: each failure is decided on its own. */
export function mixedScenarios(from: Derivation): readonly Scenario[] {
  const family = 'retry/mixed';
  const retried = retriedErrors(from.spec);
  const terminal = terminalErrors(from.spec);
  const [a, b = a] = retried;
  const c = retried[2] ?? b;
  const [t, u = t] = terminal;
  if (a === undefined || b === undefined || c === undefined || t === undefined || u === undefined) return [];
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
      one(chain([c, t]), 'A retried status, then one that is not.', [error(from, c), error(from, t), ok]),
      one(chain(['reset', u]), 'A reset, then a status that is not retried.', [reset, error(from, u), ok]),
      one(chain(['reset', a, done]), 'A reset, a retried status, then a success.', [reset, error(from, a), ok]),
      one(chain([a, b, c, a]), 'Only retried statuses, never the same twice in a row.', [
        error(from, a),
        error(from, b),
        error(from, c),
        error(from, a),
      ]),
      one(
        chain([b, 'reset', a]),
        'maxRetries 1 is spent on the first failure, whatever follows.',
        [error(from, b), reset, error(from, a)],
        1,
      ),
    ];
  });
}

const hints: readonly (readonly [name: string, value: string, about: string])[] = [
  ['seconds-1', '1', 'one second'],
  ['seconds-2', '2', 'two seconds'],
  ['seconds-30', '30', 'thirty seconds'],
  ['fraction-1.5', '1.5', 'a second and a half'],
  ['fraction-0.25', '0.25', 'a quarter of a second'],
  ['date-3', '{{httpdate +3s}}', 'a date three seconds ahead'],
  ['date-20', '{{httpdate +20s}}', 'a date twenty seconds ahead'],
  ['date-past', '{{httpdate -10s}}', 'a date in the past'],
  ['zero', '0', 'zero'],
  ['negative-1', '-1', 'a negative number'],
  ['negative-3', '-3', 'a negative number that some take for a year'],
  ['garbage', 'soon', 'a word'],
  ['number-and-letters', '1abc', 'a number with letters behind it'],
  ['infinite', 'inf', 'what some languages read as infinity'],
  ['nan', 'NaN', 'what some languages read as not a number'],
  ['empty', '', 'nothing'],
  ['at-cap', '60', 'sixty seconds'],
  ['over-cap', '61', 'sixty-one seconds'],
  ['huge', '99999999999', 'three thousand years'],
];

/** What the server says of when to retry, on a status that limits and on one that is down. */
export function afterScenarios(from: Derivation): readonly Scenario[] {
  const family = 'retry/after';
  const { spec } = from;
  const header = spec.hints?.headers.find((h) => h.unit === 's' && h.httpDate) ?? spec.hints?.headers[0];
  if (header === undefined) return [];
  const canonical = header.name.toLowerCase().replace(/(^|-)[a-z]/g, (c) => c.toUpperCase());
  const retried = retriedErrors(spec);
  const statuses = [retried.find((s) => s === 429) ?? retried[0], retried.find((s) => s === 503)].filter(
    (s) => s !== undefined,
  );
  return mainOperation(spec).flatMap((operation) => {
    const ok = success(operation);
    const values = statuses.flatMap((status) =>
      hints.map(([name, value, about]) =>
        oneStep({
          family,
          name: `${name}/${status}`,
          about: `${status} with ${canonical}: ${about}; then a success.`,
          operation,
          script: [error(from, status, { [canonical]: value }), ok],
        }),
      ),
    );
    const onError = hints.flatMap(([name, value, about]) =>
      statuses.slice(0, 1).map((status) =>
        oneStep({
          family,
          name: `${name}/${status}-only`,
          about: `${status} with ${canonical}: ${about}; no retries are left.`,
          operation,
          script: [error(from, status, { [canonical]: value })],
          options: { maxRetries: 0 },
        }),
      ),
    );
    const cases = [canonical.toLowerCase(), canonical.toUpperCase()].flatMap((spelling) =>
      statuses.map((status) =>
        oneStep({
          family,
          name: `case-${spelling}/${status}`,
          about: `The header is spelt ${spelling}.`,
          operation,
          script: [error(from, status, { [spelling]: '2' }), ok],
        }),
      ),
    );
    const more = statuses.flatMap((status) => [
      oneStep({
        family,
        name: `seconds-30/${chain([status, status, status, status])}`,
        about: 'Every answer asks for thirty seconds.',
        operation,
        script: [error(from, status, { [canonical]: '30' })],
      }),
      oneStep({
        family,
        name: `stale/${chain([status, status])}`,
        about: 'The first answer has a hint, the second has none.',
        operation,
        script: [error(from, status, { [canonical]: '5' }), error(from, status), ok],
      }),
      oneStep({
        family,
        name: `changing/${chain([status, status])}`,
        about: 'Each answer has a hint of its own.',
        operation,
        script: [error(from, status, { [canonical]: '7' }), error(from, status, { [canonical]: '3' }), ok],
      }),
    ]);
    return [...values, ...onError, ...cases, ...more];
  });
}

/** Clients of the scenario on jitter: enough that a spread shows. */
const jitterClients = 40;

/** Delays without a hint: three gaps and more, and their spread over many clients. */
export function backoffScenarios(from: Derivation): readonly Scenario[] {
  const family = 'retry/backoff';
  const { plain, streams } = representatives(from.spec);
  const statuses = retriedErrors(from.spec);
  const each = statuses.flatMap((status) =>
    [...plain, ...streams].map((operation) =>
      oneStep({
        family,
        name: chain([status, status, status, status]),
        about: `Every answer is ${status}, without a hint.`,
        operation,
        script: [error(from, status)],
      }),
    ),
  );
  const [status] = statuses;
  if (status === undefined) return each;
  const long = plain.map((operation) =>
    oneStep({
      family,
      name: String(status),
      about: 'Five delays in a row.',
      operation,
      script: [error(from, status)],
      options: { maxRetries: 5 },
    }),
  );
  const spread = mainOperation(from.spec).map((operation): Scenario => {
    const ids = Array.from({ length: jitterClients }, (_, i) => String(i + 1));
    return {
      id: `${family}/clients-${jitterClients}/${chain([status, operation.success.status])}/${operation.id}`,
      family,
      about: `${jitterClients} clients meet one ${status} each, at the same moment.`,
      clients: ids.map((id) => ({ id: `client-${id}`, options: {} })),
      steps: ids.map((id) => ({
        id: `step-${id}`,
        client: `client-${id}`,
        operation: operation.id,
        arguments: argumentsFor(operation, { distinct: id }),
        script: [error(from, status), success(operation)],
      })),
    };
  });
  return [...each, ...long, ...spread];
}
