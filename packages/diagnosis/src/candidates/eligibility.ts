import type { TransportKind } from '@sdk-conformance/model';
import { both, candidate, maxRetries, type PolicyCandidate, retry, where } from '../candidate.js';
import { stops } from './count.js';

const everything: readonly TransportKind[] = ['connect', 'reset', 'close', 'garbage', 'cutHead', 'cutBody', 'timeout'];

const retriesAll = retry(() => ({
  statuses: [{ kind: 'range', from: 100, to: 999 }],
  transport: everything,
  methods: 'all',
  operations: {},
}));

/** What is retried at all; where, is their scope. */
export const eligibilityCandidates: readonly PolicyCandidate[] = [
  candidate('doesNotRetry', 'does not retry', '/retry', stops),
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
