import { type Condition, highestStatus, type StatusEntry, type StatusMatch } from '@sdk-conformance/model';
import type { Document } from '../schema/document.js';

/** `429`, `5xx`, `494-499`, `500+` or `default` as what it matches. */
export function statusMatch(key: string | number): StatusMatch {
  const text = String(key);
  if (text === 'default') return { kind: 'default' };
  if (text.endsWith('xx')) return { kind: 'range', from: Number(text[0]) * 100, to: Number(text[0]) * 100 + 99 };
  if (text.endsWith('+')) return { kind: 'range', from: Number(text.slice(0, -1)), to: highestStatus };
  const [from = '', to] = text.split('-');
  if (to === undefined) return { kind: 'code', code: Number(from) };
  return { kind: 'range', from: Number(from), to: Number(to) };
}

type Written = Document['statuses'][string];
type WrittenCase = Extract<Written, readonly unknown[]>[number];

export function statusEntries(statuses: Document['statuses']): readonly StatusEntry[] {
  return Object.entries(statuses).map(([key, written]) => {
    const pointer = `/statuses/${key}`;
    // The last of a list is what holds otherwise: rules ask for it.
    const cases: readonly WrittenCase[] = Array.isArray(written) ? written : [];
    const otherwise = Array.isArray(written) ? written.at(-1) : written;
    return {
      key,
      match: statusMatch(key),
      meaning: otherwise?.meaning ?? cases.find(({ meaning }) => meaning !== undefined)?.meaning ?? null,
      causes: otherwise?.causes ?? [],
      resolution: otherwise?.resolution ?? null,
      error: otherwise?.error ?? null,
      cases: cases.flatMap(({ when, error }, index) =>
        when === undefined || error === undefined
          ? []
          : [{ when: condition(when), error, pointer: `${pointer}/${index}` }],
      ),
      pointer,
    };
  });
}

/** What an answer has, as written. */
export function condition({ header, pointer, equals }: NonNullable<WrittenCase['when']>): Condition {
  return {
    in: header === undefined ? 'body' : 'header',
    // Rules ask for one of the two.
    name: header ?? pointer ?? '',
    equals: equals ?? null,
  };
}
