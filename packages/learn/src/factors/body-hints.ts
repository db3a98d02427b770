import type { Answer, BodyHint } from '@sdk-conformance/model';
import type { Context, Factor } from '../factor.js';
import { hintBodyId, hintLengths, hintPlaces, hintUnits } from '../hint-bodies.js';
import { line, nothing, open } from '../line.js';
import { isExact, type Play, waitsOf } from '../plays.js';
import { nameOf, probe, success } from '../probe.js';
import { isHeeded } from './hints.js';

/** At which place of an error body an SDK reads when to retry, and in which unit. */
export const bodyHintsFactor: Factor = {
  name: 'body-hints',
  probes: ({ retried }) => {
    if (retried === null) return [];
    const { operation, status } = retried;
    return hintPlaces.flatMap((place) =>
      hintUnits.flatMap(([unit]) =>
        hintLengths.map((s) => {
          const hint: Answer = { fixture: hintBodyId(place, unit, s), status };
          return probe('body-hints', `${unit}-${s}${place}`, operation, [hint, success(operation)]);
        }),
      ),
    );
  },
  read: (context, plays) => {
    const at = ['hints', 'body'];
    const heeded = heededPlaces(context, plays);
    const [one, another] = heeded;
    // Where no header is read, it is asked first what a hint in the body does.
    if (one === undefined || (another === undefined && (context.spec.hints?.headers ?? []).length === 0))
      return nothing;
    if (another !== undefined)
      return open(
        at,
        `several places are read: ${heeded.map(({ pointer, unit }) => `${pointer} in ${unit}`).join(', ')}`,
      );
    return line(at, { pointer: one.pointer, unit: one.unit }, one.seen);
  },
};

interface HeededPlace {
  readonly pointer: string;
  readonly unit: BodyHint['unit'];
  readonly seen: string;
}

/** Places of a body by which waits go. */
export function heededPlaces(context: Context, plays: readonly Play[]): readonly HeededPlace[] {
  const own = plays.filter(({ scenario }) => scenario.family === `learn/${bodyHintsFactor.name}`);
  if (!own.every(isExact)) return [];
  const waits = (place: string, unit: string) =>
    hintLengths.map((s) => {
      const play = own.find(({ scenario }) => nameOf(scenario) === `${unit}-${s}${place}`);
      return play === undefined ? undefined : waitsOf(play)[0];
    });
  return hintPlaces.flatMap((pointer) => {
    const found = hintUnits.flatMap(([unit]): readonly HeededPlace[] => {
      const own = waits(pointer, unit);
      if (!isHeeded(context, own)) return [];
      const ms = own.map((ms) => Math.round(ms ?? 0)).join(' and ');
      const seen = `waits with ${hintLengths.join(' and ')} s: ${ms} ms; no other of ${hintPlaces.length} places is read`;
      return [{ pointer, unit, seen }];
    });
    // A number that stands before letters is read of a duration as well: `17s`.
    return found.some(({ unit }) => unit === 's') ? found.filter(({ unit }) => unit !== 'duration') : found;
  });
}
