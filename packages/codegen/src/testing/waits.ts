import {
  type BackoffPolicy,
  type Fixture,
  fillTemplates,
  type HintHeader,
  type HintPolicy,
  type JsonValue,
  type Scenario,
  type Spec,
} from '@sdk-conformance/model';
import { predict } from '@sdk-conformance/oracle';
import { foilengine } from './specs.js';

/** An answer before some retry, as a package is asked of it. */
export interface AskedWait {
  readonly retry: number;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonValue;
  readonly nowMs: number;
  readonly random: number;
}

const nowMs = Date.UTC(2027, 2, 1, 12);

const values: readonly string[] = [
  ...[
    '0',
    '1',
    '2',
    '7',
    '30',
    '59',
    '60',
    '61',
    '600',
    '86400',
    '2147484',
    '1e300',
    '007',
    '1.5',
    '0.5',
    '2.0',
    '0.0',
    '0.001',
  ],
  ...[
    '-1',
    '-0',
    '-0.5',
    '+1',
    '.5',
    '2.',
    '2e0',
    '0x2',
    '1_000',
    '1,5',
    '1,000',
    'Infinity',
    'NaN',
    '1abc',
    '-3abc',
    '1 2',
    '１',
    '٣',
  ],
  ...['', ' ', ' 2 ', 'soon', 'null', 'Mon', '2027-03-01T12:00:30Z', '1709294430', '1803902430', '1803902430000'],
  ...['imf', 'rfc850', 'asctime'].flatMap((form) =>
    ['+3s', '+30s', '+61s', '-3s', '-86400s'].map(
      (offset) => `{{${form === 'imf' ? 'httpdate' : form === 'rfc850' ? 'rfc850date' : form} ${offset}}}`,
    ),
  ),
  ...[
    '{{epoch +4s}}',
    '{{epoch -4s}}',
    'Mon, 01 Mar 2027 12:00:30',
    'Mon, 01 Mrz 2027 12:00:30 GMT',
    'mon, 01 mar 2027 12:00:30 gmt',
  ],
  ...['Monday, 01-Mar-94 12:00:30 GMT', 'Mon, 01 Jan 0000 00:00:00 GMT', 'Fri, 31 Dec 9999 23:59:60 GMT'],
];
const headerSets: readonly (readonly [Readonly<Record<string, string>>, JsonValue])[] = [
  [{}, {}],
  ...values.flatMap((value): (readonly [Readonly<Record<string, string>>, JsonValue])[] => [
    [{ 'Retry-After': value }, {}],
    [{ 'Wait-Ms': value }, {}],
    [{ 'Wait-Ms': value, 'Retry-After': '3' }, {}],
    [{ Reset: value, Left: '0' }, {}],
    [{ Reset: value, Left: '1', 'Retry-After': '2' }, {}],
    [{}, { wait: value }],
  ]),
  ...['1.5s', '-1s', '0s', 's', '2 s', 3, 0.25, -1, 0, true, null, [1], { s: 1 }].map(
    (wait): readonly [Readonly<Record<string, string>>, JsonValue] => [{}, { wait }],
  ),
];

/** Each value in each place, before the first retry and the third, on two statuses. */
export const askedWaits: readonly AskedWait[] = headerSets.flatMap(([headers, body]) =>
  [0, 2].flatMap((retry) =>
    [429, 503].map((status, at) => ({
      retry,
      status,
      headers,
      body,
      nowMs,
      random: [0, 0.25, 0.999][(retry + at) % 3] ?? 0,
    })),
  ),
);

/** As it is on the wire at the moment at which it is served. */
export function served(asked: AskedWait): AskedWait {
  const filled = (text: string) => fillTemplates(text, { nowMs });
  return {
    ...asked,
    headers: Object.fromEntries(Object.entries(asked.headers).map(([name, value]) => [name, filled(value)])),
    body: JSON.parse(filled(JSON.stringify(asked.body))) as JsonValue,
  };
}

const retryAfter: HintHeader = {
  name: 'Retry-After',
  unit: 's',
  dateForms: ['imf', 'rfc850', 'asctime'],
  when: null,
  addMs: 0,
  pointer: '/hints/headers/0',
};
const waitMs: HintHeader = { ...retryAfter, name: 'Wait-Ms', unit: 'ms', dateForms: [] };
const reset: HintHeader = {
  ...retryAfter,
  name: 'Reset',
  unit: 'epochS',
  dateForms: [],
  when: { header: 'Left', equals: '0' },
  addMs: 500,
};

interface Change {
  readonly hints: Partial<HintPolicy> | null;
  readonly backoff: Partial<BackoffPolicy>;
}

const jitter = (kind: BackoffPolicy['jitter']['kind'], ratio = 0.2) => ({ jitter: { kind, ratio } });

