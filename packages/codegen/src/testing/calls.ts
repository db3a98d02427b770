import type { ErrorField, FreeField, Operation, OwnRules, Spec } from '@sdk-conformance/model';
import type { FaultKind } from '../rules.js';
import { foilengine, inEveryLanguage, namesLike, parcel } from './specs.js';

/** An attempt as a package is asked of it: an answer with the text of its body, or a fault. */
export interface AskedCall {
  readonly operation: string;
  readonly attempt: number;
  readonly maxRetries: number | null;
  readonly uncounted: readonly (FaultKind | 'refresh')[];
  readonly given: readonly string[];
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly unread: 'cut' | 'corrupt' | null;
  readonly fault: FaultKind | null;
  readonly random: number;
}

/** What a package says of an attempt: the error with its fields, and what follows. */
export interface SaidOfCall {
  readonly error: string | null;
  readonly message: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly action: 'retry' | 'refresh' | 'stop';
  readonly delayMs: number | null;
  readonly uncounted: string | null;
  readonly cost: number | null;
}

const bodies: readonly (string | null)[] = [
  null,
  '',
  ' ',
  'null',
  'true',
  '0',
  '17',
  '"text"',
  '[]',
  '{}',
  '[1,2]',
  '{',
  '{"error":}',
  '{"error":{"message":"Slow down"}}',
  '{"error":{"message":""},"message":"second"}',
  '{"error":{"message":null},"detail":"third"}',
  '{"error":{"message":5},"title":"fourth"}',
  '{"error":"fifth"}',
  '{"error":["a"],"message":"of a list"}',
  '{"message":"\\u00e9\\u4e2d\\ud83d\\ude00 \\ud800 end"}',
  `{"message":"${'é'.repeat(30)}"}`,
  `{"message":"${'x'.repeat(5000)}"}`,
  `{"message":"${'😀'.repeat(1500)}"}`,
  '{"message":"tab\\t line\\n quote\\" slash\\/ back\\\\"}',
  '{"message":"first","message":"last"}',
  '{"MESSAGE":"upper","message":"lower"}',
  '<html>Bad Gateway</html>',
  'plain text',
  '\uFEFF{"message":"marked"}',
  '{"error":{"type":"Lent"}}',
  '{"error":{"type":"https://parcels.example/errors#Lent"}}',
  '{"error":{"type":17}}',
  '{"error":{"type":true}}',
  '{"error":{"type":"constructor"}}',
  '{"error":{"type":"__proto__"}}',
  '{"error":{"type":"toString"}}',
  '{"error":{"type":"rate","params":{"a":[1,null,{"b":"c"}],"n":1.5}}}',
  '{"error":{"wait":"2s"}}',
  '{"error":{"wait":"-2s"}}',
  '{"error":{"a/b":"slash","m~n":"tilde"}}',
  '{"errors":[{"text":"in a list"}]}',
  '{"lock":{"keys":2}}',
  '{"lock":{"keys":2.0}}',
  '{"lock":{"keys":"2"}}',
  '{"lock":{"depot":1}}',
  '{"lock":{"depot":true}}',
  '{"again":true}',
  '{"again":"true"}',
  '{"done":false}',
  '{"done":false,"why":"Lent"}',
  '{"done":0}',
  '{"message":"secret-key is wrong"}',
  '{"constructor":"c","message":{"__proto__":"p"}}',
  `${'['.repeat(200)}${']'.repeat(200)}`,
  '{"a":1e400}',
  '{"a":01}',
  '{"a":1,}',
  "{'a':1}",
  '{"message":"trailing"} x',
  '{"message":"a\nb"}',
  '\t{"message":"space around"}\n',
];

const headerSets: readonly AskedCall['headers'][] = [
  {},
  { 'Retry-After': '2' },
  { 'Retry-After': '61' },
  { 'retry-after': '0' },
  { 'X-Request-Id': 'r-1', 'X-Should-Retry': 'true' },
  { 'Request-Id': ' r-2 ', 'X-Should-Retry': 'false' },
  { 'X-Lock': 'held', 'X-Depot': 'east', 'X-Error': 'Lent: until Monday' },
  { 'X-Trace': 'of secret-key', 'X-Request-Id': 'secret-key' },
];

const statuses = [200, 201, 204, 302, 400, 401, 404, 408, 409, 418, 423, 424, 425, 429, 500, 502, 503, 529, 600, 999];
const faults: readonly FaultKind[] = ['connect', 'reset', 'close', 'garbage', 'cutHead', 'cutBody', 'timeoutHead'];

const plain = {
  attempt: 0,
  maxRetries: null,
  uncounted: [],
  given: [],
  headers: {},
  body: null,
  unread: null,
  fault: null,
  status: null,
} as const;

