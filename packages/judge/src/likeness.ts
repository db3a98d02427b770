import { positionOf, type Spec } from '@sdk-conformance/model';

/** What an SDK behaves like, and the spec key that it gets wrong. */
export function likeness(spec: Spec, text: string, pointer: string): string {
  const at = positionOf(spec, pointer);
  const key = pointer.slice(1).replaceAll('/', '.');
  return `behaves like an SDK that ${text} (${key}, ${at.file}:${at.line})`;
}
