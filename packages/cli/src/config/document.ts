import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { UsageError } from '@sdk-conformance/engine';
import { codeFrame, formatProblems, type Problem } from '@sdk-conformance/model';
import { conforms, readYaml } from '@sdk-conformance/spec';
import { bytesOf } from './bytes.js';
import type { Mistake } from './mistake.js';
import { schemaMistakes } from './schema-mistakes.js';

export interface Document {
  readonly value: unknown;
  /** Line of the value that a JSON pointer leads to, from 1. */
  readonly lineOf: (pointer: string) => number;
  /** @throws UsageError that shows all mistakes with their places; does nothing without any */
  readonly refuse: (mistakes: readonly Mistake[]) => void;
}

/**
 * Reads a YAML file and checks it against a schema of this package.
 *
 * @param name how the file is called in messages
 * @throws UsageError that shows every problem with its place
 */
export function readDocument(
  name: string,
  path: string,
  schema: 'config' | 'known' | 'mutants' | 'scenario',
): Document {
  const read = readYaml(name, bytesOf(path, name));
  if (!read.ok) throw new UsageError(formatProblems(read.problems));
  const refuse = (mistakes: readonly Mistake[]) => {
    if (mistakes.length === 0) return;
    const problems = mistakes.map((mistake) => placed(name, read, mistake));
    problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
    throw new UsageError(formatProblems(problems));
  };
  const url = new URL(`../../schema/${schema}.v1.schema.json`, import.meta.url);
  const own = JSON.parse(readFileSync(url, 'utf8'));
  if (!conforms(own, read.value, own)) {
    // Loaded for what is wrong alone: it takes longer than reading the file.
    const { Ajv2020 } = createRequire(import.meta.url)('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
    const validate = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true }).compile(own);
    if (!validate(read.value)) refuse(schemaMistakes(validate.errors ?? []));
  }
  return { value: read.value, refuse, lineOf: (pointer) => read.valueAt(pointer)?.line ?? 1 };
}

type Read = Extract<ReturnType<typeof readYaml>, { ok: true }>;

function placed(file: string, read: Read, mistake: Mistake): Problem {
  const found = mistake.got === undefined ? read.at(mistake.pointer) : read.valueAt(mistake.pointer);
  const at = found ?? { line: 1, column: 1, length: 1 };
  return {
    file,
    line: at.line,
    column: at.column,
    message: mistake.message,
    expected: mistake.expected ?? null,
    got: mistake.got ?? null,
    nearest: mistake.nearest ?? null,
    frame: codeFrame(read.text, at.line, at.column, at.length),
  };
}
