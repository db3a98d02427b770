import { matchesStatus } from '@sdk-conformance/model';
import type { Because } from './because.js';
import { because } from './because.js';
import { eligibilityOf } from './eligibility.js';
import type { Gap } from './expectation.js';
import { type Hint, hintOf } from './hint.js';
import { type HintRule, hintRule } from './hint-rule.js';
import type { OutcomeExpectation } from './outcome-expectation.js';
import { raisedByStatus } from './raised-by-status.js';
import type { Response } from './reading.js';
import { type Ruling, retryUpTo, type Situation } from './ruling.js';

/** The same call again with a refreshed credential, at the pace of whoever gives that; null where none is refreshed. */
function refreshed(s: Situation, { status }: Response, outcome: OutcomeExpectation): Ruling | null {
  const { authRefresh } = s.spec.retry;
  if (authRefresh === null || !authRefresh.statuses.some((match) => matchesStatus(match, status))) return null;
  const text = `after ${status} the credential is refreshed, and the call sent again`;
  const reason = because('retry.refresh', '/retry/authRefresh', text);
  if (s.free) return { action: 'retry', because: reason, gap: null, outcome };
  const { max } = authRefresh;
  const often = `a call refreshes its credential ${max === 1 ? 'once' : `${max} times`}`;
  return { action: 'stop', because: because('retry.refresh', '/retry/authRefresh/max', often), gap: null, outcome };
}

/** After an error response: by the server's own word, its code, the status table, the hint and the count. */
export function decideError(s: Situation, response: Response, inSuccess = false): Ruling {
  const { spec } = s;
  const hint: Hint = spec.hints === null ? { kind: 'none' } : hintOf(spec.hints, response.headers, response);
  const outcome = raisedByStatus(spec, s.language, response, hint, inSuccess);
  const again = refreshed(s, response, outcome);
  if (again !== null) return again;
  const eligible = eligibilityOf(s, response, inSuccess);
  if (eligible.retry === null) return { action: 'open', because: eligible.because, gap: null, outcome };
  if (!eligible.retry) return { action: 'stop', because: eligible.because, gap: null, outcome };
  const rule = hintRule(spec, hint, response.status);
  const gap = (retry: number): Gap => ('gap' in rule ? rule.gap(retry) : { kind: 'open', because: reasonOf(rule) });
  const ruling = retryUpTo(s, eligible.because, gap, outcome, eligible.methods);
  if ('undecided' in rule && ruling.action === 'retry')
    return { action: 'open', because: rule.undecided, gap: null, outcome };
  // With no retries left the count decides, whatever the hint says.
  return 'stop' in rule && ruling.action === 'retry'
    ? { action: 'stop', because: rule.stop, gap: null, outcome }
    : ruling;
}

function reasonOf(rule: Exclude<HintRule, { readonly gap: unknown }>): Because {
  if ('open' in rule) return rule.open;
  return 'stop' in rule ? rule.stop : rule.undecided;
}
