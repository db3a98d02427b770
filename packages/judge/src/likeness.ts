import { positionOf, type Spec } from '@sdk-conformance/model';

/** What an SDK behaves like, and the spec key that it gets wrong, where there is one. */
export function likeness(spec: Spec, text: string, pointer: string): string {
  // What holds of every API has no line of its own.
  if (pointer === '') return `behaves like an SDK that ${text}`;
  const at = positionOf(spec, pointer);
  const key = pointer.slice(1).replaceAll('/', '.');
  return `behaves like an SDK that ${text} (${key}, ${at.file}:${at.line})`;
}
