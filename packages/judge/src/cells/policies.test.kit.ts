import type { RequirementId } from '@sdk-conformance/oracle';
import type { Edits } from '@sdk-conformance/scenarios/testing';
import type { Cell } from './cell.test.kit.js';
import { settled } from './settled.test.kit.js';

/** The key with another value; what names it without it is the key itself. */
const open = (
  key: string,
  promised: Edits,
  other: Edits,
  breaks: readonly RequirementId[],
  unspecified: RequirementId,
  names = key,
): Cell => ({
  key,
  promised: { ...settled, ...promised },
  other: { ...settled, ...other },
  breaks,
  without: { unspecified, names },
});

const told = (key: string, promised: Edits, other: Edits, breaks: readonly RequirementId[], means: string): Cell => ({
  key,
  promised: { ...settled, ...promised },
  other: { ...settled, ...other },
  breaks,
  without: { means },
});

const hint = (key: string, value: string, breaks: RequirementId): Cell =>
  open(`/hints/${key}`, { [`/hints/${key}`]: value }, { [`/hints/${key}`]: 'backoff' }, [breaks], breaks);

const cap = { '/hints/capMs': 60_000, '/hints/overCap': 'noRetry' };
const header = (name: string, unit: string): Edits => ({
  '/hints': { headers: [{ name, unit }], statuses: [503], combine: 'replace' },
});
const abort = { '/abort': { during: ['request', 'backoff'], settleWithinMs: 100, errors: { ruby: ['Interrupt'] } } };
const throughout = { during: ['request', 'body', 'backoff'], settleWithinMs: 100, stream: 'raise' };
/** Long enough for an abort to fall into it. */
const longWait = { '/backoff/initialMs': 500 };
/** What an abort comes to, of an SDK that has another value of one key. */
const ofAbort = (key: string, other: unknown, breaks: readonly RequirementId[], means: string): Cell =>
  told(
    `/abort/${key}`,
    { ...longWait, '/abort': throughout },
    { ...longWait, '/abort': { ...throughout, [key]: other } },
    breaks,
    means,
  );

export const policies: readonly Cell[] = [
  open('/retry', {}, { '/retry/maxRetries': 1 }, ['retry.count', 'retry.status'], 'retry.status', '/retry/statuses'),
  open('/retry/maxRetries', {}, { '/retry/maxRetries': 1 }, ['retry.count', 'retry.status'], 'retry.count'),
  open('/retry/statuses', {}, { '/retry/statuses': [409, 500, 503] }, ['retry.status'], 'retry.status'),
  open('/retry/exhausted', {}, { '/retry/exhausted': undefined }, ['error.class'], 'error.class'),
  hint('zero', 'immediate', 'retry.after.zero'),
  told(
    '/hints/negative',
    { '/hints/negative': 'noRetry' },
    { '/hints/negative': 'backoff' },
    ['retry.after.negative'],
    'retried, after whatever wait',
  ),
  hint('pastDate', 'immediate', 'retry.after.past'),
  told('/hints/capMs', cap, { ...cap, '/hints/capMs': 10_000 }, ['retry.status'], 'check asks for it beside overCap'),
  told(
    '/hints/overCap',
    cap,
    { ...cap, '/hints/overCap': 'clamp' },
    ['retry.after.cap'],
    'check asks for it beside capMs',
  ),
  told('/hints/shouldRetryHeader', { '/hints/shouldRetryHeader': 'X-Again' }, {}, ['retry.status'], 'no such header'),
  told(
    '/hints/headers/*/name',
    header('Retry-After', 's'),
    header('X-Wait', 's'),
    ['retry.after'],
    'check asks for it',
  ),
  told(
    '/hints/headers/*/unit',
    header('Retry-After', 's'),
    header('Retry-After', 'ms'),
    ['retry.after'],
    'check asks for it',
  ),
  open(
    '/timeouts',
    {},
    { '/timeouts/attemptMs': 9000 },
    ['stream.idle', 'timeout.attempt'],
    'timeout.attempt',
    '/timeouts/attemptMs',
  ),
  open(
    '/timeouts/attemptMs',
    {},
    { '/timeouts/attemptMs': 9000 },
    ['stream.idle', 'timeout.attempt'],
    'timeout.attempt',
  ),
  open('/timeouts/coversBody', {}, { '/timeouts/coversBody': false }, ['timeout.attempt'], 'timeout.attempt'),
  {
    key: '/timeouts/perRead',
    promised: { ...settled, '/timeouts/perRead': true },
    other: settled,
    breaks: ['retry.status', 'timeout.attempt'],
    without: { means: 'the timeout covers the body as a whole' },
  },
  open('/success/cut', {}, { '/success/cut': 'retry' }, ['stream.retry', 'success.cut'], 'success.cut'),
  told('/abort', abort, {}, ['abort.error'], 'not judged'),
  {
    key: '/abort/listeners',
    promised: { '/abort': { ...abort['/abort'], listeners: 'removed' } },
    other: { kind: 'listens' },
    breaks: ['process.leftBehind'],
    without: { means: 'a should' },
  },
  told(
    '/abort/errors',
    abort,
    { '/abort': { ...abort['/abort'], errors: { ruby: ['Other'] } } },
    ['abort.error'],
    'the class of abort, or the base class',
  ),
  told(
    '/errors/transport/abort',
    { '/abort': { during: ['request', 'backoff'], settleWithinMs: 100 } },
    { '/abort': { during: ['request', 'backoff'], settleWithinMs: 100 }, '/errors/transport/abort': 'Service' },
    ['abort.error'],
    'the base class',
  ),
  ofAbort('during', ['request', 'body'], ['abort.settles'], 'check asks for it'),
  ofAbort('settleWithinMs', 1000, ['abort.settles'], 'check asks for it'),
  ofAbort('stream', 'end', ['abort.error'], 'the reader of a stream meets an error'),
];
