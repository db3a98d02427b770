import { type Change, candidate, maxRetries, type PolicyCandidate, where } from '../candidate.js';

const at = '/retry/maxRetries';

/** So many retries that no scenario ends them. */
const endless = 1000;

/** Stops here, whatever retries are left. */
export const stops: Change = maxRetries((retries, { attempt }) => Math.min(retries, attempt));

/** A layer below sends each request several times before this one sees the failure: the sends of a group come at once. */
function resent(sends: number): Change {
  return ({ attempt }, policy) => {
    const { spec, maxRetries: retries } = policy;
    if (retries === null) return policy;
    const counted = { ...policy, maxRetries: (retries + 1) * sends - 1, retry: Math.floor(attempt / sends) };
    const isLast = attempt % sends === sends - 1;
    return isLast ? counted : { ...counted, spec: { ...spec, hints: null }, wait: () => ({ fromMs: 0, toMs: 0 }) };
  };
}

/** How many retries there are. */
export const countCandidates: readonly PolicyCandidate[] = [
  candidate(
    'countsFirstAttempt',
    'counts the first attempt as a retry',
    at,
    maxRetries((n) => Math.max(0, n - 1)),
  ),
  candidate(
    'retriesOnceMore',
    'retries once more than maxRetries',
    at,
    maxRetries((n) => n + 1),
  ),
  candidate(
    'zeroIsFalsy',
    'takes maxRetries 0 for "not given" and uses its default',
    at,
    where(
      ({ options }) => options.maxRetries === 0,
      (_, policy) => ({ ...policy, maxRetries: policy.spec.retry.maxRetries }),
    ),
  ),
  candidate(
    'retriesAtLeastOnce',
    'retries once even where maxRetries is 0',
    at,
    where(
      ({ options }) => options.maxRetries === 0,
      maxRetries(() => 1),
    ),
  ),
  candidate(
    'ignoresMaxRetries',
    'ignores the maxRetries option and uses its default',
    at,
    where(
      ({ options }) => options.maxRetries !== undefined,
      (_, policy) => ({ ...policy, maxRetries: policy.spec.retry.maxRetries }),
    ),
  ),
  candidate(
    'retriesWithoutEnd',
    'retries without end',
    at,
    maxRetries(() => endless),
  ),
  candidate(
    'budgetPerFailure',
    'counts the retries of each kind of failure by themselves',
    at,
    maxRetries((n, { before, answer }) => n + before.filter(({ kind }) => kind !== answer.kind).length),
  ),
  candidate(
    'hintedDoNotCount',
    'does not count retries that a hint asks for',
    at,
    maxRetries((n, { before }) => n + before.filter(({ hint }) => hint !== 'none').length),
  ),
  ...[2, 3, 4, 5].map((sends) =>
    candidate(
      'layerBelowResends',
      `has a layer below that sends each request ${sends} times, at once`,
      at,
      resent(sends),
      { sends },
    ),
  ),
];
