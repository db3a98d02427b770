import { type Problem, type Spec, specIn } from '@sdk-conformance/model';
import { type Mistake, toProblems } from './mistake.js';
import { documentIn } from './normalise/in-languages.js';
import { normalise } from './normalise/spec.js';
import { type Places, specPlaces, specPositions } from './places.js';
import { rules } from './rules/index.js';
import type { Facts } from './rules/rule.js';
import { checkSchema } from './schema/check.js';
import type { Document } from './schema/document.js';
import { type Parted, partSources } from './sources.js';
import { keysOf } from './yaml/ranges.js';
import { readYaml, type YamlText } from './yaml/read-yaml.js';

export type LoadedSpec =
  | { readonly ok: true; readonly spec: Spec; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Loads a spec file: YAML with places, the JSON Schema, then the rules between its parts. Every problem comes at once, by line.
 *
 * @param file how the file is called in messages and positions
 *
 * @example
 * ```ts
 * import { readFileSync } from 'node:fs';
 * import { formatProblem } from '@sdk-conformance/model';
 * import { loadSpec } from '@sdk-conformance/spec';
 *
 * const loaded = loadSpec('spec/api.yaml', readFileSync('spec/api.yaml'));
 * if (loaded.ok) console.log(loaded.spec.retry.maxRetries);
 * else console.error(loaded.problems.map(formatProblem).join('\n\n'));
 * ```
 */
export function loadSpec(file: string, bytes: Uint8Array): LoadedSpec {
  const yaml = readYaml(file, bytes);
  if (!yaml.ok) return yaml;
  const told = (places: Places, mistakes: readonly Mistake[]) => toProblems(file, yaml.text, places, mistakes);
  const malformed = checkSchema(yaml.value);
  const parted = partSources(yaml.value);
  const sound = soundPart(parted.value, malformed);
  if (sound === null) return { ok: false, problems: told(filePlaces(yaml), malformed) };
  const facts = factsOf(file, yaml, parted, sound);
  const places = specPlaces(yaml, parted.wrapped);
  const broken = brokenRules(facts, false);
  if (malformed.length + broken.length > 0) {
    const problems = [...told(filePlaces(yaml), malformed), ...told(places, broken)];
    return { ok: false, problems: problems.sort(byPlace) };
  }
  const doubtful = brokenRules(facts, true);
  return { ok: true, spec: facts.spec, warnings: told(places, doubtful) };
}

function mistakesOf(facts: Facts, warn: boolean): readonly Mistake[] {
  return rules.filter(({ warns }) => (warns === true) === warn).flatMap(({ check }) => [...check(facts)]);
}

/** Rules that are broken: by the spec, and by what holds for SDKs of one language alone. */
function brokenRules(facts: Facts, warn: boolean): readonly Mistake[] {
  const all = mistakesOf(facts, warn);
  const known = new Set(all.map((mistake) => JSON.stringify(mistake)));
  const { document } = facts;
  const ofLanguages = Object.entries(document.inLanguages ?? {}).flatMap(([language, own]) =>
    facts.spec.languages.includes(language)
      ? mistakesOf({ spec: specIn(facts.spec, language), document: documentIn(document, language) }, warn)
          .filter((mistake) => !known.has(JSON.stringify(mistake)))
          .map((mistake): Mistake => {
            const [section = ''] = keysOf(mistake.pointer);
            const at = `/inLanguages/${language}`;
            return Object.hasOwn(own, section)
              ? { ...mistake, pointer: `${at}${mistake.pointer}` }
              : {
                  ...mistake,
                  pointer: at,
                  shows: 'key',
                  message: `${mistake.message} (${keysOf(mistake.pointer).join('.')})`,
                };
          })
      : [],
  );
  return [...all, ...ofLanguages];
}

function factsOf(file: string, yaml: YamlText, { sourceOf, wrapped }: Parted, document: Document): Facts {
  const spec = normalise(document, { file, positions: specPositions(file, yaml, wrapped), sourceOf });
  return { spec, document };
}

function filePlaces({ at, valueAt }: YamlText): Places {
  return { keyAt: at, valueAt };
}

function byPlace(a: Problem, b: Problem): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

/** Sections that no other one refers to: without them the rules hold for the rest as they would with them. */
const apart = new Set(['success', 'redirects', 'retry', 'backoff', 'hints', 'timeouts', 'abort', 'identity']);

/**
 * The document, or where only such sections are malformed, the document without them, so that rules are told in the same run; null
 * where more is malformed.
 */
function soundPart(value: unknown, malformed: readonly Mistake[]): Document | null {
  const sections = new Set(malformed.map(({ pointer }) => keysOf(pointer)[0] ?? ''));
  if (typeof value !== 'object' || value === null || ![...sections].every((section) => apart.has(section))) return null;
  // The schema has been checked, and this is its type.
  return Object.fromEntries(Object.entries(value).filter(([key]) => !sections.has(key))) as unknown as Document;
}
