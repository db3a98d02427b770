import { highestStatus, type StatusEntry, type StatusMatch } from '@sdk-conformance/model';
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

export function statusEntries(statuses: Document['statuses']): readonly StatusEntry[] {
  return Object.entries(statuses).map(([key, entry]) => ({
    key,
    match: statusMatch(key),
    meaning: entry.meaning ?? null,
    causes: entry.causes ?? [],
    resolution: entry.resolution ?? null,
    error: entry.error ?? null,
    pointer: `/statuses/${key}`,
  }));
}
