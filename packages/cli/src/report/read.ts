import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { UsageError } from '@sdk-conformance/engine';
import { type EndRecord, LOG_VERSION, type LogRecord, type RunRecord } from '@sdk-conformance/reporters';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { writtenText } from '../config/bytes.js';
import { schemaMistakes } from '../config/schema-mistakes.js';
import { whyUnreadable } from '../config/why.js';

/** A whole log. */
export interface Log {
  readonly file: string;
  readonly run: RunRecord;
  /** All but the first and the last line. */
  readonly body: readonly Exclude<LogRecord, RunRecord | EndRecord>[];
  readonly end: EndRecord;
}

const types: readonly string[] = ['run', 'target', 'scenario', 'finding', 'observation', 'cause', 'end'];

/**
 * Reads a log that a run wrote.
 *
 * @throws UsageError for what is no log, is one of another version, or has no last line
 */
export function readLog(file: string, cwd: string): Log {
  const lines = textOf(file, cwd)
    .split('\n')
    .flatMap((line, n) => (line.trim() === '' ? [] : [{ record: recordOf(line, `${file}:${n + 1}`), n: n + 1 }]));
  const [run, ...rest] = lines.map(({ record }) => record);
  if (run?.type !== 'run')
    throw new UsageError(`${file}: this is no log: its first line is not that of a run${expected}`);
  if (run.log !== LOG_VERSION) {
    throw new UsageError(
      `${file}:1: this log is of version ${run.log}\n  expected: version ${LOG_VERSION}, of this command`,
    );
  }
  const shapes = createShapes();
  for (const { record, n } of lines) shapes.refuse(record, `${file}:${n}`);
  const end = rest.pop();
  if (end?.type !== 'end') {
    throw new UsageError(
      `${file}: its last line is missing: the run that wrote it did not come to its end, so nothing can be said of it`,
    );
  }
  const body = rest.flatMap((record) => (record.type === 'run' || record.type === 'end' ? [] : [record]));
  if (body.length < rest.length) throw new UsageError(`${file}: this holds more than one run${expected}`);
  return { file, run, body, end };
}

const expected = '\n  expected: a file that run --reporter jsonl=FILE wrote';

function textOf(file: string, cwd: string): string {
  try {
    return writtenText(resolve(cwd, file));
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${whyUnreadable(error)}${expected}`);
  }
}

function recordOf(line: string, place: string): LogRecord {
  try {
    const record: unknown = JSON.parse(line);
    if (typeof record === 'object' && record !== null && 'type' in record && types.includes(String(record.type))) {
      return record as LogRecord;
    }
  } catch {
    // Told below.
  }
  throw new UsageError(`${place}: this is no line of a log${expected}`);
}

/** Holds lines against the schema of logs. What it does not know is let through: a newer command may tell more. */
function createShapes(): { readonly refuse: (record: LogRecord, place: string) => void } {
  const require = createRequire(import.meta.url);
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true });
  ajv.addSchema(require('@sdk-conformance/reporters/schema/log.v2.schema.json'), 'log');
  const validators = new Map<string, ValidateFunction | undefined>();
  const validatorOf = (type: string) => {
    if (!validators.has(type)) validators.set(type, ajv.getSchema(`log#/$defs/${type}`));
    return validators.get(type);
  };
  return {
    refuse(record, place) {
      const validate = validatorOf(record.type);
      if (validate === undefined || validate(record)) return;
      const known = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'additionalProperties');
      const [mistake] = schemaMistakes(known);
      if (mistake === undefined) return;
      const { pointer, message, expected: due, got } = mistake;
      const where = pointer === '' ? '' : ` at ${pointer}`;
      const what = [due === undefined ? '' : `, expected ${due}`, got === undefined ? '' : `, got ${got}`].join('');
      throw new UsageError(`${place}: this is no line of a log: ${message}${where}${what}${expected}`);
    },
  };
}
