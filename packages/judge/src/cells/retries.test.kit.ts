import type { RequirementId } from '@sdk-conformance/oracle';
import type { Cell } from './cell.test.kit.js';

const retry = { maxRetries: 2, statuses: [409, '500-504'], methods: 'all', exhausted: 'lastError' };
const transport = ['reset', 'close', 'garbage', 'cutHead'];

/** Another policy of retries; of what is not said, nothing is. */
const retries = (
  key: string,
  promised: object,
  other: object,
  breaks: Cell['breaks'],
  without: Cell['without'],
  rest: Cell['promised'] = {},
): Cell => ({
  key,
  promised: { '/retry': { ...retry, ...promised }, ...rest },
  other: { '/retry': { ...retry, ...other }, ...rest },
  breaks,
  without,
});

/** A rule of one operation's own. */
const ofBook = (key: string, promised: object, other: object, breaks: Cell['breaks'], without: string): Cell => {
  const rest = { '/retry': { ...retry, transport: ['timeout'] }, '/timeouts': { attemptMs: 9000, coversBody: true } };
  const withRules = (rules: object) => ({
    ...rest,
    ...Object.fromEntries(Object.entries(rules).map(([name, rule]) => [`/operations/book/${name}`, rule])),
  });
  return { key, promised: withRules(promised), other: withRules(other), breaks, without: { means: without } };
};

/** A retry that is missing where the client sets maxRetries, or after the first of its kind, is charged to the count. */
const bothWays = (requirement: RequirementId): Cell['breaks'] => ['retry.count', requirement];

const steady = { '/backoff': { kind: 'constant', initialMs: 100, jitter: { kind: 'none' } } };

const bucket = { capacity: 20, cost: 5 };

/** The time of a call as a whole. */
const total = (
  key: string,
  promised: object,
  other: object,
  breaks: Cell['breaks'],
  without: Cell['without'],
): Cell => {
  const rest = { ...steady, '/retry': retry };
  const attempt = { attemptMs: 9000, coversBody: true };
  return {
    key,
    promised: { ...rest, '/timeouts': { ...attempt, ...promised } },
    other: { ...rest, '/timeouts': { ...attempt, ...other } },
    breaks,
    without,
  };
};

const onlyWith = { status: 403, when: { header: 'X-Again' } };
const onlyAt = { status: 403, when: { header: 'X-Left', equals: '0' } };
const onlyGet = { status: 409, methods: ['GET'] };
const hinted = ['500-504'];

