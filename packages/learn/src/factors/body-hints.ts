import type { Answer } from '@sdk-conformance/model';
import type { Factor } from '../factor.js';
import { hintBodyId, hintLengths, hintPlaces, hintUnits } from '../hint-bodies.js';
import { line, nothing, open } from '../line.js';
import { isExact, waitsOf } from '../plays.js';
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
    if (plays.length === 0 || !plays.every(isExact)) return nothing;
    const waits = (place: string, unit: string) =>
      hintLengths.map((s) => {
        const play = plays.find(({ scenario }) => nameOf(scenario) === `${unit}-${s}${place}`);
        return play === undefined ? undefined : waitsOf(play)[0];
      });
    const heeded = hintPlaces.flatMap((pointer) =>
      hintUnits.flatMap(([unit]) => (isHeeded(context, waits(pointer, unit)) ? [{ pointer, unit }] : [])),
    );
    const [one, another] = heeded;
    if (one === undefined) return nothing;
    if (another !== undefined)
      return open(
        at,
        `several places are read: ${heeded.map(({ pointer, unit }) => `${pointer} in ${unit}`).join(', ')}`,
      );
    // By a header it is asked on which statuses a hint counts, and what becomes of the backoff.
    if ((context.spec.hints?.headers ?? []).length === 0)
      return open(
        at,
        `${one.pointer} is read, in ${one.unit}; on which statuses, and what becomes of the backoff, was not asked`,
      );
    const seen = waits(one.pointer, one.unit).map((ms) => Math.round(ms ?? 0));
    return line(
      at,
      one,
      `waits with ${hintLengths.join(' and ')} s: ${seen.join(' and ')} ms; no other of ${hintPlaces.length} places is read`,
    );
  },
};
