import type { Level } from '@sdk-conformance/model';

interface Rule {
  readonly title: string;
  /** Spec key it rests on, unless the decision names a more exact one. */
  readonly pointer: string;
  /** Binding without a spec line: what any SDK owes its caller. */
  readonly level?: Level;
}

/** Every requirement by its stable id; the part before the first dot is its family. */
const requirements = {
  'call.settles': { title: 'A call returns or raises; it never hangs', pointer: '', level: 'must' },
  'call.prompt': {
    title: 'A call settles when its last answer has come',
    pointer: '/retry',
    // That there is no retry says nothing of when the error is raised. A line that says so, as hints.overCap does, binds by its own source.
    level: 'should',
  },
  'call.isolation': { title: 'Calls do not share retry state, bodies or waits', pointer: '/retry', level: 'must' },
  'process.survives': { title: 'The process survives whatever the server sends', pointer: '', level: 'must' },
  'process.responds': {
    title: 'A call comes to something: no endless loop, no wait without end',
    pointer: '',
    level: 'must',
  },
  'process.rejections': { title: 'No unhandled rejection or exception outside the call', pointer: '', level: 'must' },
  'process.warnings': { title: 'No process warning', pointer: '', level: 'should' },
  'process.leftBehind': { title: 'No timer or socket outlives the call', pointer: '', level: 'should' },
  'process.escapedTimer': { title: 'Waits are seen by the virtual clock', pointer: '', level: 'should' },

  'request.sent': { title: 'Each call sends a request', pointer: '/operations', level: 'must' },
  'request.method': { title: 'The operation’s method', pointer: '/operations' },
  'request.path': { title: 'The operation’s path, arguments escaped', pointer: '/operations' },
  'request.baseSlash': {
    title: 'A slash at the end of the base URL changes no path',
    pointer: '/options/baseUrl',
    // Whoever documents the option has rarely said so; an SDK may also refuse such a URL.
    level: 'should',
  },
  'request.query': { title: 'The query names and values', pointer: '/operations' },
  'request.headers': { title: 'The headers the API needs', pointer: '/operations' },
  'request.credentials': { title: 'Each credential in its header, and nowhere else', pointer: '/credentials' },
  'request.body': { title: 'The body by wire names', pointer: '/operations' },
  'request.stable': { title: 'The same request on every attempt', pointer: '/identity' },
  'request.sameHeaders': {
    title: 'No header that nobody named comes, goes, grows or is said twice',
    pointer: '/identity/stable',
    // Whoever says which headers stay has said nothing of the others.
    level: 'should',
  },

  'retry.count': { title: 'Retries stop at maxRetries, and not before', pointer: '/retry/maxRetries' },
  'retry.status': { title: 'Which statuses are retried', pointer: '/retry/statuses' },
  'retry.refresh': {
    title: 'A refused credential is refreshed, and the call sent again',
    pointer: '/retry/authRefresh',
  },
  'retry.transport': { title: 'Which network faults are retried', pointer: '/retry/transport' },
  'retry.timeout': { title: 'Whether a timeout is retried', pointer: '/retry/transport' },
  'retry.quota': { title: 'Retries of a client stop when its bucket is empty', pointer: '/retry/quota' },
  'retry.after': { title: 'Retry-After in seconds is honoured', pointer: '/hints/headers' },
  'retry.after.date': { title: 'Retry-After as an HTTP-date is honoured', pointer: '/hints/headers' },
  'retry.after.dateForm': {
    title: 'Retry-After in an obsolete form of HTTP-date, in GMT',
    pointer: '/hints/headers',
    // RFC 9110 binds every recipient to it, but no server has sent one for long, and no vendor's sentence speaks of them.
    level: 'should',
  },
  'retry.after.fraction': { title: 'Retry-After with a fraction', pointer: '/hints/fractional' },
  'retry.after.zero': { title: 'Retry-After: 0', pointer: '/hints/zero' },
  'retry.after.negative': { title: 'A negative Retry-After', pointer: '/hints/negative' },
  'retry.after.past': { title: 'Retry-After with a date in the past', pointer: '/hints/pastDate' },
  'retry.after.invalid': { title: 'A Retry-After that cannot be read', pointer: '/hints/invalid' },
  'retry.after.cap': { title: 'A Retry-After over the cap', pointer: '/hints/overCap' },
  'retry.backoff': { title: 'The delay before each retry', pointer: '/backoff' },
  'retry.backoff.jitter': { title: 'The spread of delays over many clients', pointer: '/backoff/jitter' },

  'limit.others': {
    title: 'A rate limit that is met holds up no call of another category',
    pointer: '/rateLimits',
    // Whoever says what is limited has not said that nothing else waits.
    level: 'should',
  },

  'timeout.attempt': { title: 'An attempt is given up after timeoutMs', pointer: '/timeouts/attemptMs' },

  'timeout.total': { title: 'A call as a whole ends by its total time', pointer: '/timeouts/totalMs' },

  'error.class': { title: 'The error class of a status', pointer: '/statuses' },
  'error.base': { title: 'Every error is of the base class', pointer: '/errors/base' },
  'error.status': { title: 'The status on the error', pointer: '/errors/fields/status' },
  'error.message': { title: 'The server’s message', pointer: '/errors/body/message' },
  'error.messageBound': { title: 'The length of a message', pointer: '/errors/body/maxMessageBytes' },
  'error.retryAfter': { title: 'retryAfter on the error', pointer: '/errors/fields/retryAfter' },
  'error.requestId': { title: 'The id of the request on the error', pointer: '/errors/fields/requestId' },
  'error.headers': { title: 'The headers of the response on the error', pointer: '/errors/fields/headers' },
  'error.fields': { title: 'What else an error carries of the answer', pointer: '/errors/fields' },
  'error.cause': { title: 'The low-level error as the cause', pointer: '/errors/keepsCause' },
  'error.secrets': { title: 'No credential shows in an error', pointer: '/credentials' },
  'error.name': { title: 'name and instanceof agree with the class', pointer: '/errors/named' },
  'error.serializable': { title: 'An error survives being copied and serialised', pointer: '/errors/serializable' },

  'success.value': { title: 'The value of a success', pointer: '/operations' },
  'success.status': { title: 'Any 2xx is a success', pointer: '/success', level: 'should' },
  'success.empty': { title: '204 and an empty 2xx', pointer: '/success/empty' },
  'success.decode': { title: 'A 2xx that is not JSON', pointer: '/success/undecodable' },
  'success.cut': { title: 'A 2xx cut in its body', pointer: '/success/cut' },
  'redirect.notFollowed': { title: 'Redirects are not followed', pointer: '/redirects' },
  'redirect.credentials': { title: 'No credential goes along to another origin', pointer: '/credentials' },

  'stream.events': { title: 'The events of a stream, in order and whole', pointer: '/streaming' },
  'stream.retry': { title: 'A stream is retried before its first event', pointer: '/streaming' },
  'stream.noReplay': {
    title: 'A stream is never retried after its first event',
    pointer: '/streaming/retryAfterFirstEvent',
  },
  'stream.errorEvent': { title: 'An error event raises', pointer: '/streaming/errorEvent' },
  'stream.terminal': { title: 'A stream without its last event raises', pointer: '/streaming/missingTerminal' },
  'stream.idle': { title: 'Each wait for an event has the timeout', pointer: '/timeouts/perStreamEvent' },

  'abort.settles': { title: 'An abort settles the call at once', pointer: '/abort' },
  'abort.error': { title: 'What an abort raises', pointer: '/abort/errors' },
} as const satisfies Readonly<Record<string, Rule>>;

export type RequirementId = keyof typeof requirements;

export const requirementIds = Object.keys(requirements) as readonly RequirementId[];

/**
 * Title and spec key of a requirement.
 *
 * @example
 * ```ts
 * import { requirementRule } from '@sdk-conformance/oracle';
 *
 * requirementRule('retry.count').title; // 'Retries stop at maxRetries, and not before'
 * ```
 */
export function requirementRule(id: RequirementId): Rule {
  return requirements[id];
}
