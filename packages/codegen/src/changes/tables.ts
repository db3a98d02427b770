import { limitWords, scopeWords } from '../limits.js';
import type { StatusView } from '../view.js';
import { type Seen, seen } from './change.js';
import type { Versions } from './heirs.js';
import { codePointer } from './raised.js';

/** Rows of tables that code asks for by their keys: statuses, codes, limits. What statuses and codes raise is told elsewhere. */
export function tableChanges({ old, new: now }: Versions): readonly Seen[] {
  return [
    ...keyed(
      old.statuses,
      now.statuses,
      ({ code }) => String(code),
      ({ code }) => `/statuses/${code}`,
      'the table of statuses',
      (was, is) =>
        proseOf(was) !== proseOf(is) && [seen('words', `/statuses/${is.code}`, `${is.code} is described otherwise`)],
    ),
    ...keyed(
      old.answers?.codes ?? [],
      now.answers?.codes ?? [],
      ({ code }) => code,
      ({ code }) => codePointer(code),
      'the table of codes',
      () => [],
      { obliges: true, inPackage: true },
    ),
    ...keyed(
      old.spec.rateLimits,
      now.spec.rateLimits,
      ({ id }) => id,
      ({ id }) => `/rateLimits/${id}`,
      'the table of rate limits',
      (was, is) => {
        const [before, after] = [was, is].map((limit) => `${limitWords(limit)}, ${scopeWords(limit).toLowerCase()}`);
        const isReworded = was.name !== is.name || was.appliesTo !== is.appliesTo;
        return [
          ...(before === after
            ? []
            : [seen('additive', is.pointer, `the limit ${is.id} is ${after}; before ${before}`)]),
          ...(isReworded ? [seen('words', is.pointer, `the limit ${is.id} is described otherwise`)] : []),
        ];
      },
    ),
  ];
}

function proseOf({ meaning, causes, resolution }: StatusView): string {
  return JSON.stringify([meaning, causes, resolution]);
}

/** Rows that are gone, new, and those that are in both. */
export function keyed<T>(
  old: readonly T[],
  now: readonly T[],
  keyOf: (row: T) => string,
  pointerOf: (row: T) => string,
  table: string,
  between: (was: T, is: T) => readonly Seen[] | false,
  options: Pick<Seen, 'obliges' | 'inPackage'> = { obliges: false, inPackage: true },
): readonly Seen[] {
  const before = new Map(old.map((row) => [keyOf(row), row]));
  const after = new Set(now.map(keyOf));
  return [
    ...old
      .filter((row) => !after.has(keyOf(row)))
      .map((row) =>
        seen('breaking', pointerOf(row), `${table} has no ${keyOf(row)} any more`, { ...options, gone: true }),
      ),
    ...now.flatMap((row): readonly Seen[] => {
      const was = before.get(keyOf(row));
      if (was === undefined) return [seen('additive', pointerOf(row), `${table} has ${keyOf(row)}`, options)];
      return between(was, row) || [];
    }),
  ];
}
