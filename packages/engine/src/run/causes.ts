import { type Cause, type Contradiction, causesOf, contradictionsOf, type Played } from '@sdk-conformance/diagnosis';
import type { CauseRecord } from '@sdk-conformance/reporters';
import type { Plan } from '../plan/plan.js';
import type { Result } from './result.js';

/** What is diagnosed: what was judged, and what failed of it that nobody knows of. */
function playedOf(results: readonly Result[]): readonly Played[] {
  const seen = new Set<string>();
  return results.flatMap(({ scenario, findings, known, judged }) => {
    // Of a scenario that is repeated the first play stands for all.
    if (judged === null || seen.has(scenario.id)) return [];
    seen.add(scenario.id);
    const broken = findings.filter((finding) => finding.verdict === 'fail' && !known.includes(finding));
    return [{ scenario, ...judged, broken: new Set(broken.map(({ requirement }) => requirement)) }];
  });
}

/** What explains the failures of a target that nobody knows of, over all that was played of it. */
export function diagnosed(
  { spec, fixtures }: Pick<Plan, 'spec' | 'fixtures'>,
  language: string,
  results: readonly Result[],
): readonly Cause[] {
  return causesOf({ spec, language, fixtures }, playedOf(results));
}

/** Those among the causes told that something which passed shows to be false. */
export function contradicted(
  { spec, fixtures }: Pick<Plan, 'spec' | 'fixtures'>,
  language: string,
  results: readonly Result[],
  causes: readonly Cause[],
): readonly Contradiction[] {
  return contradictionsOf({ spec, language, fixtures }, playedOf(results), causes);
}

/** The log's line for a cause. */
export function causeRecord(target: string, cause: Cause): CauseRecord {
  return { type: 'cause', target, ...cause };
}
