import { type Answer, type Operation, type Scenario, statusEntry } from '@sdk-conformance/model';
import { notModified, withoutPhrase } from '../complete.js';
import {
  type Derivation,
  error,
  mainOperation,
  type OneStep,
  oneStep,
  part,
  representatives,
  retriedErrors,
  success,
  terminalErrors,
} from '../derivation.js';
import { largeIntegerFixture } from '../large-integer.js';

const bodies: readonly (readonly [name: string, about: string])[] = [
  ['empty', 'nothing'],
  ['no-phrase', 'plain text, and a status line without a phrase, as HTTP/2 has none'],
  ['html', 'a proxy’s HTML page'],
  ['cut-json', 'JSON that ends too early'],
  ['null', 'the JSON value null'],
  ['number', 'the JSON value 42'],
  ['array', 'a JSON array'],
  ['error-null', 'an error key that is null'],
  ['error-string', 'an error key that is a string'],
  ['message-object', 'a message that is an object'],
  ['message-top', 'a message at the top level'],
  ['message-unicode', 'a message with many scripts'],
  ['message-long-unicode', 'a message of 3,000 characters and 6,000 bytes'],
  ['wrong-content-type', 'JSON under another content type'],
  ['no-content-type', 'JSON without a content type'],
  ['latin-1', 'JSON in Latin-1'],
  ['utf-8-bom', 'JSON behind a byte order mark'],
  ['gzip', 'compressed JSON'],
  ['gzip-corrupt', 'a compressed body that is corrupt'],
  ['problem-json', 'a problem document (RFC 9457)'],
  ['problem-title', 'a problem document without a detail'],
  ['message-1mb', 'a message of 1 MB'],
];

/** Content types that are written otherwise and mean JSON (RFC 9110, section 8.3.1; RFC 9457, section 3). */
const jsonTypes: readonly (readonly [name: string, type: string])[] = [
  ['type-case', 'APPLICATION/JSON'],
  ['type-parameter', 'application/json; charset=utf-8'],
];
const errorTypes = [...jsonTypes, ['type-problem', 'application/problem+json; charset=utf-8'] as const];

function body(name: string, status: number, fault?: Answer['fault']): Answer {
  const answer: Answer = { fixture: `http/body/${name}`, status };
  return fault === undefined ? answer : { ...answer, fault };
}

/** Error bodies of every kind, on a status that is not retried and on one that is. */
export function bodyScenarios(from: Derivation): readonly Scenario[] {
  const family = 'body';
  const retried = retriedErrors(from.spec);
  const [terminal] = terminalErrors(from.spec);
  const other = retried.find((s) => s >= 500) ?? (terminal === undefined ? retried[0] : undefined);
  const statuses = [terminal, other].filter((s) => s !== undefined);
  return mainOperation(from.spec).flatMap((operation) => {
    const one = (status: number, name: string, about: string, answer: Answer): Scenario =>
      oneStep({ family, name: `${name}/${status}`, about: `${status} with ${about}.`, operation, script: [answer] });
    const each = statuses.flatMap((status) =>
      bodies.map(([name, about]) => one(status, name, about, body(name, status))),
    );
    const cut = statuses.flatMap((status) => [
      one(
        status,
        'cut-short',
        'a body whose last bytes never come',
        body('message-top', status, { kind: 'truncate', in: 'body', bytes: 20 }),
      ),
      one(
        status,
        'reset-in-body',
        'a body that a reset cuts',
        body('message-top', status, { kind: 'reset', after: { bodyBytes: 20 } }),
      ),
    ]);
    const huge = statuses
      .slice(0, 1)
      .map((status) => one(status, 'message-50mb', 'a message of 50 MB', body('message-50mb', status)));
    // The body is the documented one: its type alone is written otherwise.
    const typed = statuses
      .slice(0, 1)
      .flatMap((status) =>
        errorTypes.map(([name, type]) =>
          one(status, name, `the documented body as ${type}`, error(from, status, { 'Content-Type': type })),
        ),
      );
    return [...each, ...cut, ...huge, ...typed];
  });
}