/** Each body, each status with each of the headers, each fault and each place in a call, in turns of the others. */
export function askedCalls(spec: Spec): readonly AskedCall[] {
  const operations = spec.operations.filter(({ stream }) => !stream);
  const random = (i: number) => [0, 0.25, 0.999][i % 3] ?? 0;
  const ofTurn = (i: number) => {
    const operation = operations[i % operations.length] as Operation;
    return { ...plain, operation: operation.id, random: random(i) };
  };
  const placesOf = (attempts: readonly number[]) =>
    attempts.flatMap((attempt) => [null, 0, 1, 5].map((maxRetries) => ({ attempt, maxRetries })));
  const places = placesOf([0, 1, 3]);
  return [
    ...statuses.flatMap((status, i) =>
      headerSets.flatMap((headers, j) =>
        operations.map((operation, k) => ({
          ...ofTurn(i + j + k),
          operation: operation.id,
          status,
          headers,
          body: '{"message":"said"}',
        })),
      ),
    ),
    ...bodies.flatMap((body, i) =>
      [200, 404, 409, 423, 425, 503].map((status, j) => ({ ...ofTurn(i + j), status, body })),
    ),
    ...(['cut', 'corrupt'] as const).flatMap((unread, i) =>
      [400, 404, 429, 503].map((status, j) => ({ ...ofTurn(i + j), status, unread })),
    ),
    ...places.flatMap((place, i) =>
      [401, 404, 429, 503].flatMap((status) =>
        operations.map(({ id }) => ({ ...ofTurn(i), ...place, operation: id, status, body: '{}' })),
      ),
    ),
    ...[...places, ...placesOf([2])].flatMap((place, i) =>
      faults.flatMap((fault) => operations.map(({ id }) => ({ ...ofTurn(i), ...place, operation: id, fault }))),
    ),
    ...(spec.retry.authRefresh === null
      ? []
      : operations.flatMap(({ id }, i) => [
          { ...ofTurn(i), operation: id, attempt: 1, uncounted: ['refresh'] as const, status: 401 },
          { ...ofTurn(i), operation: id, attempt: 1, uncounted: ['refresh'] as const, fault: 'timeoutHead' as const },
          {
            ...ofTurn(i),
            operation: id,
            attempt: 1,
            uncounted: ['timeoutHead'] as const,
            fault: 'timeoutHead' as const,
          },
          { ...ofTurn(i), operation: id, attempt: 1, uncounted: ['timeoutHead'] as const, status: 503 },
        ])),
    ...operations.flatMap(({ id, own }, i) =>
      typeof own?.idempotent === 'object' && own.idempotent !== null
        ? [{ ...ofTurn(i), operation: id, given: [own.idempotent.precondition], status: 503 }]
        : [],
    ),
  ];
}

function field(id: ErrorField['id'], base: string, name: string, more: Partial<ErrorField> = {}): ErrorField {
  const names = { ...namesLike(name), python: name.toLowerCase() };
  return { id, names, classes: [base], pointer: `/errors/fields/${id}`, ...more };
}

/** Rules that neither of the files has, all in one spec. */
export function ruled(): Spec {
  const spec = foilengine();
  const { base } = spec.errors;
  const own = (rules: Partial<OwnRules>): OwnRules => ({
    maxRetries: null,
    statuses: null,
    timeoutMs: null,
    idempotent: null,
    ...rules,
  });
  const rules: Readonly<Record<string, OwnRules>> = {
    getSession: own({ maxRetries: 1, timeoutMs: 5000 }),
    getHistory: own({ statuses: [{ kind: 'code', code: 404 }] }),
    resetSession: own({ idempotent: { precondition: 'machine_id' } }),
    revokeApiKey: own({ idempotent: true }),
  };
  const free: FreeField = {
    ...field('message', base, 'kind'),
    id: 'kind',
    from: { in: 'body', name: '/error/type' },
  };
  const code = (status: number) => ({ kind: 'code', code: status }) as const;
  return {
    ...spec,
    api: { ...spec.api, id: 'ruled', name: 'Ruled' },
    errors: {
      ...spec.errors,
      fields: [
        ...spec.errors.fields.map((one) => (one.id === 'status' ? { ...one, none: 0 } : one)),
        field('requestId', base, 'requestId', { headers: ['X-Request-Id', 'Request-Id'] }),
      ],
      freeFields: [free, { ...free, id: 'whole', names: namesLike('whole'), from: { in: 'raw' } }],
      transport: { ...spec.errors.transport, decode: 'Server', cutBody: 'Forbidden' },
      outside: {
        garbage: {
          typescript: 'SyntaxError',
          python: 'ValueError',
          csharp: 'FormatException',
          java: 'IllegalStateException',
          go: 'SyntaxError',
        },
      },
      body: {
        ...spec.errors.body,
        message: ['/error/a~1b', '/errors/0/text', '/error/message', '/message'],
        fallback: 'body',
        maxMessageBytes: 20,
        notJson: 'decodeError',
        cut: 'transport',
        empty: { error: 'NotFound' },
      },
    },
    success: { ...spec.success, statuses: [code(200), code(204)], cut: 'error' },
    retry: {
      ...spec.retry,
      statuses: [
        code(408),
        { ...code(409), when: { in: 'header', name: 'X-Lock', equals: 'held' } },
        { ...code(418), methods: ['POST'] },
        { ...code(425), when: { in: 'body', name: '/again', equals: true } },
        { kind: 'range', from: 500, to: 599 },
      ],
      methods: ['GET'],
      unsafe: 'withKey',
      transport: ['connect', 'reset', 'timeoutHead', 'cutBody'],
      ownRetries: {
        timeoutHead: { extra: 1, atLeast: 0, pointer: '/retry/transport/2' },
        connect: { extra: 0, atLeast: 2, pointer: '/retry/transport/0' },
      },
      quota: { capacity: 500, cost: 5, throttleCost: 7, timeoutCost: 10, refund: 1 },
      authRefresh: { statuses: [code(401)], max: 1, credential: null },
      operations: { sendMessage: { retried: false } },
    },
    hints: spec.hints && { ...spec.hints, shouldRetryHeader: 'X-Should-Retry' },
    identity: { ...spec.identity, idempotency: { header: 'Idempotency-Key', methods: ['POST'], stableOnRetry: true } },
    operations: spec.operations.map((operation) => {
      const found = rules[operation.id];
      return found === undefined ? operation : { ...operation, own: found };
    }),
  };
}

export const calledSpecs: readonly Spec[] = [foilengine(), parcel(), ruled()].map(inEveryLanguage);
