import type { Finding, Scenario } from '@sdk-conformance/model';
import { signatureIn } from '../known/known.js';
import type { Result } from '../run/result.js';

/** Failures that look alike: of one requirement, with one signature. */
export interface FailureGroup {
  readonly requirement: string;
  readonly results: readonly Result[];
}

/** What came of scenarios that were played again, by id; those that could not be judged in time are absent. */
export type Replayed = ReadonlyMap<string, Result>;

/** Replays that stand for a group. */
const WITNESSES = 2;

export function fails(result: Result, requirement: string): boolean {
  return result.findings.some((finding) => finding.verdict === 'fail' && finding.requirement === requirement);
}

/** Whether a failure is that something took longer than it may. */
export function isTooLate(result: Result, finding: Finding): boolean {
  return signatureIn(result, finding).includes('<too late>');
}

/** What the runner itself plays again alone before it pins it on a call. */
const pinned = /^process\.(?!escapedTimer$|leftBehind$)/;

/** What failed, by what it looks like, as far as it is not confirmed already. */
export function failureGroups(failed: readonly Result[]): readonly FailureGroup[] {
  const groups = new Map<string, { requirement: string; results: Result[] }>();
  for (const result of failed) {
    for (const finding of result.findings) {
      const { requirement, verdict } = finding;
      if (verdict !== 'fail' || pinned.test(requirement)) continue;
      const key = JSON.stringify([requirement, signatureIn(result, finding)]);
      const group = groups.get(key) ?? { requirement, results: [] };
      groups.set(key, group);
      group.results.push(result);
    }
  }
  return [...groups.values()];
}

function steps({ scenario }: Result): number {
  return scenario.steps.length;
}

/** Two results of each group, those that stand for several groups first, and short ones before long ones. */
export function witnessesOf(groups: readonly FailureGroup[]): readonly Result[] {
  const chosen = new Set<Result>();
  const shared = new Map<Result, number>();
  for (const result of groups.flatMap(({ results }) => results)) shared.set(result, (shared.get(result) ?? 0) + 1);
  for (const { results } of groups) {
    const wanted = WITNESSES - results.filter((result) => chosen.has(result)).length;
    const others = results
      .filter((result) => !chosen.has(result))
      .sort((a, b) => (shared.get(b) ?? 0) - (shared.get(a) ?? 0) || steps(a) - steps(b));
    for (const result of others.slice(0, Math.max(0, wanted))) chosen.add(result);
  }
  return [...chosen].sort((a, b) => steps(a) - steps(b));
}

/**
 * Of each group a member, one of few steps, with the scenarios that were played beside it, in the order of play.
 *
 * @param reach how many before it, and how many behind
 */
export function companyOf(
  groups: readonly FailureGroup[],
  order: readonly Scenario[],
  reach: number,
): readonly Scenario[] {
  const places = groups.flatMap(({ results }) => {
    const least = Math.min(...results.map(steps));
    const short = results.filter((result) => steps(result) === least);
    const middle = short[Math.floor(short.length / 2)];
    return middle === undefined ? [] : [order.indexOf(middle.scenario)];
  });
  return order.filter((_, i) => places.some((place) => Math.abs(place - i) <= reach));
}
