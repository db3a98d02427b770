import { type Language, positionOf, type Spec } from '@sdk-conformance/model';
import type { GeneratedFile } from '../files.js';
import { generate } from '../generate.js';
import { type Publishing, usualPublishing } from '../publishing.js';
import { viewOf } from '../view.js';
import { type ChangedPackage, changedPackages } from './bumps.js';
import { callChanges } from './calls.js';
import { type Change, type ChangeLevel, graver, type Seen, type Told } from './change.js';
import { fieldChanges } from './fields.js';
import { classChanges, versionsOf } from './heirs.js';
import { nameChanges } from './names.js';
import { policyChanges } from './policies.js';
import { proseChanges, unseenChanges } from './prose.js';
import { raisedChanges } from './raised.js';
import { tableChanges } from './tables.js';

export interface Comparison {
  readonly changes: readonly Change[];
  /** The error maps that are not as they were. */
  readonly packages: readonly ChangedPackage[];
}

/**
 * What a spec says otherwise than before: each change with its level in each language that sees it, and the packages that show it.
 *
 * @example
 * ```ts
 * import { compareSpecs } from '@sdk-conformance/codegen';
 *
 * const before = { ...spec, redirects: null };
 * const { changes, packages } = compareSpecs(before, spec);
 * for (const { pointer, languages } of changes) console.log(pointer, languages['python']?.level);
 * for (const { folder, level } of packages) console.log(folder, level); // packages/shop-error-map-python breaking
 * ```
 */
export function compareSpecs(old: Spec, now: Spec, publishing: Publishing = usualPublishing): Comparison {
  const merged = new Map<string, { readonly seen: Seen; readonly languages: Record<Language, Told> }>();
  const languages = [...new Set([...old.languages, ...now.languages])];
  const files = new Map(
    languages.map((language) => [
      language,
      [filesOf(old, language, publishing), filesOf(now, language, publishing)] as const,
    ]),
  );
  for (const language of languages) {
    const counts = new Map<string, number>();
    for (const one of seenIn(old, now, language, files.get(language) ?? [[], []])) {
      const key = JSON.stringify([one.pointer, one.gone, one.obliges, one.inPackage]);
      const count = counts.get(key) ?? 0;
      counts.set(key, count + 1);
      const entry = merged.get(`${key}${count}`) ?? { seen: one, languages: {} };
      entry.languages[language] = { level: one.level, words: one.words };
      merged.set(`${key}${count}`, entry);
    }
  }
  const changes = [
    ...[...merged.values()].map(({ seen, languages }): Change => {
      const { pointer, gone, obliges, inPackage } = seen;
      return { pointer, position: positionOf(gone ? old : now, pointer), obliges, inPackage, languages, words: null };
    }),
    ...unseenChanges(old, now).map((unseen): Change => {
      return { ...unseen, position: positionOf(now, unseen.pointer), inPackage: false, languages: {} };
    }),
  ].sort((a, b) => rank(a) - rank(b));
  const isAnother = (language: Language) => {
    const [was, is] = files.get(language) ?? [];
    return JSON.stringify(was) !== JSON.stringify(is);
  };
  return { changes, packages: changedPackages(changes, now, isAnother, publishing) };
}

/** Gravest first; the rest as it was found. */
function rank({ languages, obliges }: Change): number {
  const level = Object.values(languages).reduce<ChangeLevel | null>((worst, told) => graver(worst, told.level), null);
  const levels = { breaking: 0, additive: 2, words: 4 };
  return (level === null ? 6 : levels[level]) + (obliges ? 0 : 1);
}

function seenIn(old: Spec, now: Spec, language: Language, [oldFiles, newFiles]: Made): readonly Seen[] {
  const [was, is] = [old, now].map((spec) => spec.languages.includes(language));
  const place = { gone: !is, obliges: is === true, inPackage: true, pointer: `/languages/${language}` };
  if (!is) return [{ ...place, level: 'breaking', words: 'the language is gone' }];
  if (!was) return [{ ...place, level: 'additive', words: 'the language is new' }];
  const versions = versionsOf(viewOf(old, language), viewOf(now, language));
  return [
    ...classChanges(versions),
    ...raisedChanges(versions),
    ...fieldChanges(versions),
    ...tableChanges(versions),
    ...policyChanges(versions),
    ...callChanges(versions),
    ...(oldFiles.length === 0 || newFiles.length === 0 ? [] : nameChanges(versions, oldFiles, newFiles)),
    ...proseChanges(versions),
  ];
}

type Files = readonly GeneratedFile[];
type Made = readonly [old: Files, now: Files];

/** None where the language has no generator, or the spec's names do not fit it. The page is no part of a package. */
function filesOf(spec: Spec, language: Language, publishing: Publishing): Files {
  const own = { ...spec, languages: spec.languages.filter((other) => other === language) };
  const made = generate(own, { versions: {}, publishing });
  if (!made.ok) return [];
  return made.files.filter(({ path }) => made.folders.some((folder) => path.startsWith(`${folder}/`)));
}
