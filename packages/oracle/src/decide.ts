import { type JsonValue, matchesStatus, statusEntry } from '@sdk-conformance/model';
import type { Attempt } from './attempt.js';
import { parseJson } from './body.js';
import type { Because, Gap, OutcomeExpectation } from './expectation.js';
import { type Hint, readHint } from './hint.js';
import { hintRule } from './hint-rule.js';
import { raisedByStatus, raisedByTransport } from './outcome.js';
import { backoffGap, because, type Ruling, retryUpTo, type Situation } from './ruling.js';
import { decideStream } from './stream.js';

function methodForbids(s: Situation): Because | null {
  const own = s.spec.retry.operations[s.operation.id];
  if (own !== undefined) {
    return own.retried
      ? null
      : because('retry.status', `/retry/operations/${s.operation.id}`, `${s.operation.id} is never retried`);
  }
  const { methods } = s.spec.retry;
  if (methods === null || methods === 'all' || methods.includes(s.operation.method)) return null;
  return because('retry.status', '/retry/methods', `${s.operation.method} is not retried`);
}

function decideError(s: Situation, response: Extract<Attempt, { kind: 'response' }>): Ruling {
  const { spec } = s;
  const { status } = response;
  const hint: Hint = spec.hints === null ? { kind: 'none' } : readHint(spec.hints, response.headers);
  const outcome = raisedByStatus(spec, s.language, response, hint);
  const forbidden = methodForbids(s);
  if (forbidden !== null) return { action: 'stop', because: forbidden, gap: null, outcome };
  const override = spec.hints?.shouldRetryHeader;
  const said =
    override === null || override === undefined
      ? undefined
      : response.headers.find(([n]) => n.toLowerCase() === override.toLowerCase())?.[1];
  if (said === 'false')
    return {
      action: 'stop',
      because: because('retry.status', '/hints/shouldRetryHeader', `${override}: false forbids a retry`),
      gap: null,
      outcome,
    };
  if (spec.retry.statuses === null)
    return {
      action: 'open',
      because: because('retry.status', '/retry', 'the spec does not say which statuses are retried'),
      gap: null,
      outcome,
    };
  const retried = said === 'true' || spec.retry.statuses.some((m) => matchesStatus(m, status));
  if (!retried)
    return {
      action: 'stop',
      because: because('retry.status', '/retry/statuses', `${status} is not retried`),
      gap: null,
      outcome,
    };
  const rule = hintRule(spec, hint, status);
  // With no retries left the count decides, whatever the hint says.
  const spent = s.maxRetries !== null && s.attempt >= s.maxRetries;
  if ('stop' in rule && !spent) return { action: 'stop', because: rule.stop, gap: null, outcome };
  const gap = (retry: number): Gap =>
    'gap' in rule ? rule.gap(retry) : { kind: 'open', because: 'open' in rule ? rule.open : rule.stop };
  return retryUpTo(s, because('retry.status', '/retry/statuses', `${status} is retried`), gap, outcome);
}

