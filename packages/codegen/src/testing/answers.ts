import type { Fixture, JsonValue, Language, Scenario, Spec } from '@sdk-conformance/model';
import { predict } from '@sdk-conformance/oracle';

/** An answer as a dump reads it. */
export interface AskedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonValue;
}

const headers: readonly AskedAnswer['headers'][] = [
  {},
  { 'X-Error': 'Lent: until Monday' },
  { 'X-Error': 'LabelThere' },
  { 'X-Error': ':' },
  { 'X-Lock': 'held' },
  { 'X-Lock': 'open', 'Retry-After': '1' },
];

const bodies: readonly JsonValue[] = [
  null,
  {},
  { error: { type: 'https://parcels.example/errors#Lent' } },
  { error: { type: 'https://parcels.example/#errors#Lent' } },
  { error: { type: 17 } },
  { error: { type: true } },
  { error: { type: 'constructor' } },
  { error: { type: '__proto__' } },
  { error: { type: 'toString' } },
  { error: { type: ` quo"te'\\ ` } },
  { error: 'lost' },
  { error: 'LabelThere' },
  { lock: { keys: 2 } },
  { lock: { keys: '2', depot: true } },
  { lock: { depot: 1 } },
  { again: true },
  { again: 'true' },
  { done: false },
  { done: 'false' },
  { done: false, why: 'Lent' },
  { done: false, why: 'LabelThere' },
  { done: false, error: 'unknown' },
];

const statuses = [200, 201, 404, 409, 423, 424, 425, 500, 503];

/** Each of the statuses with each of the headers and bodies. */
export const askedAnswers: readonly AskedAnswer[] = statuses.flatMap((status) =>
  headers.flatMap((given) => bodies.map((body) => ({ status, headers: given, body }))),
);

/** What the oracle expects after an answer: the class, and whether it is retried; null where it leaves that open. */
export function predicted(
  spec: Spec,
  language: Language,
  { status, headers: given, body }: AskedAnswer,
): { readonly error: string | null; readonly retried: boolean } | null {
  const [operation] = spec.operations;
  if (operation === undefined) throw new RangeError('the spec has an operation');
  const fixture: Fixture = {
    id: 'asked',
    file: 'asked.http',
    status,
    reason: '',
    headers: [['Content-Type', 'application/json'], ...Object.entries(given)],
    body: new TextEncoder().encode(JSON.stringify(body)),
  };
  const scenario: Scenario = {
    id: 'asked',
    family: 'asked',
    about: 'one answer',
    clients: [{ id: 'client', options: {} }],
    steps: [
      { id: 'step', client: 'client', operation: operation.id, arguments: { id: 'x' }, script: [{ fixture: 'asked' }] },
    ],
  };
  const fixtures = new Map([fixture, { ...fixture, id: operation.success.fixture }].map((one) => [one.id, one]));
  const decision = predict(spec, language, scenario, fixtures).steps[0]?.decisions[0];
  if (decision === undefined || decision.action === 'open' || decision.outcome.kind === 'open') return null;
  const { outcome, action } = decision;
  return { error: outcome.kind === 'raised' ? outcome.type : null, retried: action === 'retry' };
}
