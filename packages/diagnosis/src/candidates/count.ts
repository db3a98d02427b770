import { type Spec, statusEntry } from '@sdk-conformance/model';
import type { AnswerFeatures, Features, Policy } from '@sdk-conformance/oracle';
import { both, type Change, candidate, maxRetries, type Params, type PolicyCandidate, where } from '../candidate.js';

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

/** The class of error that a failure comes to, as far as its status says. */
function classOf({ status, broken }: AnswerFeatures, spec: Spec): string {
  if (status === null) return broken === 'timeout' ? 'timeout' : 'network fault';
  return statusEntry(spec, status)?.error ?? 'none';
}

/** Retries after some answers are not counted: for how many there may be, or for the place in the backoff as well. */
function uncounted(
  name: string,
  [text, withBackoff]: readonly [string, string],
  isLeftOut: (earlier: AnswerFeatures, answer: AnswerFeatures, spec: Spec) => boolean,
  params: Params = {},
): readonly PolicyCandidate[] {
  const leftOut = ({ before, answer }: Features, { spec }: Policy) =>
    before.filter((earlier) => isLeftOut(earlier, answer, spec)).length;
  const moreRetries: Change = (features, policy) => {
    const more = leftOut(features, policy);
    return policy.maxRetries === null || more === 0 ? policy : { ...policy, maxRetries: policy.maxRetries + more };
  };
  const earlierDelays: Change = (features, policy) => ({
    ...policy,
    retry: policy.retry - leftOut(features, policy),
  });
  return [
    candidate(name, text, at, moreRetries, params),
    candidate(name, `${text}, ${withBackoff}`, at, both(moreRetries, earlierDelays), { ...params, backoff: 'too' }),
  ];
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
  ...uncounted(
    'budgetPerFailure',
    ['counts the retries of each kind of failure by themselves', 'and its backoff with them'],
    ({ kind }, answer) => kind !== answer.kind,
  ),
  ...uncounted(
    'budgetPerFailure',
    ['counts the retries of each class of failure by themselves', 'and its backoff with them'],
    (earlier, answer, spec) => classOf(earlier, spec) !== classOf(answer, spec),
    { by: 'class' },
  ),
  ...uncounted(
    'hintedDoNotCount',
    ['does not count retries that a hint asks for', 'nor lets its backoff grow on them'],
    ({ hint }) => hint !== 'none',
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
