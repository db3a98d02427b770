import { type Drift, itemsIn } from '@sdk-conformance/learn';

const unknown = 'not learnt';

/** What SDKs do differently as a table of text, one column an SDK. */
export function driftText(drifts: readonly Drift[], names: readonly string[]): readonly string[] {
  const rows = rowsOf(drifts, names);
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** The same as a table of Markdown. */
export function driftMarkdown(drifts: readonly Drift[], names: readonly string[]): readonly string[] {
  const [head = [], ...rows] = rowsOf(drifts, names).map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function rowsOf(drifts: readonly Drift[], names: readonly string[]): readonly (readonly string[])[] {
  return [['', ...names], ...drifts.map((drift) => [itemsIn(drift), ...drift.values.map((value) => value ?? unknown)])];
}