function decideSuccess(s: Situation, response: Extract<Attempt, { kind: 'response' }>): Ruling {
  const { spec } = s;
  const returned = (value: JsonValue, reason: Because): Ruling => ({
    action: 'stop',
    because: because('retry.status', s.operation.pointer, 'a success ends the call'),
    gap: null,
    outcome: { kind: 'returned', value, events: null, because: reason },
  });
  const open = (reason: Because): Ruling => ({
    action: 'open',
    because: reason,
    gap: null,
    outcome: { kind: 'open', because: reason },
  });
  if (response.cut) {
    if (spec.success.cut === null)
      return open(because('success.cut', '/success', 'the spec does not say what a cut success means'));
    const reason = because(
      'success.cut',
      '/success/cut',
      spec.success.cut === 'retry' ? 'a 2xx cut in its body is retried' : 'a 2xx cut in its body raises',
    );
    const outcome = raisedByTransport(spec, s.language, spec.errors.transport.cutBody ?? spec.errors.base, reason, {
      cause: false,
    });
    return spec.success.cut === 'retry'
      ? retryUpTo(s, reason, (retry) => backoffGap(spec, retry), outcome)
      : { action: 'stop', because: reason, gap: null, outcome };
  }
  if (response.status === 204 || response.status === 205 || response.text === '') {
    if (spec.success.empty === null)
      return open(because('success.empty', '/success', 'the spec does not say what an empty success means'));
    if (spec.success.empty === 'null')
      return returned(null, because('success.empty', '/success/empty', `${response.status} without a body gives null`));
  }
  const parsed = response.text === null ? { json: false as const } : parseJson(response.text);
  if (parsed.json)
    return returned(parsed.value, because('success.value', s.operation.pointer, 'the value is the JSON of the body'));
  if (spec.success.undecodable === null)
    return open(because('success.decode', '/success', 'the spec does not say what a success that is not JSON means'));
  const reason = because('success.decode', '/success/undecodable', 'a 2xx that is not JSON raises, and is not retried');
  return {
    action: 'stop',
    because: reason,
    gap: null,
    outcome: raisedByTransport(spec, s.language, spec.errors.transport.decode ?? spec.errors.base, reason, {
      cause: false,
    }),
  };
}

function decideTransport(s: Situation, attempt: Extract<Attempt, { kind: 'transport' | 'timeout' }>): Ruling {
  const kind = attempt.kind === 'timeout' ? 'timeout' : attempt.transport;
  const requirement = kind === 'timeout' ? 'retry.timeout' : 'retry.transport';
  const error = s.spec.errors.transport[kind];
  const named = kind === 'timeout' ? 'a timeout' : `a broken connection (${kind})`;
  const outcome: OutcomeExpectation =
    error === undefined
      ? { kind: 'open', because: because('error.class', '/errors', `the spec does not say what ${named} raises`) }
      : raisedByTransport(
          s.spec,
          s.language,
          error,
          because('error.class', `/errors/transport/${kind}`, `${named} raises`),
          { cause: true },
        );
  const { transport } = s.spec.retry;
  if (transport === null)
    return {
      action: 'open',
      because: because(requirement, '/retry', `the spec does not say whether ${named} is retried`),
      gap: null,
      outcome,
    };
  const forbidden = methodForbids(s);
  if (forbidden !== null) return { action: 'stop', because: forbidden, gap: null, outcome };
  if (!transport.includes(kind))
    return {
      action: 'stop',
      because: because(requirement, '/retry/transport', `${named} is not retried`),
      gap: null,
      outcome,
    };
  return retryUpTo(
    s,
    because(requirement, '/retry/transport', `${named} is retried`),
    (retry) => backoffGap(s.spec, retry),
    outcome,
  );
}

/** What an SDK must do after an attempt: the rule that applies, its reason and the outcome if it stops. */
export function decide(s: Situation, attempt: Attempt): Ruling {
  if (attempt.kind === 'unspecified') {
    const reason = because('timeout.attempt', attempt.pointer, attempt.why);
    return { action: 'open', because: reason, gap: null, outcome: { kind: 'open', because: reason } };
  }
  if (attempt.kind !== 'response') return decideTransport(s, attempt);
  const { status } = attempt;
  const isSuccess =
    status >= 200 &&
    status <= 299 &&
    (statusEntry(s.spec, status)?.match.kind === 'default' || statusEntry(s.spec, status)?.error == null);
  if (isSuccess) return s.operation.stream ? decideStream(s, attempt) : decideSuccess(s, attempt);
  if (status >= 300 && status <= 399) {
    const outcome = raisedByStatus(s.spec, s.language, attempt, { kind: 'none' });
    if (s.spec.redirects === 'error')
      return {
        action: 'stop',
        because: because('redirect.notFollowed', '/redirects', `${status} is not followed`),
        gap: null,
        outcome,
      };
    return {
      action: 'open',
      because: because('redirect.notFollowed', '/redirects', 'the spec does not forbid following a redirect'),
      gap: null,
      outcome: { kind: 'open', because: because('redirect.notFollowed', '/redirects', 'a redirect may be followed') },
    };
  }
  return decideError(s, attempt);
}
