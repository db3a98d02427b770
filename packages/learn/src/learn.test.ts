import { expect, test } from 'vitest';
import { against } from './against.js';
import { aspectsOf } from './aspects.js';
import { compare } from './compare.js';
import { type Edit, edited, foilengine, read } from './testing/edited-spec.js';
import { fixturesOf, lesson } from './testing/model-lesson.js';
import { itemsIn } from './words.js';

/** What the model SDK does not show as an SDK would: long messages, causes, redirects, aborts; and ids of requests, which this API has not. */
const unlike = ['errors.body.maxMessageBytes', 'errors.keepsCause', 'errors.fields.requestId', 'redirects', 'abort'];

const { spec, given } = edited();
const learned = await lesson(spec, given, 'typescript');

test('what an SDK that keeps to the spec shows is the spec', () => {
  const { compared } = learned;
  expect(compared.differences.filter(({ line }) => !unlike.includes(line))).toEqual([]);
  expect(compared.onlyOne).toEqual([]);
  expect(compared.agreed).toMatchInlineSnapshot(`
    [
      "errors.base",
      "errors.classes",
      "statuses",
      "errors.fields",
      "errors.transport",
      "errors.body.message",
      "errors.body.fallback",
      "errors.body.exactMessage",
      "errors.body.undecodable",
      "retry.maxRetries",
      "retry.exhausted",
      "retry.statuses",
      "retry.transport",
      "retry.operations",
      "backoff",
      "hints.headers",
      "hints.statuses",
      "hints.combine",
      "hints.zero",
      "hints.negative",
      "hints.fractional",
      "hints.numbers",
      "hints.invalid",
      "hints.pastDate",
      "hints.capMs",
      "hints.overCap",
      "success.empty",
      "success.undecodable",
      "success.cut",
      "redirects",
      "timeouts.attemptMs",
      "timeouts.coversBody",
      "timeouts.perStreamEvent",
      "streaming.errorEvent",
      "streaming.missingTerminal",
      "streaming.retryAfterFirstEvent",
      "streaming.errorClass",
      "identity",
    ]
  `);
});

test('nothing is told against the spec of an SDK that keeps to it', () => {
  const { departures } = against(learned, spec, 'typescript', fixturesOf(spec));
  expect(departures.map(({ difference }) => difference.line).filter((line) => !unlike.includes(line))).toEqual([]);
});

test('what was learnt is written with what was seen', async () => {
  const { text } = learned;
  await expect(text.slice(text.indexOf('statuses:'), text.indexOf('streaming:'))).toMatchFileSnapshot(
    '__snapshots__/learnt.yaml',
  );
});

/** What is learnt wrong, or left open, of an SDK that keeps to an edited spec. */
async function changed(...edits: readonly Edit[]) {
  const { spec, given } = edited(...edits);
  const { compared, open } = await lesson(spec, given, 'typescript');
  return [
    ...compared.differences
      .filter(({ line }) => !unlike.includes(line))
      .map((d) => `${itemsIn(d)}: ${d.one}, not ${d.other}`),
    ...open.filter(({ at }) => !unlike.includes(at.join('.'))).map(({ at, why }) => `open: ${at.join('.')}: ${why}`),
  ];
}

const retried = '[429, 5xx, { value: 600+, source: ours }]';

