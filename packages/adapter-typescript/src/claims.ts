import type { CallStep, Lack, OpenSession } from '@sdk-conformance/protocol';
import type { AdapterDefinition } from './definition.js';

type Lacking = Pick<AdapterDefinition<never>, 'without' | 'handsOnUndefined'>;

/** The part of the opening message that says what the adapter can do, and what its SDK cannot. */
export function claimsOf(
  { without = {}, handsOnUndefined }: Lacking,
  virtual: boolean,
): Pick<OpenSession, 'capabilities' | 'without'> {
  const lacks = Object.entries(without).flatMap(([name, reason]): readonly Lack[] => {
    const capability = name as Lack['capability'];
    if (typeof reason === 'string') return [{ capability, why: reason }];
    return Object.entries(reason).map(([operation, why]) => ({ capability, operation, why: String(why) }));
  });
  const offered = (['steps', 'abort', 'stream'] as const).filter((name) => typeof without[name] !== 'string');
  const extras = [
    ...(offered.includes('abort') ? (['abortBefore', 'abortReason', 'sharedSignal'] as const) : []),
    ...(offered.includes('stream') ? (['leave'] as const) : []),
    ...(handsOnUndefined === true ? (['unset'] as const) : []),
    'refusal' as const,
  ];
  return {
    capabilities: [...offered, ...extras, 'timeZone', 'echo', ...(virtual ? (['clock', 'wallJump'] as const) : [])],
    ...(lacks.length === 0 ? {} : { without: lacks }),
  };
}

/** Why a step cannot be played as it is asked for; undefined where it can. */
export function lackOf({ without = {} }: Lacking, step: CallStep): string | undefined {
  if (step.abortAtMs === undefined || without.abort === undefined) return undefined;
  if (typeof without.abort === 'string') return without.abort;
  return Object.hasOwn(without.abort, step.operation) ? without.abort[step.operation] : undefined;
}
