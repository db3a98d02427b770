import type { JsonValue } from '@sdk-conformance/model';

/** A line of a spec that was learnt: where it stands, what it says, and the plays that show it. */
export interface Line {
  /** Keys from the top of the file: `['retry', 'maxRetries']`. */
  readonly at: readonly string[];
  readonly value: JsonValue;
  readonly evidence: string;
}

/** What could not be told, with the probe that was not possible or what it came to. */
export interface OpenLine {
  readonly at: readonly string[];
  readonly why: string;
  /** Statuses of which a line says nothing, though it says of others what it leaves out. */
  readonly statuses?: readonly number[];
}

/** What a factor of the policy came to. */
export interface Learnt {
  readonly lines: readonly Line[];
  readonly open: readonly OpenLine[];
}

export const nothing: Learnt = { lines: [], open: [] };

export function together(parts: readonly Learnt[]): Learnt {
  return { lines: parts.flatMap(({ lines }) => lines), open: parts.flatMap(({ open }) => open) };
}

export function line(at: readonly string[], value: JsonValue, evidence: string): Learnt {
  return { lines: [{ at, value, evidence }], open: [] };
}

export function open(at: readonly string[], why: string, statuses?: readonly number[]): Learnt {
  return { lines: [], open: [{ at, why, ...(statuses === undefined ? {} : { statuses }) }] };
}
