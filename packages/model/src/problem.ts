import { printable } from './printable.js';

/** A mistake in a file a person wrote, told so that it can be mended. */
export interface Problem {
  readonly file: string;
  /** Counts from 1; null where the file as a whole is meant. */
  readonly line: number | null;
  readonly column: number | null;
  /** What is wrong, one sentence without a full stop. */
  readonly message: string;
  readonly expected: string | null;
  readonly got: string | null;
  /** The valid name nearest to what came. */
  readonly nearest: string | null;
  /** The lines around, with a caret; empty where there are none. */
  readonly frame: string;
}

/** Lines `line - 1` to `line + 1` of a text with a caret under the column; what a terminal would obey is not shown. */
export function codeFrame(text: string, line: number, column: number, length = 1): string {
  const lines = text.split(/\r?\n/);
  const from = Math.max(1, line - 1);
  const to = Math.min(lines.length, line + 1);
  const width = String(to).length;
  const out: string[] = [];
  for (let n = from; n <= to; n++) {
    const shown = printable((lines[n - 1] ?? '').slice(0, 160));
    out.push(`${n === line ? '>' : ' '} ${String(n).padStart(width)} | ${shown}`.trimEnd());
    if (n === line && column <= 160) {
      out.push(
        `  ${' '.repeat(width)} | ${' '.repeat(column - 1)}${'^'.repeat(Math.max(1, Math.min(length, 160 - column)))}`,
      );
    }
  }
  return out.join('\n');
}

/**
 * `file:line:col: message`, then expected, got, the nearest name, and the code frame.
 *
 * @example
 * ```ts
 * import { formatProblem } from '@sdk-conformance/model';
 *
 * formatProblem({
 *   file: 'api.yaml',
 *   line: 3,
 *   column: 5,
 *   message: 'unknown key maxRetry',
 *   expected: null,
 *   got: null,
 *   nearest: 'maxRetries',
 *   frame: '',
 * });
 * ```
 */
export function formatProblem(problem: Problem): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== null).join(':');
  const lines = [`${place}: ${problem.message}`];
  if (problem.expected !== null) lines.push(`  expected: ${problem.expected}`);
  if (problem.got !== null) lines.push(`  got:      ${problem.got}`);
  if (problem.nearest !== null) lines.push(`  did you mean: ${problem.nearest}`);
  if (problem.frame !== '') lines.push(problem.frame.replace(/^/gm, '  '));
  return lines.join('\n');
}
