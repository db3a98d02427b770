import { readFileSync } from 'node:fs';
import { formatProblems } from '@sdk-conformance/model';
import { loadSpec, readYaml } from '@sdk-conformance/spec';
import { expect, test } from 'vitest';
import { aspectsOf } from './aspects.js';
import { compare } from './compare.js';
import { isTree, type Tree } from './skeleton.js';
import { lesson } from './testing/model-lesson.js';
import { itemsIn } from './words.js';

const path = new URL('../../../spec/foilengine.yaml', import.meta.url);

/** A spec of the text with its tree. */
function read(text: string) {
  const bytes = new TextEncoder().encode(text);
  const loaded = loadSpec('spec.yaml', bytes);
  const yaml = readYaml('spec.yaml', bytes);
  if (!loaded.ok || !yaml.ok || !isTree(yaml.value))
    throw new Error(loaded.ok ? 'the spec of the test is none' : formatProblems(loaded.problems));
  const given: Tree = yaml.value;
  return { spec: loaded.spec, given };
}

const foilengine = readFileSync(path, 'utf8');

/** What the model SDK does not show as an SDK would: long messages, causes, redirects, aborts; and ids of requests, which this API has not. */
const unlike = ['errors.body.maxMessageBytes', 'errors.keepsCause', 'errors.fields.requestId', 'redirects', 'abort'];

