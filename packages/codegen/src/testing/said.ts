import { className, matchesStatus, type Spec, statusEntry } from '@sdk-conformance/model';
import { expect } from 'vitest';
import { generate } from '../index.js';
import { languagesOfMaps } from '../publishing.js';
import { askedAnswers, predicted } from './answers.js';
import { hostile } from './hostile.js';
import type { Dump } from './runtimes.js';
import { filesOf, foilengine, inEveryLanguage, parcel, wellFormed } from './specs.js';

// Names that mean something in one of the languages, or in what is generated for it.
const candidates = `
  class None event Error Exception Object String System Symbol Promise Array Map Set Date Type Any Optional Dict List Tuple
  Literal Final Mapping TimeoutError PermissionError ConnectionError KeyError BaseException StopIteration print list type
  dict int str object self super property dataclass overload record var dynamic nint field value yield await async when
  where partial global match case let static enum namespace interface package undefined NaN Infinity globalThis require
  module exports arguments eval never unknown any Function Number Boolean JSON Math Reflect Proxy Record Readonly Task Attribute
  Console Enum Nullable ErrorMap RetryPolicy RateLimits StatusInfo Data Message Equals Source Named errors retry statuses
  _private __dunder__ __mangled brand errorForStatus STATUSES ErrorClass FoilEngine Hostile Runtime T E _E _restored annotations
`
  .trim()
  .split(/\s+/);

/** What is no code: comments and texts. */
const words = /\/\*[\s\S]*?\*\/|\/\/.*|"""[\s\S]*?"""|'[^'\n]*'|"[^"\n]*"/g;

/** Names that a language's own package is made of; those of its classes come twice, and are refused. */
function ownNames(language: string): readonly string[] {
  const sources = [inEveryLanguage(foilengine()), parcel()].flatMap((spec) =>
    filesOf({ ...spec, languages: [language] }),
  );
  return sources.flatMap(({ path, text }) =>
    /\.(mts|cts|py|cs|java|go)$/.test(path) ? (text.replaceAll(words, ' ').match(/[A-Za-z_]\w*/g) ?? []) : [],
  );
}

/** The candidates that a language's package takes. */
function taken(language: string): readonly string[] {
  const spec = inEveryLanguage(foilengine());
  const all = [...new Set([...candidates, ...ownNames(language)])];
  const added = all.map((name) => ({
    id: `Added${name}`,
    extends: spec.errors.base,
    names: { [language]: name },
    deprecated: false,
    description: null,
    pointer: '/errors',
  }));
  const errors = { ...spec.errors, classes: [...spec.errors.classes, ...added] };
  const generated = generate({ ...spec, languages: [language], errors }, { versions: {} });
  const refused = generated.ok ? [] : generated.problems.map(({ got }) => got);
  return all.filter((name) => !refused.includes(name));
}

export const specs = {
  'Foil Engine': { spec: inEveryLanguage(foilengine()), namespace: 'FoilEngine' },
  'another API': { spec: parcel(), namespace: 'ParcelPost' },
  'hostile texts and names': {
    spec: hostile(Object.fromEntries(languagesOfMaps.map((language) => [language, taken(language)]))),
    namespace: 'Hostile',
  },
} as const;
export const names = Object.keys(specs) as (keyof typeof specs)[];

/** Languages whose compilers let nobody ask with what is no number. */
const typed = ['csharp', 'go', 'java'];

/** A text of Go is UTF-8, which has no half of a pair. */
function inUtf8<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, inner) => (typeof inner === 'string' ? wellFormed(inner) : inner)) as T;
}

