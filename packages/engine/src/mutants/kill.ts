import type { Result } from '../run/result.js';
import type { Mutant } from './mutant.js';

/** What the suite made of one mutant. */
export interface Kill {
  readonly mutant: Mutant;
  /** True: the requirement that it breaks failed. */
  readonly caught: boolean;
  /** The first diagnosis of that requirement, else what was seen. */
  readonly diagnosis: string | null;
  /** Requirements that failed beside it, with the number of scenarios. */
  readonly others: readonly (readonly [requirement: string, scenarios: number])[];
  /** Why it could not be played or judged to the end. */
  readonly failures: readonly string[];
}

/** Counts both levels: a mutant of a *should* must be caught too. */
export function killOf(mutant: Mutant, results: readonly Result[], failures: readonly string[]): Kill {
  const broken = results.flatMap(({ findings }) => findings.filter((finding) => finding.verdict === 'fail'));
  const own = broken.filter((finding) => finding.requirement === mutant.breaks);
  const others = new Map<string, number>();
  for (const { requirement } of broken) {
    if (requirement !== mutant.breaks) others.set(requirement, (others.get(requirement) ?? 0) + 1);
  }
  return {
    mutant,
    caught: own.length > 0,
    diagnosis: own.find((finding) => finding.diagnosis !== null)?.diagnosis ?? own[0]?.seen ?? null,
    others: [...others],
    failures,
  };
}

/** Requirements that were judged and that no mutant broke: nobody has seen them fail. */
export function neverBroken(sound: readonly Result[], kills: readonly Kill[]): readonly string[] {
  const judged = new Set(sound.flatMap(({ findings }) => findings.map((finding) => finding.requirement)));
  const seen = new Set(kills.flatMap((k) => [...(k.caught ? [k.mutant.breaks] : []), ...k.others.map(([id]) => id)]));
  return [...judged].filter((requirement) => !seen.has(requirement)).sort();
}
