import type { Language, Spec } from '@sdk-conformance/model';
import { registryNames } from '../generate.js';
import { type Publishing, packageFolder, usualPublishing } from '../publishing.js';
import { type Change, type ChangeLevel, changeLevels, graver } from './change.js';

/** How far a version moves, furthest first. */
export const bumps = ['major', 'minor', 'patch'] as const;
export type Bump = (typeof bumps)[number];

/** A package that changes ask something of. */
export interface ChangedPackage {
  readonly language: Language;
  readonly folder: string;
  /** What registries call it, npm first. */
  readonly names: readonly string[];
  readonly level: ChangeLevel;
  /** What it says of each change, gravest first. */
  readonly entries: readonly string[];
}

/** The error maps that are not as they were, each with the gravest change that it shows. */
export function changedPackages(
  changes: readonly Change[],
  now: Spec,
  isAnother: (language: Language) => boolean,
  publishing: Publishing = usualPublishing,
): readonly ChangedPackage[] {
  const asked = publishing.languages ?? now.languages;
  return now.languages.flatMap((language): readonly ChangedPackage[] => {
    const names = registryNames(now, language, publishing);
    if (names.length === 0 || !asked.includes(language) || !isAnother(language)) return [];
    const told = changes.flatMap(({ inPackage, languages }) => {
      const own = inPackage ? languages[language] : undefined;
      return own === undefined ? [] : [own];
    });
    const level = told.reduce<ChangeLevel | null>((worst, { level: next }) => graver(worst, next), null) ?? 'words';
    const entries = changeLevels.flatMap((each) => told.filter((own) => own.level === each).map(({ words }) => words));
    return [{ language, folder: packageFolder(publishing, now.api.id, language), names, level, entries }];
  });
}

/** How far a level moves a version. Before 1.0.0 whatever code sees moves the second number. */
export function bumpFor(level: ChangeLevel, version: string): Bump {
  if (level === 'words') return 'patch';
  return level === 'breaking' && !/^0\./.test(version) ? 'major' : 'minor';
}

/** How far a version has moved; null where it has not, or went back. */
export function bumpBetween(old: string, now: string): Bump | null {
  const [was, is] = [old, now].map((version) => version.split(/[-+]/)[0]?.split('.').map(Number) ?? []);
  const at = bumps.findIndex((_, i) => (was?.[i] ?? 0) !== (is?.[i] ?? 0));
  const bump = bumps[at];
  return bump !== undefined && (was?.[at] ?? 0) < (is?.[at] ?? 0) ? bump : null;
}

export function isEnough(given: Bump | null, due: Bump): boolean {
  return given !== null && bumps.indexOf(given) <= bumps.indexOf(due);
}
