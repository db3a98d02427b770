import { type Cause, causesOf } from '@sdk-conformance/diagnosis';
import type { CauseRecord } from '@sdk-conformance/reporters';
import type { Plan } from '../plan/plan.js';
import type { Result } from './result.js';

/** What explains the failures of a target that nobody knows of, over all that was played of it. */
export function diagnosed(
  { spec, fixtures }: Pick<Plan, 'spec' | 'fixtures'>,
  language: string,
  results: readonly Result[],
): readonly Cause[] {
  const seen = new Set<string>();
  const played = results.flatMap(({ scenario, findings, known, judged }) => {
    // Of a scenario that is repeated the first play stands for all.
    if (judged === null || seen.has(scenario.id)) return [];
    seen.add(scenario.id);
    const broken = findings.filter((finding) => finding.verdict === 'fail' && !known.includes(finding));
    return [{ scenario, ...judged, broken: new Set(broken.map(({ requirement }) => requirement)) }];
  });
  return causesOf({ spec, language, fixtures }, played);
}

/** The log's line for a cause. */
export function causeRecord(target: string, cause: Cause): CauseRecord {
  return { type: 'cause', target, ...cause };
}
