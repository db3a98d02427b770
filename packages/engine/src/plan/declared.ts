import type { Spec } from '@sdk-conformance/model';
import type { Declarations } from './plan.js';

/** Operations that an SDK lacks by its configuration, each with the reason, in the spec's order. */
export function declaredUnsupported(
  spec: Spec,
  { unsupported, only }: Pick<Declarations, 'unsupported' | 'only'>,
): ReadonlyMap<string, string> {
  const ids = spec.operations.map(({ id }) => id);
  return new Map(
    ids.flatMap((id) => {
      const reason = only === null || only.operations.includes(id) ? unsupported[id] : only.reason;
      return reason === undefined ? [] : [[id, reason] as const];
    }),
  );
}