const { spec, given } = read(foilengine);
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
      "backoff",
      "hints.headers",
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
      "streaming.missingTerminal",
      "streaming.retryAfterFirstEvent",
      "streaming.errorClass",
    ]
  `);
});

test('what was learnt is written with what was seen', () => {
  const { text } = learned;
  expect(text.slice(text.indexOf('statuses:'), text.indexOf('streaming:'))).toMatchInlineSnapshot(`
    "statuses:
      source: observed
      # operations succeed with it
      200: {}
      # operations succeed with it
      204: {}
      # in each play of it
      400: { error: BadRequest }
      # in each play of it
      401: { error: Authentication }
      # in each play of it
      403: { error: Forbidden }
      # in each play of it
      404: { error: NotFound }
      # in each play of it
      429: { error: RateLimit }
      # in plays of 100 statuses
      500+: { error: Server }
      # in plays of 194 statuses
      default: { error: FoilEngine }

    errors:
      source: observed
      # above all 619 errors that statuses raised
      base: FoilEngine
      classes:
        # raised 388 times
        FoilEngine: { names: { typescript: FoilEngineError } }
        # raised 2 times
        BadRequest: { names: { typescript: BadRequestError } }
        # raised 2 times
        Authentication: { names: { typescript: AuthenticationError } }
        # raised 2 times
        Forbidden: { names: { typescript: ForbiddenError } }
        # raised 2 times
        NotFound: { names: { typescript: NotFoundError } }
        # raised 3 times
        RateLimit: { names: { typescript: RateLimitError } }
        # raised 220 times
        Server: { names: { typescript: ServerError } }
      fields:
        # holds it in 619 of 619 errors
        status: { names: { typescript: statusCode } }
        # holds 17 and 29 where the last answer says so
        retryAfter: { names: { typescript: retryAfter }, classes: [ RateLimit ] }
      transport:
        # raised in 2 plays
        connect: FoilEngine
        # raised in 2 plays
        reset: FoilEngine
        # raised in 2 plays
        close: FoilEngine
        # raised in 2 plays
        garbage: FoilEngine
        # raised in 2 plays
        cutHead: FoilEngine
        # raised in 2 plays
        cutBody: FoilEngine
        # raised in 2 plays
        timeout: FoilEngine
        # raised in 4 plays of a success that is no JSON
        decode: FoilEngine
      body:
        # texts of 11 places, alone and in pairs
        message: [ /error/message, /message, /detail, /title, /error ]
        # the message is the server's text alone in 5 plays
        exactMessage: true
        # a message of 20,000 bytes is cut to it
        maxMessageBytes: 1024
        # a body without a message: only this fits the play
        fallback: statusPhrase
        # bodies that cannot be read: only this fits the 4 plays
        undecodable: keepStatus
      # open: keepsCause: 14 of 16 errors of faults have one
      # open: fields.requestId: no field has one of the headers x-request-id, request-id, x-amzn-requestid, x-ms-request-id, x-correlation-id

    success:
      source: observed
      # 4 plays of 204 and of an empty 200
      empty: "null"
      # 4 plays of a success that is no JSON
      undecodable: error
      # 2 plays of a success that breaks off
      cut: retry

    # a redirect raised, and nothing was asked where it points
    redirects: { value: error, source: observed }

    retry:
      source: observed
      # GET: 110 of 308 sent again, POST: 110 of 308 sent again, DELETE: 3 of 3 sent again
      statuses: [ 429, 500+ ]
      # asked of GET, POST, DELETE
      methods: all
      # 3 retries in 223 plays, after 429, 500+
      maxRetries: 3
      # retries by GET, POST: connect: 3, 3; reset: 3, 3; close: 3, 3; garbage: 3, 3; cutHead: 3, 3; timeout: 3, 3; timeoutBody: 3, 3
      transport: [ connect, reset, close, garbage, cutHead, timeout ]
      # 3 calls out of retries raised what their last answer does
      exhausted: lastError

    backoff:
      source: observed
      # waits of 256 clients, ms: 250 to 498, 501 to 1000, 1001 to 1998, 2004 to 3984, 4003 to 7988, 8082 to 15948, 16228 to 31895, 32140 to 63922, 64118 to 127745
      kind: exponential
      factor: 2
      initialMs: 500
      jitter: { kind: subtract, ratio: 0.5 }

    hints:
      source: observed
      # waits with 17 and 29 s: Retry-After: s 17000 and 29000 ms
      headers: [ { name: Retry-After, unit: s, httpDate: true } ]
      # heeded on 429, 500, 502, 503
      statuses: retried
      # only this fits the 10 plays of hints above and below the backoff
      combine: replace
      # hints 0: only this fits the play
      zero: backoff
      # hints -1, -3: only this fits the 2 plays
      negative: backoff
      # hints 7.5, 9.25: only this fits the 2 plays
      fractional: accept
      # hints soon, tomorrow: only this fits the 2 plays
      invalid: backoff
      # hints +7, 7e0, 7abc: only this fits the 3 plays
      numbers: digits
      # hints {{httpdate -10s}}: only this fits the play
      pastDate: backoff
      # 60 s is waited for, and 61 s is not
      capMs: 60000
      # 23 hints over 60 s: only this fits the 23 plays
      overCap: noRetry

    timeouts:
      source: observed
      # each of 4 requests was given up after it
      attemptMs: 30000
      # a body that never comes is given up after the timeout of 2000 ms
      coversBody: true
      # a stream whose first event never comes is given up after the timeout of 2000 ms
      perStreamEvent: true

    # open: abort: not probed: the target aborts no call

    "
  `);
});

/** What is learnt wrong, or left open, of an SDK that keeps to an edited spec. */
async function changed(...edits: readonly (readonly [string, string])[]) {
  let text = foilengine;
  for (const [from, to] of edits) {
    if (!text.includes(from)) throw new Error(`the spec lacks ${from}`);
    text = text.replace(from, () => to);
  }
  const { spec, given } = read(text);
  const { compared, open } = await lesson(spec, given, 'typescript');
  return [
    ...compared.differences
      .filter(({ line }) => !unlike.includes(line))
      .map((d) => `${itemsIn(d)}: ${d.one}, not ${d.other}`),
    ...open.filter(({ at }) => !unlike.includes(at.join('.'))).map(({ at, why }) => `open: ${at.join('.')}: ${why}`),
  ];
}

const retried = '[429, 5xx, { value: 600+, source: ours }]';

type Edit = readonly [from: string, to: string];

/** Policies, each of several edits that stand apart. */
const policies: readonly (readonly Edit[])[] = [
  [
    ['maxRetries: 3 ', 'maxRetries: 2 '],
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
  ],
];

test.each(policies.map((edits) => [edits]))('what an SDK does otherwise is learnt as it is (%#)', async (edits) => {
  expect(await changed(...edits)).toEqual([]);
});

test('an SDK that reads no header is learnt as one, and told against a spec that has one', async () => {
  const headers = '    - { name: Retry-After, unit: s, source: vendor, httpDate: { value: true, source: ours } }';
  const from = foilengine.slice(
    foilengine.indexOf(`  headers:\n${headers}`),
    foilengine.indexOf('timeouts:\n  source: ours'),
  );
  const silent = read(foilengine.replace(from, () => '  headers: none\n\n'));
  const { text, spec: own } = await lesson(silent.spec, silent.given, 'typescript');
  expect(/.*\n {2}headers: none$/m.exec(text)?.[0]).toMatchInlineSnapshot(`
    "  # 127 plays after 429: each waits for the backoff, whatever Retry-After, Retry-After-Ms, X-Retry-After, RateLimit-Reset, X-RateLimit-Reset, X-Ms-Retry-After-Ms says
      headers: none"
  `);
  const { differences } = compare(aspectsOf(own, 'typescript'), aspectsOf(spec, 'typescript'));
  expect(differences.map((d) => `${itemsIn(d)}: ${d.one}, not ${d.other}`)).toMatchInlineSnapshot(`
    [
      "errors.body.maxMessageBytes: 1024, not 4096",
      "hints.headers (retry-after): not read, not s or a date",
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
  ]);
});
