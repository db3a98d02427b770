import type { ClientOptionId, ClientPlan, OptionRange, Spec } from '@sdk-conformance/model';
import fc from 'fast-check';

/** Retries asked for at most, and the range of timeouts, ms. */
const mostRetries = 8;
const timeouts = { min: 200, max: 20_000 };

/** Not given, given as undefined, or a number in the range that the spec allows. */
type Given = number | 'unset' | null;

function given(
  spec: Spec,
  id: ClientOptionId,
  range: OptionRange,
  usual: { min: number; max: number },
): fc.Arbitrary<Given> {
  if (!spec.options.some((option) => option.id === id)) return fc.constant(null);
  const min = Math.max(usual.min, range.min ?? usual.min);
  const max = Math.max(min, Math.min(usual.max, range.max ?? usual.max));
  return fc.oneof(
    { withCrossShrink: true },
    fc.constant<Given>(null),
    fc.integer({ min, max }),
    fc.constant<Given>('unset'),
  );
}

/** A client by its name, with any of the options there are, and with what callers get wrong. */
export function drawnClient(spec: Spec): fc.Arbitrary<(id: string) => ClientPlan> {
  const optional = spec.credentials.filter(({ otherwise }) => otherwise !== undefined).map((c) => c.id);
  const secrets = spec.credentials.filter(({ secret }) => secret).map((c) => c.id);
  const odd = fc.oneof(
    { withCrossShrink: true },
    fc.constant<Partial<ClientPlan>>({}),
    ...(optional.length === 0 ? [] : [fc.subarray(optional, { minLength: 1 }).map((without) => ({ without }))]),
    ...secrets.map((lineEndBehind) => fc.constant<Partial<ClientPlan>>({ lineEndBehind })),
  );
  return fc
    .tuple(
      given(spec, 'maxRetries', spec.retry.optionRange, { min: 0, max: mostRetries }),
      given(spec, 'timeoutMs', spec.timeouts.optionRange, timeouts),
      odd,
    )
    .map(([maxRetries, timeoutMs, more]) => {
      const all = Object.entries({ maxRetries, timeoutMs }) as [ClientOptionId, Given][];
      const unset = all.filter(([, value]) => value === 'unset').map(([name]) => name);
      const options = Object.fromEntries(all.filter(([, value]) => typeof value === 'number'));
      return (id: string): ClientPlan => ({ id, options, ...(unset.length === 0 ? {} : { unset }), ...more });
    });
}
