import type { LogRecord } from '../records.js';

/** Strings that are the log's own words, by key: a report's shape depends on them. */
const words: ReadonlySet<string> = new Set([
  ...['type', 'verdict', 'level', 'scope', 'action', 'kind', 'state', 'side', 'stopped', 'clock', 'clockTier', 'tier'],
  ...['broken', 'startedAt'],
]);

/** Records in which every string, and every name of a field that an SDK chose, ends in the same text. */
export function suffixed(records: readonly LogRecord[], suffix: string): readonly LogRecord[] {
  return records.map((record) => walk(record, suffix, false) as LogRecord);
}

function walk(value: unknown, suffix: string, areKeysTheirs: boolean): unknown {
  if (typeof value === 'string') return value + suffix;
  if (Array.isArray(value)) return value.map((item) => walk(item, suffix, false));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      areKeysTheirs ? key + suffix : key,
      words.has(key) && typeof item === 'string'
        ? item
        : walk(item, suffix, ['fields', 'traits', 'params'].includes(key)),
    ]),
  );
}
