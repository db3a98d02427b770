import { printable, printableLine } from './printable.js';

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

// A file may have as many problems as lines; it is split once.
let last: { readonly text: string; readonly lines: readonly string[] } = { text: '', lines: [''] };

function linesOf(text: string): readonly string[] {
  if (last.text !== text) last = { text, lines: text.split(/\r?\n/) };
  return last.lines;
}

/** Lines `line - 1` to `line + 1` of a text with a caret under the column; what a terminal would obey is not shown. */
export function codeFrame(text: string, line: number, column: number, length = 1): string {
  const lines = linesOf(text);
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
  const place = [printableLine(problem.file), problem.line, problem.column].filter((part) => part !== null).join(':');
  const lines = [`${place}: ${printableLine(problem.message)}`];
  if (problem.expected !== null) lines.push(`  expected: ${printableLine(problem.expected, 2_000)}`);
  if (problem.got !== null) lines.push(`  got:      ${printableLine(problem.got)}`);
  if (problem.nearest !== null) lines.push(`  did you mean: ${printableLine(problem.nearest)}`);
  if (problem.frame !== '') lines.push(problem.frame.replace(/^/gm, '  '));
  return lines.join('\n');
}

const mostShown = 100;

/** Problems one after the other; of a great many the first, and how many more there are. */
export function formatProblems(problems: readonly Problem[]): string {
  const shown = problems.slice(0, mostShown).map(formatProblem);
  const more = problems.length - mostShown;
  return [...shown, ...(more > 0 ? [`… ${more.toLocaleString('en')} more problems`] : [])].join('\n\n');
}