/** Policies that between them have every value of every key of hints and backoff. */
const changes: readonly Change[] = [
  { hints: {}, backoff: {} },
  { hints: null, backoff: { kind: 'constant', ...jitter('none') } },
  { hints: { readsNone: true, headers: [] }, backoff: { kind: 'linear', factor: 1.5, ...jitter('full') } },
  {
    hints: { headers: [waitMs, retryAfter], invalid: 'next', zero: 'immediate', negative: 'noRetry' },
    backoff: { kind: 'polynomial', power: 2, ...jitter('equal') },
  },
  {
    hints: { headers: [reset, retryAfter], numbers: 'float', pastDate: 'immediate', overCap: 'clamp' },
    backoff: { kind: 'listed', delaysMs: [100, 400], ...jitter('add') },
  },
  {
    hints: { numbers: 'leading', combine: 'max', overCap: 'backoff', invalid: 'noRetry' },
    backoff: { maxMs: 1500, minMs: 200, ...jitter('symmetric') },
  },
  {
    hints: { combine: 'add', fractional: 'truncate', overCap: 'honour' },
    backoff: { maxMs: 900, clampAfterJitter: true, ...jitter('add', 0.5) },
  },
  {
    hints: { combine: 'max' },
    backoff: { jitter: { kind: 'add', ratio: 0, ms: 250 } },
  },
  {
    hints: { combine: 'add' },
    backoff: { jitter: { kind: 'symmetric', ratio: 0, ms: 150 } },
  },
  {
    hints: { combine: 'replace' },
    backoff: { jitter: { kind: 'subtract', ratio: 0, ms: 12.5 } },
  },
  {
    hints: { fractional: 'ceil', missing: 'noRetry', capMs: null },
    backoff: { minMs: 700, floorAfterJitter: true, ...jitter('full') },
  },
  {
    hints: { fractional: 'backoff', missing: 1234, clampAboveMs: 5000 },
    backoff: { firstRetryMs: 0, maxMs: 4000, ...jitter('decorrelated') },
  },
  {
    hints: {
      headers: [{ ...waitMs, addMs: 10 }],
      body: { pointer: '/wait', unit: 'duration' },
      statuses: [{ kind: 'code', code: 503 }],
    },
    backoff: {
      for: [{ statuses: [{ kind: 'code', code: 429 }], initialMs: 5000, maxMs: 6000, pointer: '/backoff/for/0' }],
    },
  },
  {
    hints: {
      readsNone: true,
      headers: [],
      body: { pointer: '/wait', unit: 's' },
      dateForms: [],
    } as Partial<HintPolicy>,
    backoff: { initialMs: 33.3 },
  },
  {
    hints: {
      headers: [
        { ...reset, unit: 'epochMs', when: null, addMs: 0 },
        { ...retryAfter, dateForms: ['imf'] },
      ],
      body: { pointer: '/wait', unit: 'ms' },
    },
    backoff: {},
  },
];

export const policies: readonly Spec[] = changes.map(({ hints, backoff }, at) => {
  const spec = foilengine();
  if (spec.hints === null || spec.backoff === null) throw new RangeError('the spec has hints and a backoff');
  return {
    ...spec,
    api: { ...spec.api, id: `v${at}`, name: `Variant ${at}` },
    hints: hints === null ? null : { ...spec.hints, ...hints },
    backoff: { ...spec.backoff, ...backoff },
  };
});

/** What the oracle expects: a window, no retry at all, or null where the spec leaves it open. */
export function predictedWait(
  spec: Spec,
  asked: AskedWait,
): { readonly fromMs: number; readonly toMs: number } | 'stop' | null {
  // The oracle knows moments by their distance from the serving alone.
  const literal = Object.values(asked.headers).some((value) => /^[^{]*(:\d\d|\d{10})/.test(value));
  const elsewhere = Object.entries({ ...asked.headers, body: JSON.stringify(asked.body) }).some(
    ([name, value]) => name !== 'Reset' && value.includes('{{epoch'),
  );
  if (literal || elsewhere) return null;
  const [operation] = spec.operations;
  if (operation === undefined) throw new RangeError('the spec has an operation');
  const fixture = (id: string, headers: AskedWait['headers'], body: JsonValue): Fixture => ({
    ...{ id, file: `${id}.http`, status: asked.status, reason: '' },
    headers: [['Content-Type', 'application/json'], ...Object.entries(headers)],
    body: new TextEncoder().encode(JSON.stringify(body)),
  });
  // A 500 has no hint and no exception of the backoff, so that it only counts.
  const before = Array.from({ length: asked.retry }, () => ({
    fixture: 'plain',
    status: 500,
    headers: { 'Retry-After': '1' },
  }));
  const step = {
    id: 'step',
    client: 'client',
    operation: operation.id,
    arguments: {},
    script: [...before, { fixture: 'asked' }],
  };
  const scenario: Scenario = {
    id: 'asked',
    family: 'asked',
    about: '',
    clients: [{ id: 'client', options: {} }],
    steps: [step],
  };
  const fixtures = [
    fixture('asked', asked.headers, asked.body),
    fixture('plain', {}, {}),
    fixture(operation.success.fixture, {}, {}),
  ];
  const decision = predict(spec, 'typescript', scenario, new Map(fixtures.map((one) => [one.id, one]))).steps[0]
    ?.decisions[asked.retry];
  if (decision === undefined || decision.action === 'open') return null;
  if (decision.action === 'stop') return 'stop';
  return decision.gap?.kind === 'window' ? decision.gap : null;
}
