import type { Language, Spec } from '@sdk-conformance/model';

/** What was recorded or is sent, whose own keys are no pointers into the spec. */
const recorded: ReadonlySet<string> = new Set(['value', 'body', 'model', 'events']);

/** Points what rests on a section that a language has of its own there. */
export function relocated<T>(value: T, spec: Spec, language: Language): T {
  const sections = Object.keys(spec.inLanguages?.[language] ?? {});
  if (sections.length === 0) return value;
  const own = new RegExp(`^/(${sections.join('|')})(/|$)`);
  const move = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(move);
    if (typeof inner !== 'object' || inner === null || Object.getPrototypeOf(inner) !== Object.prototype) return inner;
    return Object.fromEntries(
      Object.entries(inner).map(([key, held]) => [
        key,
        key === 'pointer' && typeof held === 'string' && own.test(held)
          ? `/inLanguages/${language}${held}`
          : recorded.has(key)
            ? held
            : move(held),
      ]),
    );
  };
  return move(value) as T;
}
