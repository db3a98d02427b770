import type { Answer } from '@sdk-conformance/model';
import type { Context, Factor } from '../factor.js';
import { hintBodyId, hintLengths, shortHint } from '../hint-bodies.js';
import { line, nothing, together } from '../line.js';
import { failure, nameOf, probe, success } from '../probe.js';
import { heededPlaces } from './body-hints.js';
import { chain, combined, counting, others, sending, times } from './hints.js';

/** On which statuses a hint in the body counts, and what becomes of the backoff. Where a header is read, that tells. */
export const bodyHintUseFactor: Factor = {
  name: 'body-hint-use',
  probes: (context) => {
    const { retried } = context;
    const place = onlyPlace(context);
    if (retried === null || place === null) return [];
    const { operation, status } = retried;
    const { before, options } = chain(context, status);
    const hint = (s: number, of = status): Answer => ({
      fixture: hintBodyId(place.pointer, place.unit, s),
      status: of,
    });
    const [length] = hintLengths;
    const each = Array.from({ length: times }, (_, i) => i + 1);
    return [
      ...others(status).map((of) => {
        const by = sending(context, operation, of);
        return probe('body-hint-use', `body/on-${of}`, by, [hint(length, of), success(by)]);
      }),
      probe('body-hint-use', 'body/second-1', operation, [failure(status), hint(length), success(operation)], {
        options,
      }),
      ...each.flatMap((i) => [
        probe('body-hint-use', `body/again-${i}`, operation, [hint(length), success(operation)]),
        probe('body-hint-use', `body/late-${i}`, operation, [...before, hint(shortHint), success(operation)], {
          options,
        }),
      ]),
    ];
  },
  read: (context, plays) => {
    const place = onlyPlace(context);
    if (place === null || plays.length === 0) return nothing;
    const { pointer, unit, seen } = place;
    const of = (name: string) => plays.find(({ scenario }) => nameOf(scenario) === name);
    const known = together([line(['hints', 'body'], { pointer, unit }, seen), counting(context, 'body', of)]);
    const own = plays.filter(({ scenario }) => /\/(again|late|second)-/.test(nameOf(scenario)));
    return combined(context, known, own);
  },
};

/** The one place that is read where no header is. */
function onlyPlace(context: Context) {
  const [place, another] = heededPlaces(context, context.plays);
  if (place === undefined || another !== undefined || (context.spec.hints?.headers ?? []).length > 0) return null;
  return place;
}