export const retryCells: readonly Cell[] = [
  retries('/retry/maxRetries', {}, { maxRetries: 1 }, ['retry.count', 'retry.status'], {
    unspecified: 'retry.count',
    names: '/retry/maxRetries',
  }),
  retries('/retry/statuses', {}, { statuses: hinted }, bothWays('retry.status'), {
    unspecified: 'retry.status',
    names: '/retry/statuses',
  }),
  retries('/retry/statuses/*/status', { statuses: [onlyWith, ...hinted] }, { statuses: hinted }, ['retry.status'], {
    means: 'check asks for it',
  }),
  retries(
    '/retry/statuses/*/when',
    { statuses: [onlyWith, ...hinted] },
    { statuses: [403, ...hinted] },
    ['retry.status'],
    { means: 'whatever the answer has' },
  ),
  retries(
    '/retry/statuses/*/when/header',
    { statuses: [onlyWith, ...hinted] },
    { statuses: [{ status: 403, when: { header: 'X-Other' } }, ...hinted] },
    ['retry.status'],
    { means: 'check asks for it' },
  ),
  retries(
    '/retry/statuses/*/when/equals',
    { statuses: [onlyAt, ...hinted] },
    { statuses: [{ status: 403, when: { header: 'X-Left' } }, ...hinted] },
    ['retry.status'],
    { means: 'whatever the value' },
  ),
  retries(
    '/retry/statuses/*/when/pointer',
    { statuses: [{ status: 403, when: { pointer: '/again', equals: true } }, ...hinted] },
    { statuses: [{ status: 403, when: { pointer: '/again' } }, ...hinted] },
    ['retry.status'],
    { means: 'check asks for a place' },
  ),
  retries(
    '/retry/statuses/*/methods',
    { statuses: [onlyGet, ...hinted] },
    { statuses: [409, ...hinted] },
    ['retry.status'],
    { means: 'retry.methods holds' },
  ),
  retries('/retry/methods', { methods: ['GET'] }, {}, ['retry.status'], {
    unspecified: 'retry.status',
    names: '/retry/methods',
  }),
  retries('/retry/unsafe', { methods: ['GET'], unsafe: 'withKey' }, { methods: ['GET'] }, bothWays('retry.status'), {
    means: 'retry.methods holds',
  }),
  retries('/retry/transport', { transport }, { transport: [] }, bothWays('retry.transport'), {
    unspecified: 'retry.transport',
    names: '/retry/transport',
  }),
  retries(
    '/retry/transport dns',
    { transport: ['connect', 'dns'] },
    { transport: ['connect', 'tls'] },
    ['retry.transport'],
    {
      means: 'connect may stand for it, or not',
    },
  ),
  retries(
    '/retry/transport tls',
    { transport: ['connect', 'tls'] },
    { transport: ['connect', 'dns'] },
    ['retry.transport'],
    {
      means: 'connect may stand for it, or not',
    },
  ),
  retries(
    '/retry/transport/*/kind',
    { transport: [{ kind: 'close' }] },
    { transport: ['reset'] },
    ['retry.transport'],
    {
      means: 'check asks for it',
    },
  ),
  retries(
    '/retry/transport/*/extra',
    { transport: [...transport.filter((t) => t !== 'close'), { kind: 'close', extra: 1 }] },
    { transport },
    bothWays('retry.transport'),
    { means: 'maxRetries holds' },
    steady,
  ),
  retries(
    '/retry/transport/*/atLeast',
    { transport: [...transport.filter((t) => t !== 'close'), { kind: 'close', atLeast: 1 }] },
    { transport },
    ['retry.transport'],
    { means: 'maxRetries holds' },
  ),
  retries('/retry/operations/*/retried', { operations: { book: { retried: false } } }, {}, ['retry.status'], {
    means: 'check asks for it',
  }),
  retries('/retry/authRefresh', { authRefresh: { statuses: [401] } }, {}, ['retry.refresh'], {
    means: '401 is a failure like any other',
  }),
  retries(
    '/retry/authRefresh/statuses',
    { authRefresh: { statuses: [401] } },
    { authRefresh: { statuses: [403] } },
    ['retry.refresh'],
    { means: 'check asks for it' },
  ),
  retries(
    '/retry/authRefresh/max',
    { authRefresh: { statuses: [401], max: 2 } },
    { authRefresh: { statuses: [401] } },
    ['retry.refresh'],
    { means: 'once' },
  ),
  retries(
    '/retry/authRefresh/credential',
    { authRefresh: { statuses: [401], credential: 'token' } },
    { authRefresh: { statuses: [401] } },
    ['retry.refresh'],
    { means: 'the refused one may be sent again' },
  ),
  ofBook('/operations/*/retry', { retry: { maxRetries: 1 } }, {}, ['retry.count'], 'what holds for all'),
  ofBook(
    '/operations/*/retry/maxRetries',
    { retry: { maxRetries: 1 } },
    { retry: { maxRetries: 4 } },
    ['retry.count'],
    'retry.maxRetries holds',
  ),
  ofBook(
    '/operations/*/retry/statuses',
    { retry: { statuses: [429] } },
    { retry: { statuses: [503] } },
    ['retry.status'],
    'retry.statuses holds',
  ),
  ofBook(
    '/operations/*/timeoutMs',
    { timeoutMs: 3000 },
    { timeoutMs: 4000 },
    ['timeout.attempt'],
    'timeouts.attemptMs holds',
  ),
  ofBook(
    '/operations/*/idempotent',
    { idempotent: false },
    { idempotent: true },
    ['retry.status'],
    'its method decides',
  ),
  ofBook(
    '/operations/*/idempotent/precondition',
    { idempotent: { precondition: 'length' } },
    { idempotent: true },
    ['retry.status'],
    'check asks for it',
  ),
  ...['/retry/quota', '/retry/quota/capacity'].map((key) =>
    retries(key, { quota: { ...bucket, capacity: 12 } }, { quota: { ...bucket, capacity: 22 } }, ['retry.quota'], {
      means: key === '/retry/quota' ? 'no bucket' : 'check asks for it',
    }),
  ),
  retries(
    '/retry/quota/cost',
    { quota: { capacity: 100, cost: 20 } },
    { quota: { capacity: 100, cost: 15 } },
    ['retry.quota'],
    {
      means: 'check asks for it',
    },
  ),
  retries(
    '/retry/quota/throttleCost',
    { quota: { ...bucket, throttleCost: 10 }, statuses: [409, 429, ...hinted] },
    { quota: { ...bucket, throttleCost: 2 }, statuses: [409, 429, ...hinted] },
    ['retry.quota'],
    { means: 'cost holds' },
    { '/statuses/429': { error: 'Request' } },
  ),
  retries(
    '/errors/codes/*/throttle',
    { quota: { ...bucket, throttleCost: 2 } },
    { quota: { ...bucket, throttleCost: 5 } },
    ['retry.quota'],
    { means: 'a 429 is throttled' },
    {
      '/errors/discriminator': [{ pointer: '/code' }],
      '/errors/codes': { late: { retried: true, throttle: true } },
    },
  ),
  retries(
    '/retry/quota/timeoutCost',
    { quota: { ...bucket, timeoutCost: 10 }, transport },
    { quota: { ...bucket, timeoutCost: 2 }, transport },
    ['retry.quota'],
    { means: 'cost holds' },
  ),
  retries('/retry/quota/refund', { quota: { ...bucket, refund: 5 } }, { quota: bucket }, ['retry.quota'], {
    means: 'a success without a retry gives nothing back',
  }),
  total(
    '/timeouts/totalMs',
    { totalMs: 20000, coversBackoff: true },
    { totalMs: 40000, coversBackoff: true },
    ['timeout.total'],
    { means: 'the time of a call has no end' },
  ),
  total(
    '/timeouts/coversBackoff',
    { totalMs: 20000, coversBackoff: true },
    { totalMs: 20000, coversBackoff: false },
    ['timeout.total'],
    { unspecified: 'timeout.total', names: '/timeouts/coversBackoff' },
  ),
  total(
    '/timeouts/totalRaises',
    { totalMs: 20000, coversBackoff: true, totalRaises: 'timeout' },
    { totalMs: 20000, coversBackoff: true, totalRaises: 'lastError' },
    ['error.class'],
    { unspecified: 'error.class', names: '/timeouts/totalRaises' },
  ),
];
