import type { PolicyCandidate } from '../candidate.js';
import type { Ground, Play } from '../play.js';
import { backoffCandidates } from './backoff.js';
import { countCandidates } from './count.js';
import { eligibilityCandidates } from './eligibility.js';
import { fittedCandidates } from './fitted.js';
import { hintCandidates } from './hints.js';
import { timeoutCandidates } from './timeouts.js';

/** Every change of policy that is tried, the plainer first: of two that explain the same at the same cost, the first is told. */
export function candidatesFor({ spec }: Ground, plays: readonly Play[]): readonly PolicyCandidate[] {
  return [
    ...countCandidates,
    ...eligibilityCandidates,
    ...hintCandidates,
    ...backoffCandidates,
    ...timeoutCandidates,
    ...fittedCandidates(spec, plays),
  ];
}
