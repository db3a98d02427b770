import { highestStatus } from '@sdk-conformance/model';
import type { View } from './view.js';

/** What a status alone raises; null: it is a success. */
export function raisedBy({ statuses, successes, ranges, otherwise }: View, status: number): string | null {
  const row = statuses.find(({ code }) => code === status);
  if (row !== undefined) return row.error;
  const holds = ({ from, to }: { readonly from: number; readonly to: number }) => from <= status && status <= to;
  if (successes?.some(holds) === true) return null;
  const range = ranges.find(holds);
  if (range !== undefined) return range.error;
  return successes === null && 200 <= status && status <= 299 ? null : otherwise;
}

/** Every class that a call may raise by the spec, in the order of the classes: by answers, faults, and where it answers with a stream, by that. */
export function raisedInCalls(view: View, { stream }: { readonly stream: boolean }): readonly string[] {
  const { answers, unread, faults, classes } = view;
  const { codes = [], places = [], cases = [], unknown = null, failure = null } = answers ?? {};
  const raised = new Set<string | null>([
    // What is below 200 is no answer yet.
    ...Array.from({ length: highestStatus - 199 }, (_, i) => raisedBy(view, 200 + i)),
    ...[...codes, ...places, ...cases, ...unread].map(({ error }) => error),
    ...faults.filter(({ kind }) => stream || kind !== 'stream').map(({ error }) => error),
    unknown,
    failure?.error ?? null,
  ]);
  return classes.map(({ name }) => name).filter((name) => raised.has(name));
}