/** Policies, each of several edits that stand apart. */
const policies: readonly (readonly Edit[])[] = [
  [
    ['maxRetries: 3 ', 'maxRetries: 2 '],
    [
      '  exhausted: { value: lastError',
      '  operations: { getHistory: { retried: false }, resetSession: { retried: true } }\n  exhausted: { value: lastError',
    ],
    ['methods: all', 'methods: [GET, DELETE]'],
    ['500+: { error: Server }', '500-502: { error: Server }'],
    ['jitter: { kind: subtract, ratio: 0.5 }', 'jitter: { kind: none }\n  maxMs: 4000\n  clampAfterJitter: false'],
    ['combine: { value: replace', 'combine: { value: add'],
    ['zero: backoff', 'zero: immediate'],
    ['numbers: digits', 'numbers: float'],
    ['capMs: 60000', 'capMs: 300000'],
    ['overCap: noRetry', 'overCap: clamp'],
    ['      - /detail\n      - /title', '      - /title\n      - /detail'],
  ],
  [
    [retried, '[408, 429, { status: 503, methods: [GET] }, 502]'],
    ['kind: exponential\n  initialMs: 500\n  factor: 2', 'kind: linear\n  initialMs: 700\n  factor: 1'],
    ['combine: { value: replace', 'combine: { value: max'],
    ['negative: backoff', 'negative: noRetry'],
    ['invalid: backoff', 'invalid: noRetry'],
    ['pastDate: backoff', 'pastDate: immediate'],
    ['overCap: noRetry', 'overCap: backoff'],
    ['attemptMs: { value: 30000', 'attemptMs: { value: 90000'],
    ['garbage, cutHead, timeout]', 'garbage]'],
    ['numbers: digits', 'numbers: leading'],
    ['statuses: { value: retried, source: vendor }', 'statuses: [429, 503]'],
    ['cut: retry', 'cut: error'],
    ['    reset: FoilEngine', '    reset: Server'],
    ['overCap: backoff # raised at once', 'overCap: backoff\n  shouldRetryHeader: X-Should-Retry'],
    ['errorEvent: { value: error, source: vendor }', 'errorData: /error'],
    ['    - user-agent\n', ''],
    [
      'identity:\n  source: ours\n',
      `identity:
  source: ours
  attempt: { header: x-retry-number, start: 1 }
  fresh: [x-attempt-id]
  idempotency: { header: Idempotency-Key, methods: [POST], stableOnRetry: true }
`,
    ],
  ],
];

/** What cannot be told of each of them: the first sends no POST again, and a stream is asked for by one. */
const untold: readonly (readonly string[])[] = [
  ['open: streaming.retryAfterFirstEvent: not probed: the stream is asked for by a method that is never sent again'],
  [],
];

test.each(policies.map((edits, i) => [edits, untold[i] ?? []] as const))(
  'what an SDK does otherwise is learnt as it is (%#)',
  async (edits, open) => {
    expect(await changed(...edits)).toEqual(open);
  },
);

test('an SDK that reads no header is learnt as one, and told against a spec that has one', async () => {
  const headers = '    - { name: Retry-After, unit: s, source: vendor, httpDate: { value: true, source: ours } }';
  const from = foilengine.slice(
    foilengine.indexOf(`  headers:\n${headers}`),
    foilengine.indexOf('timeouts:\n  source: ours'),
  );
  const silent = read(foilengine.replace(from, () => '  headers: none\n\n'));
  const { text, spec: own } = await lesson(silent.spec, silent.given, 'typescript');
  expect(/.*\n {2}headers: none$/m.exec(text)?.[0]).toMatchInlineSnapshot(`
    "  # 134 plays after 429: each waits for the backoff, whatever Retry-After, Retry-After-Ms, X-Retry-After, RateLimit-Reset, X-RateLimit-Reset, X-Ms-Retry-After-Ms says
      headers: none"
  `);
  const { differences } = compare(aspectsOf(own, 'typescript'), aspectsOf(spec, 'typescript'));
  expect(differences.map((d) => `${itemsIn(d)}: ${d.one}, not ${d.other}`)).toMatchInlineSnapshot(`
    [
      "errors.body.maxMessageBytes: 1024, not 4096",
      "hints.headers (retry-after): not read, not s",
    ]
  `);
});

test('what shows only by an option is left open', async () => {
  expect(await changed(['maxRetries: 3 ', 'maxRetries: 0 '])).toEqual([
    'open: retry.statuses: by default none is retried; with maxRetries 2, of 429, 500, 503: 429, 500, 503',
    'open: backoff: not probed: nothing that was asked is sent again',
    'open: retry.transport: not probed: how often a request is sent again by default is not known, or it is never',
    'open: success.cut: not probed: no failure is known that is sent again',
    'open: streaming.retryAfterFirstEvent: not probed: no failure is known that is sent again',
    'open: retry.exhausted: not probed: no two statuses that are retried raise different classes',
    'open: hints.headers: not probed: nothing that was asked is sent again',
    'open: hints.shouldRetryHeader: not probed: no two failures are known of which one is sent again, and one is not',
  ]);
});
