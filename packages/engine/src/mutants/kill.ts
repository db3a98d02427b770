import type { Cause, Contradiction } from '@sdk-conformance/diagnosis';
import type { Result } from '../run/result.js';
import type { Mutant } from './mutant.js';

/**
 * How well the causes told name what a mutant does. `right`: the first does. `partly`: it does elsewhere, or another below it does. `none`: none is
 * told. `unproven`: not all was played, or the list names no cause.
 */
export type Naming = 'right' | 'partly' | 'wrong' | 'none' | 'unproven';

/** What the suite made of one mutant. */
export interface Kill {
  readonly mutant: Mutant;
  /** True: the requirement that it breaks failed. */
  readonly caught: boolean;
  /** The first cause told; null where none is. */
  readonly cause: Cause | null;
  readonly naming: Naming;
  /** Causes told, the first or another, that a scenario which passed shows to be false. */
  readonly contradictions: readonly Contradiction[];
  /** Requirements that failed beside it, with the number of scenarios. */
  readonly others: readonly (readonly [requirement: string, scenarios: number])[];
  /** Why it could not be played or judged to the end. */
  readonly failures: readonly string[];
}

function isIn({ scope = {} }: Mutant, cause: Cause): boolean {
  return Object.entries(scope).every(([feature, value]) =>
    (cause.scope ?? []).some((literal) => literal.feature === feature && literal.values.includes(value)),
  );
}

/** Holds the causes of a mutant's failures against the one that it is known to have. */
export function namingOf(mutant: Mutant, causes: readonly Cause[]): Naming {
  const [first] = causes;
  if (first === undefined) return 'none';
  if (first.name === mutant.cause) return isIn(mutant, first) ? 'right' : 'partly';
  return causes.some(({ name }) => name === mutant.cause) ? 'partly' : 'wrong';
}

/** What was told of a mutant. */
export interface Telling {
  readonly causes: readonly Cause[];
  readonly contradictions: readonly Contradiction[];
}

/**
 * Counts both levels: a mutant of a *should* must be caught too.
 *
 * @param telling null where not all was played that a diagnosis needs
 */
export function killOf(
  mutant: Mutant,
  results: readonly Result[],
  failures: readonly string[],
  telling: Telling | null,
): Kill {
  const broken = results.flatMap(({ findings }) => findings.filter((finding) => finding.verdict === 'fail'));
  const own = broken.filter((finding) => finding.requirement === mutant.breaks);
  const others = new Map<string, number>();
  for (const { requirement } of broken) {
    if (requirement !== mutant.breaks) others.set(requirement, (others.get(requirement) ?? 0) + 1);
  }
  return {
    mutant,
    caught: own.length > 0,
    cause: telling?.causes[0] ?? null,
    naming: telling !== null && mutant.cause !== undefined ? namingOf(mutant, telling.causes) : 'unproven',
    contradictions: telling?.contradictions ?? [],
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
