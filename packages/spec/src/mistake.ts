import { codeFrame, type Problem } from '@sdk-conformance/model';
import type { Places } from './places.js';
import type { Place } from './yaml/read-yaml.js';

/** What is wrong at a place of the file. */
export interface Mistake {
  /** JSON pointer into the file. */
  readonly pointer: string;
  /** Whether the key is to be shown, or the value. */
  readonly shows: 'key' | 'value';
  readonly message: string;
  readonly expected?: string;
  readonly got?: string;
  readonly nearest?: string | null;
}

/** Mistakes as problems with their places, by line, each once. */
export function toProblems(
  file: string,
  text: string,
  places: Places,
  mistakes: readonly Mistake[],
): readonly Problem[] {
  const problems = mistakes.map((mistake) => toProblem(file, text, places, mistake));
  problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  const seen = new Set<string>();
  return problems.filter(({ line, column, message }) => {
    const key = JSON.stringify([line, column, message]);
    return seen.has(key) ? false : seen.add(key);
  });
}

function toProblem(file: string, text: string, places: Places, mistake: Mistake): Problem {
  const at = placeOf(places, mistake);
  return {
    file,
    line: at?.line ?? null,
    column: at?.column ?? null,
    message: mistake.message,
    expected: mistake.expected ?? null,
    got: mistake.got ?? null,
    nearest: mistake.nearest ?? null,
    frame: at === undefined ? '' : codeFrame(text, at.line, at.column, at.length),
  };
}

/** The key or value that is meant, or the nearest key that encloses it, or else the beginning of the file. */
function placeOf(places: Places, { pointer, shows }: Mistake): Place | undefined {
  const exact = shows === 'value' ? places.valueAt(pointer) : undefined;
  if (exact !== undefined) return exact;
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const found = places.keyAt(at);
    if (found !== undefined) return found;
  }
  return places.valueAt('');
}

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'no keys' : 'keys and values';
  const text = typeof value === 'string' ? `'${value.replace(/\p{Cc}/gu, escaped)}'` : String(value);
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

function escaped(control: string): string {
  return `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** `a, b or c`. */
export function oneOfThese(names: readonly string[]): string {
  return names.length <= 1 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
