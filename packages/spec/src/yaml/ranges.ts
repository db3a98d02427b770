/** Offsets into the text, `to` not included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What is refused although it is YAML. */
export interface Refusal {
  readonly range: Range;
  readonly message: string;
  readonly expected: string | null;
  readonly got?: string;
}

/** A key as it stands in a JSON pointer (RFC 6901). */
export function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A JSON pointer's keys. */
export function keysOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A JSON pointer as people write it: `retry.statuses[2]`. */
export function pathOf(pointer: string): string {
  // A number of three digits is a status, and no index.
  const path = keysOf(pointer).map((key) => (/^\d{1,2}$/.test(key) ? `[${key}]` : `.${key}`));
  return path.join('').replace(/^\./, '');
}
