import type { FindingRecord, TargetRecord } from './records.js';
import { groupBy } from './terminal/group.js';

/** How a language does on a requirement, over all of its targets. */
export interface LanguageTally {
  readonly language: string;
  /** Scenarios in which a target of it fails, and those in which one was judged. */
  readonly failed: number;
  readonly judged: number;
}

/** A requirement that one language keeps and another breaks, in the same scenarios. */
export interface Drift {
  readonly requirement: string;
  /** One for each language of the run, in its order. */
  readonly languages: readonly LanguageTally[];
  /** Scenarios in which one fails and another passes; never empty. */
  readonly scenarios: readonly string[];
}

/** The languages of a run, in the order of its targets. */
export function languagesOf(targets: readonly TargetRecord[]): readonly string[] {
  return [...new Set(targets.filter(({ notRun }) => notRun === null).map(({ language }) => language))];
}

/**
 * Where the SDKs of one API drift from each other. Only what two languages were both judged on is compared: a language that lacks an operation does not
 * differ by that. What is known counts as broken here, for its users meet it all the same.
 */
export function driftsOf(judged: readonly FindingRecord[], targets: readonly TargetRecord[]): readonly Drift[] {
  const languages = languagesOf(targets);
  if (languages.length < 2) return [];
  const languageOf = new Map(targets.map(({ name, language }) => [name, language]));
  const told = judged.filter(({ verdict }) => verdict === 'pass' || verdict === 'fail');
  return [...groupBy(told, ({ requirement }) => requirement)].flatMap(([requirement, findings]): Drift[] => {
    const fates = [...groupBy(findings, ({ scenario }) => scenario)].map(([scenario, group]) => ({
      scenario,
      fails: fatesOf(group, languageOf),
    }));
    const scenarios = fates.filter(({ fails }) => new Set(fails.values()).size === 2).map(({ scenario }) => scenario);
    if (scenarios.length === 0) return [];
    const tallies = languages.map((language) => {
      const own = fates.flatMap(({ fails }) => fails.get(language) ?? []);
      return { language, failed: own.filter(Boolean).length, judged: own.length };
    });
    return [{ requirement, languages: tallies, scenarios }];
  });
}

/** Whether each language fails; one whose targets disagree does. */
function fatesOf(
  findings: readonly FindingRecord[],
  languageOf: ReadonlyMap<string, string>,
): ReadonlyMap<string, boolean> {
  const fates = new Map<string, boolean>();
  for (const { target, verdict } of findings) {
    const language = languageOf.get(target) ?? target;
    fates.set(language, (fates.get(language) ?? false) || verdict === 'fail');
  }
  return fates;
}

/** What a cell of requirement × language says. */
export function tallyWords({ failed, judged }: LanguageTally): string {
  if (judged === 0) return 'not judged';
  return failed === 0 ? `${judged} pass` : `${failed} of ${judged} fail`;
}
