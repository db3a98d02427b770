import { codeFrame, type Problem } from '@sdk-conformance/model';
import type { YamlText } from './yaml/read-yaml.js';

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
export function toProblems(file: string, yaml: YamlText, mistakes: readonly Mistake[]): readonly Problem[] {
  const problems = mistakes.map((mistake) => toProblem(file, yaml, mistake));
  problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  const seen = new Set<string>();
  return problems.filter(({ line, column, message }) => {
    const key = JSON.stringify([line, column, message]);
    return seen.has(key) ? false : seen.add(key);
  });
}

function toProblem(file: string, yaml: YamlText, mistake: Mistake): Problem {
  const { pointer, shows, message } = mistake;
  const at = shows === 'key' ? (yaml.at(pointer) ?? yaml.valueAt(pointer)) : yaml.valueAt(pointer);
  return {
    file,
    line: at?.line ?? null,
    column: at?.column ?? null,
    message,
    expected: mistake.expected ?? null,
    got: mistake.got ?? null,
    nearest: mistake.nearest ?? null,
    frame: at === undefined ? '' : codeFrame(yaml.text, at.line, at.column, at.length),
  };
}

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'no keys' : 'keys and values';
  const text = typeof value === 'string' ? `'${value}'` : String(value);
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

/** `a, b or c`. */
export function oneOfThese(names: readonly string[]): string {
  return names.length <= 1 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
