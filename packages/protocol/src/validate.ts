import {
  callReport,
  echoReport,
  ipcRequest,
  ipcResponse,
  nextAnswer,
  nextCall,
  openSession,
  refusal,
  type SchemaError,
  sessionOpened,
  type Validator,
} from '../generated/validators.js';
import type { MessageKind } from './kinds.js';

export type Validation =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** JSON pointer to what is wrong; for a missing key, to where it should stand. */
      readonly path: string;
      readonly expected: string;
      readonly got: string;
    };

const validators: Readonly<Record<MessageKind, Validator>> = {
  openSession,
  sessionOpened,
  nextCall,
  nextAnswer,
  callReport,
  echoReport,
  refusal,
  ipcRequest,
  ipcResponse,
};

function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function at(value: unknown, pointer: string): unknown {
  let found: unknown = value;
  for (const raw of pointer.split('/').slice(1)) {
    if (found === null || typeof found !== 'object') return undefined;
    found = Reflect.get(found, raw.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  return found;
}

/** As JSON, no longer than a line: of a large value no more is written than is shown. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(outline(value, 4)) ?? typeof value;
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

const SHOWN = 80;

function outline(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.slice(0, SHOWN + 1);
  if (value === null || typeof value !== 'object') return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.slice(0, SHOWN).map((entry) => outline(entry, depth - 1));
  const entries: [string, unknown][] = [];
  for (const key in value) {
    if (entries.length === SHOWN) break;
    entries.push([key.slice(0, SHOWN), outline(Reflect.get(value, key), depth - 1)]);
  }
  return Object.fromEntries(entries);
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.map((v) => String(v)).join(' or ') : String(values);
}

function explain(error: SchemaError, message: unknown): Validation {
  const { instancePath, params } = error;
  const fail = (path: string, expected: string): Validation => ({
    ok: false,
    path,
    expected,
    got: show(at(message, path)),
  });
  switch (error.keyword) {
    case 'required':
      return fail(`${instancePath}/${escapeKey(String(params['missingProperty']))}`, 'a value, it is required');
    case 'additionalProperties':
      return fail(`${instancePath}/${escapeKey(String(params['additionalProperty']))}`, 'no such key');
    case 'type':
      return fail(instancePath, list(params['type']));
    case 'enum':
      return fail(instancePath, list(params['allowedValues']));
    case 'const':
      return fail(instancePath, show(params['allowedValue']));
    case 'minimum':
      return fail(instancePath, `a number of at least ${String(params['limit'])}`);
    case 'maxLength':
      return fail(instancePath, `at most ${String(params['limit'])} characters`);
    case 'maxItems':
    case 'maxProperties':
      return fail(instancePath, `at most ${String(params['limit'])} entries`);
    case 'minItems':
      return fail(instancePath, `at least ${String(params['limit'])} entry`);
    default:
      return fail(instancePath, error.keyword);
  }
}

/**
 * Checks a message against its schema; names the first thing that is wrong.
 *
 * @example
 * ```ts
 * import { validate } from '@sdk-conformance/protocol';
 *
 * const checked = validate('openSession', JSON.parse('{"protocol": 1}'));
 * if (!checked.ok) console.log(`${checked.path}: expected ${checked.expected}, got ${checked.got}`);
 * ```
 */
export function validate(kind: MessageKind, value: unknown): Validation {
  const validator = validators[kind];
  if (validator(value)) return { ok: true };
  // An `if` only repeats what its branch has already said.
  const error = validator.errors?.find((e) => e.keyword !== 'if');
  return error === undefined ? { ok: false, path: '', expected: kind, got: show(value) } : explain(error, value);
}
