import type { BackoffPolicy, HintPolicy, RetryPolicy } from '@sdk-conformance/model';
import type { Features, Policy } from '@sdk-conformance/oracle';
import type { KeyedMark, Play } from './play.js';

/** Numbers and words that complete a cause's name. */
export type Params = Readonly<Record<string, number | string>>;

interface Named {
  readonly name: string;
  readonly params: Params;
  /** Completes "behaves like an SDK that …". */
  readonly text: string;
  /** Spec key that such an SDK gets wrong. */
  readonly pointer: string;
}

export type Change = (features: Features, policy: Policy) => Policy;

/** A change of policy, for all decisions. Gives the policy itself where it changes nothing, so that others need not be looked at. */
export interface PolicyCandidate extends Named {
  readonly kind: 'policy';
  readonly change: Change;
}

/** What no policy says: told by what was seen. */
export interface EvidenceCandidate extends Named {
  readonly kind: 'evidence';
  /** It is told only where its scope can be. */
  readonly needsScope: boolean;
  /** It foretells the times that it explains. */
  readonly exact?: true;
  readonly shows: (mark: KeyedMark, play: Play) => 'for' | 'against' | null;
}

export type Candidate = PolicyCandidate | EvidenceCandidate;

export function candidate(
  name: string,
  text: string,
  pointer: string,
  change: Change,
  params: Params = {},
): PolicyCandidate {
  return { kind: 'policy', name, params, text, pointer, change };
}

export function retry(change: (policy: RetryPolicy, features: Features) => Partial<RetryPolicy>): Change {
  return (features, policy) => {
    const { spec } = policy;
    return { ...policy, spec: { ...spec, retry: { ...spec.retry, ...change(spec.retry, features) } } };
  };
}

export function hasHint({ answer }: Features): boolean {
  return answer.hint !== 'none';
}

/** A change of the hint policy, after answers that give a hint. */
export function hints(change: (policy: HintPolicy, features: Features) => Partial<HintPolicy>): Change {
  return (features, policy) => {
    const { spec } = policy;
    if (spec.hints === null || !hasHint(features)) return policy;
    return { ...policy, spec: { ...spec, hints: { ...spec.hints, ...change(spec.hints, features) } } };
  };
}

export function backoff(change: (policy: BackoffPolicy, features: Features) => Partial<BackoffPolicy>): Change {
  return (features, policy) => {
    const { spec } = policy;
    if (spec.backoff === null) return policy;
    return { ...policy, spec: { ...spec, backoff: { ...spec.backoff, ...change(spec.backoff, features) } } };
  };
}

/** Another number of retries, where there is one. */
export function maxRetries(change: (retries: number, features: Features) => number): Change {
  return (features, policy) =>
    policy.maxRetries === null ? policy : { ...policy, maxRetries: change(policy.maxRetries, features) };
}

/** Values of the hint's header read as others. */
export function hintValue(read: (value: string) => string): Change {
  return (features, policy) => {
    const name = features.answer.hintHeader;
    if (name === null) return policy;
    let changed = false;
    const headers = policy.headers.map(([own, value]): readonly [string, string] => {
      const now = own.toLowerCase() === name ? read(value) : value;
      changed ||= now !== value;
      return [own, now];
    });
    return changed ? { ...policy, headers } : policy;
  };
}

/** One change after the other, unless the first changes nothing. */
export function both(first: Change, second: Change): Change {
  return (features, policy) => {
    const changed = first(features, policy);
    return changed === policy ? policy : second(features, changed);
  };
}

/** A change where it holds. */
export function where(holds: (features: Features) => boolean, change: Change): Change {
  return (features, policy) => (holds(features) ? change(features, policy) : policy);
}
