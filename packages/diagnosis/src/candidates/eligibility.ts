import { transportKinds } from '@sdk-conformance/model';
import { both, candidate, maxRetries, type PolicyCandidate, retry, where } from '../candidate.js';
import { stops } from './count.js';

/** An abort is the caller's own wish, and what cannot be decoded has come whole. */
const everything = transportKinds.filter((kind) => kind !== 'abort' && kind !== 'decode');

const retriesAll = retry(() => ({
  statuses: [{ kind: 'range', from: 100, to: 999 }],
  transport: everything,
  methods: 'all',
  operations: {},
}));

/** What a spec lets decide beside the status. */
const ignoring: readonly PolicyCandidate[] = [
  candidate(
    'ignoresCodes',
    'decides by the status alone, whatever the code of an error says',
    '/errors/codes',
    (_, policy) => {
      const { spec } = policy;
      if (spec.errors.codes.every(({ retried }) => retried === null)) return policy;
      const codes = spec.errors.codes.map((code) => ({ ...code, retried: null }));
      return { ...policy, spec: { ...spec, errors: { ...spec.errors, codes } } };
    },
  ),
  candidate(
    'ignoresShouldRetry',
    'does not look at the header by which the server asks for a retry or forbids it',
    '/hints/shouldRetryHeader',
    (_, policy) => {
      const { spec } = policy;
      if (spec.hints === null || spec.hints.shouldRetryHeader === null) return policy;
      return { ...policy, spec: { ...spec, hints: { ...spec.hints, shouldRetryHeader: null } } };
    },
  ),
  candidate(
    'ignoresCondition',
    'retries a status whether or not the condition of its retry holds',
    '/retry/statuses',
    (_, policy) => {
      const { spec } = policy;
      const { statuses } = spec.retry;
      if (statuses === null || statuses.every(({ when }) => when === undefined)) return policy;
      const always = statuses.map(({ when: _when, ...status }) => status);
      return { ...policy, spec: { ...spec, retry: { ...spec.retry, statuses: always } } };
    },
  ),
  candidate('ignoresMethods', 'retries whatever the method of a request', '/retry/methods', (_, policy) => {
    const { spec } = policy;
    const { methods, statuses } = spec.retry;
    const isBound = methods !== null && methods !== 'all';
    if (!isBound && (statuses ?? []).every((status) => status.methods === undefined)) return policy;
    const always = statuses?.map(({ methods: _methods, ...status }) => status) ?? null;
    return { ...policy, spec: { ...spec, retry: { ...spec.retry, methods: 'all', statuses: always } } };
  }),
];

/** What is retried at all; where, is their scope. */
export const eligibilityCandidates: readonly PolicyCandidate[] = [
  candidate('doesNotRetry', 'does not retry', '/retry', stops),
  ...ignoring,
  candidate('retries', 'retries what is not to be retried', '/retry', retriesAll),
  candidate(
    'decidesOnce',
    'decides at the first failure for all that follow',
    '/retry',
    where(
      ({ attempt }) => attempt > 0,
      both(
        retriesAll,
        maxRetries((n) => n),
      ),
    ),
  ),
];