/** What the package of a language must say: the spec's own words, decided without the generated code. */
function expected(spec: Spec, language: string): Dump {
  const error = (id: string | null) => (id === null ? null : className(spec, id, language));
  const retried = spec.retry.statuses ?? [];
  const alone = retried.filter(({ when }) => when === undefined);
  const isRetried = (status: number) => alone.some((match) => matchesStatus(match, status));
  const { backoff, hints, retry, timeouts } = spec;
  return {
    statuses: Array.from({ length: 1001 }, (_, status) => {
      const entry = statusEntry(spec, status);
      const listed = entry !== undefined && entry.match.kind !== 'default';
      const success = !listed && status >= 200 && status <= 299;
      const raised = success ? null : entry === undefined ? spec.errors.base : entry.error;
      return [status, error(raised), isRetried(status)] as const;
    }),
    odd: typed.includes(language) ? [] : Array.from({ length: 8 }, () => [error(spec.errors.base), false]),
    table: spec.statuses.flatMap(({ match, meaning, causes, resolution, error: id }) =>
      match.kind === 'code'
        ? [{ code: match.code, meaning, causes, resolution, error: error(id), retryable: isRetried(match.code) }]
        : [],
    ),
    ranges: spec.statuses.flatMap(({ match, error: id }) =>
      match.kind === 'range' ? [[match.from, match.to, error(id)]] : [],
    ),
    retry: {
      maxRetries: retry.maxRetries,
      statuses: alone.map((match) =>
        match.kind === 'code' ? [match.code, match.code] : match.kind === 'range' ? [match.from, match.to] : [100, 599],
      ),
      methods: retry.methods,
      transport: retry.transport,
      attemptTimeoutMs: timeouts.attemptMs,
      backoff: backoff && {
        kind: backoff.kind,
        initialMs: backoff.initialMs,
        factor: backoff.factor,
        maxMs: backoff.maxMs,
        jitter: { kind: backoff.jitter.kind, ratio: backoff.jitter.ratio, ms: backoff.jitter.ms ?? null },
        power: backoff.kind === 'polynomial' ? backoff.power : null,
        delaysMs: backoff.kind === 'listed' ? backoff.delaysMs : null,
        firstRetryMs: backoff.firstRetryMs,
        minMs: backoff.minMs,
      },
      hint: hints && {
        headers: hints.headers.map(({ name }) => name),
        body: hints.body,
        clampAboveMs: hints.clampAboveMs,
        capMs: hints.capMs,
      },
    },
    fields: spec.errors.freeFields.map(({ names: named, from }) => {
      const places = from.in === 'header' ? from.names : from.in === 'body' ? [from.name] : [];
      return [named[language], from.in, places];
    }),
    codes: spec.errors.codes
      .map(({ code, error: id, retried: again, throttle, statuses }) => {
        const ranges = statuses?.map((match) =>
          match.kind === 'code'
            ? [match.code, match.code]
            : match.kind === 'range'
              ? [match.from, match.to]
              : [100, 999],
        );
        return [code, error(id), again, throttle, ranges ?? null];
      })
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    places: spec.errors.discriminator.map((place) => [
      place.in,
      place.name,
      place.after,
      place.until,
      error(place.error),
    ]),
    answers: null,
    rateLimits: spec.rateLimits.map(({ id, name, limit, windowMs, scope, appliesTo }) => ({
      id,
      name,
      limit,
      windowMs,
      scope,
      appliesTo,
    })),
  };
}

/** The file of answers that a package is asked, where more than their status decides. */
export const fileOf = (spec: Spec) => (spec.errors.discriminator.length === 0 ? null : 'answers.json');

/** What a package says, held against the spec and, of answers, against the oracle where that leaves nothing open. */
export function expectSaid({ answers, ...said }: Dump, spec: Spec, language: string): void {
  const due = expected(spec, language);
  expect({ ...said, answers: null }).toEqual(language === 'go' ? inUtf8(due) : due);
  if (fileOf(spec) === null) return;
  const made = askedAnswers.map((asked, i) => ({ asked, due: predicted(spec, language, asked), is: answers?.[i] }));
  const decided = made.filter(({ due }) => due !== null);
  expect(decided.length).toBeGreaterThan(800);
  expect(decided.map(({ asked, is }) => ({ asked, error: is?.[0], retried: is?.[2] }))).toEqual(
    decided.map(({ asked, due }) => ({ asked, ...due })),
  );
}
