import { type HintPolicy, matchesStatus } from '@sdk-conformance/model';
import type { Attempt } from './attempt.js';
import { because, keyMissing } from './because.js';
import type { Because, Gap, OutcomeExpectation } from './expectation.js';
import { type Hint, readHint } from './hint.js';
import { hintRule } from './hint-rule.js';
import { raisedByStatus } from './raised-by-status.js';
import { type StatusRule, statusRule } from './retried-status.js';
import { type Ruling, retryUpTo, type Situation } from './ruling.js';

type Response = Extract<Attempt, { kind: 'response' }>;

/** What the server itself says of a retry, in a header that overrides the status table. */
function serverSays(hints: HintPolicy | null, response: Response): { retry: boolean; because: Because } | null {
  const name = hints?.shouldRetryHeader ?? null;
  if (name === null) return null;
  const said = response.headers.find(([n]) => n.toLowerCase() === name.toLowerCase())?.[1];
  if (said !== 'true' && said !== 'false') return null;
  const text = `${name}: ${said} ${said === 'true' ? 'asks for' : 'forbids'} a retry`;
  return { retry: said === 'true', because: because('retry.status', '/hints/shouldRetryHeader', text) };
}

/** Whether a status is retried at all; null where the spec does not say. */
function eligibility(s: Situation, response: Response): StatusRule | null {
  const said = serverSays(s.spec.hints, response);
  return said === null ? statusRule(s, response) : { ...said, methods: null };
}

/** The same call again with a refreshed credential, at the pace of whoever gives that; null where none is refreshed. */
function refreshed(s: Situation, { status }: Response, outcome: OutcomeExpectation): Ruling | null {
  const { authRefresh } = s.spec.retry;
  if (authRefresh === null || !authRefresh.statuses.some((match) => matchesStatus(match, status))) return null;
  const text = `after ${status} the credential is refreshed, and the call sent again`;
  const reason = because('retry.status', '/retry/authRefresh', text);
  if (s.free) return { action: 'retry', because: reason, gap: null, outcome };
  const { max } = authRefresh;
  const often = `a call refreshes its credential ${max === 1 ? 'once' : `${max} times`}`;
  return { action: 'stop', because: because('retry.status', '/retry/authRefresh/max', often), gap: null, outcome };
}

/** After an error response: by the server's own word, the status table, the hint and the count. */
export function decideError(s: Situation, response: Response): Ruling {
  const { spec } = s;
  const hint: Hint = spec.hints === null ? { kind: 'none' } : readHint(spec.hints, response.headers);
  const outcome = raisedByStatus(spec, s.language, response, hint);
  const again = refreshed(s, response, outcome);
  if (again !== null) return again;
  const eligible = eligibility(s, response);
  if (eligible === null) {
    const unsaid = keyMissing('retry.status', '/retry/statuses', 'the spec does not say which statuses are retried');
    return { action: 'open', because: unsaid, gap: null, outcome };
  }
  if (!eligible.retry) return { action: 'stop', because: eligible.because, gap: null, outcome };
  const rule = hintRule(spec, hint, response.status);
  const gap = (retry: number): Gap =>
    'gap' in rule ? rule.gap(retry) : { kind: 'open', because: 'open' in rule ? rule.open : rule.stop };
  const ruling = retryUpTo(s, eligible.because, gap, outcome, eligible.methods);
  // With no retries left the count decides, whatever the hint says.
  return 'stop' in rule && ruling.action === 'retry'
    ? { action: 'stop', because: rule.stop, gap: null, outcome }
    : ruling;
}
