import { type Language, type Spec, statusEntry } from '@sdk-conformance/model';
import { aspectsOf } from './aspects.js';
import { standard } from './statuses.js';

/** An SDK whose policy was learnt, or is given by a spec. */
export interface Policied {
  readonly name: string;
  readonly language: Language;
  readonly spec: Spec;
}

/** What SDKs do differently, in one line of a spec. */
export interface Drift {
  readonly line: string;
  readonly items: readonly string[];
  /** What each does, in the order of the SDKs; null where it is not known. */
  readonly values: readonly (string | null)[];
}

/** Lines by how much a caller feels a difference. */
const gravest = [
  'retry',
  'backoff',
  'hints',
  'timeouts',
  'statuses',
  'success',
  'streaming',
  'abort',
  'redirects',
  'identity',
  'errors',
];

/** Names of each language's own, which cannot be alike. */
const named = ['errors.base', 'errors.classes', 'errors.fields'];

/**
 * Where SDKs of one API differ, gravest first. Classes are alike where the same statuses raise them, whatever they are called; what was not learnt
 * of an SDK is no difference.
 */
export function drift(sdks: readonly Policied[]): readonly Drift[] {
  const [first] = sdks;
  if (first === undefined) return [];
  const each = sdks.map((sdk) => {
    const called = namesAs(sdk, first);
    return new Map(
      aspectsOf(sdk.spec, sdk.language)
        .filter(({ line }) => !named.includes(line))
        .map(({ line, item, value }) => [
          JSON.stringify([line, item]),
          { line, item, value: called.get(value) ?? value },
        ]),
    );
  });
  const found = new Map<string, Drift>();
  for (const key of new Set(each.flatMap((aspects) => [...aspects.keys()]))) {
    const aspects = each.map((own) => own.get(key));
    const values = aspects.map((aspect) => aspect?.value ?? null);
    const aspect = aspects.find((own) => own !== undefined);
    if (aspect === undefined || new Set(values.filter((value) => value !== null)).size < 2) continue;
    const alike = JSON.stringify([aspect.line, values]);
    const items = aspect.item === '' ? [] : [...(found.get(alike)?.items ?? []), aspect.item];
    found.set(alike, { line: aspect.line, items, values });
  }
  const rank = ({ line }: Drift) => gravest.findIndex((section) => line === section || line.startsWith(`${section}.`));
  return [...found.values()].sort((a, b) => rank(a) - rank(b));
}

/** The names of an SDK's classes as those of another SDK's, by the statuses that raise both. */
function namesAs(sdk: Policied, other: Policied): ReadonlyMap<string, string> {
  const classOf = ({ spec, language }: Policied, status: number) => {
    const id = statusEntry(spec, status)?.error ?? null;
    return id === null ? null : (spec.errors.classes.find((c) => c.id === id)?.names[language] ?? id);
  };
  const votes = new Map<string, Map<string, number>>();
  for (const status of standard) {
    const [own, theirs] = [classOf(sdk, status), classOf(other, status)];
    if (own === null || theirs === null) continue;
    const counts = votes.get(own) ?? new Map<string, number>();
    votes.set(own, counts.set(theirs, (counts.get(theirs) ?? 0) + 1));
  }
  return new Map(
    [...votes].map(([own, counts]) => [own, [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? own] as const),
  );
}
