import { className, matchesStatus, type RetriedFault, statusEntry, type TransportKind } from '@sdk-conformance/model';
import type { Attempt } from './attempt.js';
import { because, keyMissing } from './because.js';
import { decideError } from './decide-error.js';
import { decideSuccess } from './decide-success.js';
import type { OutcomeExpectation } from './outcome-expectation.js';
import { faultsOf } from './own-retries.js';
import { raisedByFault } from './raised.js';
import { raisedByStatus } from './raised-by-status.js';
import { headerOf, holds, type Response } from './reading.js';
import { statusRule } from './retried-status.js';
import { backoffGap, type Ruling, retryUpTo, type Situation } from './ruling.js';
import { decideStream } from './stream.js';

function decideTransport(s: Situation, attempt: Extract<Attempt, { kind: 'transport' | 'timeout' }>): Ruling {
  const kind = attempt.kind === 'timeout' ? 'timeout' : attempt.transport;
  const requirement = kind === 'timeout' ? 'retry.timeout' : 'retry.transport';
  const named =
    attempt.kind === 'timeout' ? timeoutNamed(s, attempt.part) : `a broken connection (${attempt.transport})`;
  const outcome = outcomeOf(s, kind, named);
  const { transport } = s.spec.retry;
  if (transport === null) {
    const unsaid = keyMissing(requirement, '/retry/transport', `the spec does not say whether ${named} is retried`);
    return { action: 'open', because: unsaid, gap: null, outcome };
  }
  const retried = faultsOf(attempt).find((fault) => transport.includes(fault));
  if (retried === undefined && isConnectionToSome(kind, transport)) {
    const unsaid = keyMissing(
      requirement,
      '/retry/transport',
      `the spec does not say whether ${named} is like a refused one`,
    );
    // Where no retry is left, it is all the same.
    const ifRetried = retryUpTo(s, unsaid, (retry) => backoffGap(s.spec, null, retry), outcome);
    return ifRetried.action === 'stop' ? ifRetried : { action: 'open', because: unsaid, gap: null, outcome };
  }
  if (retried === undefined) {
    const reason = because(requirement, '/retry/transport', `${named} is not retried`);
    return { action: 'stop', because: reason, gap: null, outcome };
  }
  const reason = because(requirement, '/retry/transport', `${named} is retried`);
  return retryUpTo(s, reason, (retry) => backoffGap(s.spec, null, retry), outcome);
}

/** Many SDKs take a name that does not resolve, and a handshake that fails, for a refused connection: a list that names neither allows it. */
function isConnectionToSome(kind: TransportKind, retried: readonly RetriedFault[]): boolean {
  const own: readonly RetriedFault[] = ['dns', 'tls'];
  return own.includes(kind) && retried.includes('connect') && !own.some((other) => retried.includes(other));
}

function outcomeOf({ spec, language }: Situation, kind: TransportKind, named: string): OutcomeExpectation {
  const error = spec.errors.transport[kind];
  const outside = spec.errors.outside[kind]?.[language];
  const pointer = `/errors/${outside === undefined ? 'transport' : 'outside'}/${kind}`;
  const raises = outside ?? (error === undefined ? null : className(spec, error, language));
  if (raises === null)
    return {
      kind: 'open',
      because: keyMissing('error.class', pointer, `the spec does not say what ${named} raises`),
    };
  return raisedByFault(spec, language, kind, because('error.class', pointer, `${named} raises ${raises}`), {
    cause: true,
  });
}

/** Which part of an answer a timeout fell into, where that tells. */
function timeoutNamed({ spec }: Situation, part: 'head' | 'body'): string {
  const tells = spec.retry.transport?.some((fault) => fault === 'timeoutHead' || fault === 'timeoutBody') === true;
  if (!tells) return 'a timeout';
  return part === 'head' ? 'a timeout before the head has come' : 'a timeout after the head has come';
}

function decideRedirect(s: Situation, response: Response): Ruling {
  const { status } = response;
  const again =
    s.spec.retry.statuses === null
      ? {}
      : { again: because('retry.status', '/retry/statuses', `${status} is not retried`) };
  if (s.spec.redirects === 'error')
    return {
      action: 'stop',
      because: because('redirect.notFollowed', '/redirects', `${status} is not followed`),
      ...again,
      gap: null,
      outcome: raisedByStatus(s.spec, s.language, response, { kind: 'none' }),
    };
  return {
    action: 'open',
    because: because('redirect.notFollowed', '/redirects', 'the spec does not forbid following a redirect'),
    gap: null,
    outcome: { kind: 'open', because: because('redirect.notFollowed', '/redirects', 'a redirect may be followed') },
  };
}

/** A success by its status, that may tell of a failure in its body. */
function decide2xx(s: Situation, response: Response): Ruling {
  const name = s.spec.hints?.shouldRetryHeader ?? null;
  if (name !== null && headerOf(response.headers, name) === 'true') {
    const reason = because('retry.status', '/hints/shouldRetryHeader', `${name}: true, and the status is a success`);
    return { action: 'open', because: reason, gap: null, outcome: { kind: 'open', because: reason } };
  }
  if (s.operation.stream) return decideStream(s, response);
  const { failure } = s.spec.success;
  const failed = failure !== null && holds(failure.when, response);
  if (failed === 'open') {
    const reason = because('success.value', '/success/failure', 'an SDK may read the body, and need not');
    return { action: 'open', because: reason, gap: null, outcome: { kind: 'open', because: reason } };
  }
  return failed ? decideError(s, response, true) : decideSuccess(s, response);
}

/** What an SDK must do after an attempt: the rule that applies, its reason and the outcome if it stops. */
export function decide(s: Situation, attempt: Attempt): Ruling {
  if (attempt.kind === 'unspecified') {
    const reason = keyMissing('timeout.attempt', attempt.pointer, attempt.why);
    return { action: 'open', because: reason, gap: null, outcome: { kind: 'open', because: reason } };
  }
  if (attempt.kind !== 'response') return decideTransport(s, attempt);
  const { status } = attempt;
  const row = statusEntry(s.spec, status);
  const listed = s.spec.success.statuses;
  const isSuccess =
    listed === null
      ? status >= 200 && status <= 299 && (row?.match.kind === 'default' || row?.error == null)
      : listed.some((match) => matchesStatus(match, status));
  if (isSuccess) return decide2xx(s, attempt);
  const retried = statusRule(s, attempt)?.retry === true;
  return status >= 300 && status <= 399 && !retried ? decideRedirect(s, attempt) : decideError(s, attempt);
}