/** What some parsers take and JSON (RFC 8259) has not. */
const almostJson: readonly (readonly [name: string, about: string])[] = [
  ['single-quotes', 'its texts stand in single quotes'],
  ['trailing-comma', 'commas stand behind the last entries'],
  ['comment', 'it holds a comment'],
  ['unquoted-name', 'a name has no quotes'],
  ['nan', 'a number is NaN'],
];

const successes: readonly (readonly [status: number, what: string])[] = [
  [201, 'something was made'],
  [202, 'the request was taken up'],
  [206, 'a part of the whole'],
];

/** Successes with a body that are not the operation's own, and no errors by the table. */
function otherSuccesses({ spec }: Derivation, { success }: Operation): typeof successes {
  if (success.status === 204) return [];
  return successes.filter(([status]) => {
    const row = statusEntry(spec, status);
    return status !== success.status && (row === undefined || row.match.kind === 'default' || row.error === null);
  });
}

/** A whole number above 2^53, of the operations that the others are played on, else of the first that answers with one. */
function largeIntegers({ spec, fixtures }: Derivation, answering: readonly Operation[]): readonly Scenario[] {
  const holds = (operation: Operation) => fixtures.has(largeIntegerFixture(operation));
  const own = answering.filter(holds);
  return (own.length > 0 ? own : spec.operations.filter(holds).slice(0, 1)).map((operation) =>
    oneStep({
      family: 'success',
      name: 'large-integer',
      about: 'The success holds a whole number above 2^53.',
      operation,
      script: [{ fixture: largeIntegerFixture(operation) }],
    }),
  );
}

/** Successes that are not what they should be. */
export function successScenarios(from: Derivation): readonly Scenario[] {
  const family = 'success';
  const answering = representatives(from.spec).plain.filter((operation) => !operation.stream);
  const each = answering.flatMap((operation) => {
    const ok = success(operation);
    const one = (name: string, about: string, script: OneStep['script']): Scenario =>
      oneStep({ family, name, about, operation, script });
    const recorded = (name: string): Answer => ({ fixture: `http/success/${name}` });
    return [
      one('204', 'The success is 204.', [recorded('204')]),
      ...otherSuccesses(from, operation).map(([status, what]) =>
        one(String(status), `The success is ${status}: ${what}.`, [{ ...ok, status }]),
      ),
      ...(from.fixtures.has(notModified)
        ? [one('304', 'The answer is 304: nothing has changed.', [{ fixture: notModified }])]
        : []),
      one('empty', 'The success is 200 with an empty body.', [recorded('empty')]),
      one('html', 'The success is a web page, as a captive portal sends it.', [recorded('html'), ok]),
      one('invalid-json', 'The success is whole, but its JSON ends too early.', [recorded('cut-json'), ok]),
      // Of one operation: what is read does not hang on which was called.
      ...(operation === answering.at(-1) ? almostJson : []).map(([name, about]) =>
        one(`almost-json/${name}`, `The success is whole and nearly JSON: ${about}.`, [
          recorded(`almost-json/${name}`),
          ok,
        ]),
      ),
      ...(operation === answering.at(-1) ? jsonTypes : []).map(([name, type]) =>
        one(name, `The content type of the success is written ${type}.`, [
          { ...ok, headers: { 'Content-Type': type } },
        ]),
      ),
      ...(from.fixtures.has(withoutPhrase(operation))
        ? [one('no-phrase', 'The status line of the success has no phrase.', [{ fixture: withoutPhrase(operation) }])]
        : []),
      one('other-shape', 'The success is JSON of a shape nobody documented.', [recorded('other-shape')]),
      one('empty-object', 'The success is an empty JSON object.', [recorded('empty-json')]),
      one('cut', 'The success is cut in its body, then whole.', [
        { ...ok, fault: { kind: 'truncate', in: 'body', bytes: part(from, ok, 10) } },
        ok,
      ]),
      one('cut-always', 'Every success is cut in its body.', [
        { ...ok, fault: { kind: 'truncate', in: 'body', bytes: part(from, ok, 10) } },
      ]),
      one('reset-in-body', 'A reset cuts the body, then the success is whole.', [
        { ...ok, fault: { kind: 'reset', after: { bodyBytes: part(from, ok, 10) } } },
        ok,
      ]),
    ];
  });
  return [...each, ...largeIntegers(from, answering)];
}
