import { type MessageKind, validate } from '@sdk-conformance/protocol';

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly path: string; readonly why: string };

/** Holds a message to the schema of its kind. `path` is the JSON pointer of what is wrong. */
export function checked<T>(kind: MessageKind, body: unknown): Checked<T> {
  const validation = validate(kind, body);
  if (validation.ok) return { ok: true, value: body as T };
  const { path, expected, got } = validation;
  return { ok: false, path, why: `${path === '' ? '/' : path}: expected ${expected}, got ${got}` };
}
