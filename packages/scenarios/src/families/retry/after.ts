import type { HintUnit, Scenario } from '@sdk-conformance/model';
import { chain, type Derivation, error, oneStep, retriedOperation, success } from '../../derivation.js';
import { aboutHeaders, canonicalName, companion, countsOn, delayIn, hintedStatuses } from './hint-headers.js';
import { bodyHintScenarios } from './hint-in-body.js';
import { numberScenarios } from './hint-numbers.js';

const family = 'retry/after';

type Hinted = readonly (readonly [name: string, value: string, about: string])[];

/** A hint in seconds, as a header of the unit says it; nothing where no template can. */
function seconds(unit: HintUnit, name: string, value: number, about: string): Hinted {
  const told = delayIn(unit, value);
  return told === null ? [] : [[name, told, about]];
}

/** Seconds that every hint stays below where the spec has no cap. */
const usualCap = 60;

function hintsIn(unit: HintUnit, capMs: number | null): Hinted {
  const cap = capMs === null ? usualCap : capMs / 1000;
  // A moment has no fraction of a unit that its header can tell.
  const fractions: Hinted =
    unit === 's' || unit === 'ms'
      ? [
          ['fraction-1.5', unit === 's' ? '1.5' : '1500.5', 'a second and a half'],
          ['fraction-0.25', unit === 's' ? '0.25' : '250.5', 'a quarter of a second'],
        ]
      : [];
  return [
    ...seconds(unit, 'seconds-1', 1, 'one second'),
    ...seconds(unit, 'seconds-2', 2, 'two seconds'),
    ...seconds(unit, 'seconds-30', 30, 'thirty seconds'),
    ...fractions,
    ['date-3', '{{httpdate +3s}}', 'a date three seconds ahead'],
    ['date-20', '{{httpdate +20s}}', 'a date twenty seconds ahead'],
    ['date-past', '{{httpdate -10s}}', 'a date in the past'],
    ['zero', '0', 'zero'],
    ['negative-1', '-1', 'a negative number'],
    ['negative-3', '-3', 'a negative number that some take for a year'],
    ['garbage', 'soon', 'a word'],
    ['number-and-letters', '1abc', 'a number with letters behind it'],
    ['infinite', 'inf', 'what some languages read as infinity'],
    ['nan', 'NaN', 'what some languages read as not a number'],
    ['empty', '', 'nothing'],
    ...seconds(unit, 'at-cap', cap, `${cap} seconds`),
    ...seconds(unit, 'over-cap', cap + 1, `${cap + 1} seconds`),
    ['huge', '99999999999', unit === 's' ? 'three thousand years' : 'a number of eleven digits'],
  ];
}

/** Forms of an HTTP-date that are accepted and no longer sent (RFC 9110, section 5.6.7). */
const obsoleteDates: Hinted = [
  ['date-rfc850', '{{rfc850date +20s}}', 'a date in the form of RFC 850'],
  ['date-asctime', '{{asctime +20s}}', 'a date in the form of asctime, which names no zone and is GMT'],
];

/** What is no HTTP-date, and what a lenient parser takes for one. */
const lenientDate: Hinted = [['date-lenient', 'Sep 2087', 'a month and a year, which only a lenient parser reads']];

/** What the server says of when to retry, on a status that limits and on one that is down. */
export function afterScenarios(from: Derivation): readonly Scenario[] {
  const { spec } = from;
  const header = spec.hints?.headers.find((h) => h.unit === 's' && h.dateForms.length > 0) ?? spec.hints?.headers[0];
  if (header === undefined) {
    return retriedOperation(spec).flatMap((operation) => [
      ...bodyHintScenarios(from, operation),
      ...aboutHeaders(from, operation),
    ]);
  }
  const { unit } = header;
  const hints = hintsIn(unit, spec.hints?.capMs ?? null);
  const asked = (value: number) => delayIn(unit, value) ?? String(value);
  const canonical = canonicalName(header.name);
  const beside = companion(header);
  const statuses = hintedStatuses(from);
  return retriedOperation(spec).flatMap((operation) => {
    const ok = success(operation);
    const counted = statuses.find((status) => countsOn(from, status));
    const values = statuses.flatMap((status) =>
      [...hints, ...(header.dateForms.length > 0 && status === counted ? [...obsoleteDates, ...lenientDate] : [])].map(
        ([name, value, about]) =>
          oneStep({
            family,
            name: `${name}/${status}`,
            about: `${status} with ${canonical}: ${about}; then a success.`,
            operation,
            script: [error(from, status, { ...beside, [canonical]: value }), ok],
          }),
      ),
    );
    const onError = hints.flatMap(([name, value, about]) =>
      statuses.slice(0, 1).map((status) =>
        oneStep({
          family,
          name: `${name}/${status}-only`,
          about: `${status} with ${canonical}: ${about}; no retries are left.`,
          operation,
          script: [error(from, status, { ...beside, [canonical]: value })],
          options: { maxRetries: 0 },
        }),
      ),
    );
    const cases = [canonical.toLowerCase(), canonical.toUpperCase()].flatMap((spelling) =>
      statuses.map((status) =>
        oneStep({
          family,
          name: `case-${spelling}/${status}`,
          about: `The header is spelt ${spelling}.`,
          operation,
          script: [error(from, status, { ...beside, [spelling]: asked(2) }), ok],
        }),
      ),
    );
    const twice = [counted].flatMap((status) =>
      // Where a hint that cannot be read ends the call, either is right.
      status === undefined || (unit !== 's' && unit !== 'ms') || spec.hints?.invalid !== 'backoff'
        ? []
        : [
            oneStep({
              family,
              name: `two-lines/${status}`,
              about: `${status} with ${canonical} in two lines, as a proxy adds one of its own; then a success.`,
              operation,
              // Two spellings are two lines of one header.
              script: [
                error(from, status, { ...beside, [canonical]: asked(7), [canonical.toLowerCase()]: asked(7) }),
                ok,
              ],
            }),
          ],
    );
    const more = statuses.flatMap((status) => [
      oneStep({
        family,
        name: `seconds-30/${chain([status, status, status, status])}`,
        about: 'Every answer asks for thirty seconds.',
        operation,
        script: [error(from, status, { ...beside, [canonical]: asked(30) })],
      }),
      oneStep({
        family,
        name: `stale/${chain([status, status])}`,
        about: 'The first answer has a hint, the second has none.',
        operation,
        script: [error(from, status, { ...beside, [canonical]: asked(5) }), error(from, status), ok],
      }),
      oneStep({
        family,
        name: `changing/${chain([status, status])}`,
        about: 'Each answer has a hint of its own.',
        operation,
        script: [
          error(from, status, { ...beside, [canonical]: asked(7) }),
          error(from, status, { ...beside, [canonical]: asked(3) }),
          ok,
        ],
      }),
    ]);
    return [
      ...values,
      ...numberScenarios(from, operation, header, statuses),
      ...onError,
      ...cases,
      ...twice,
      ...more,
      ...bodyHintScenarios(from, operation),
      ...aboutHeaders(from, operation),
    ];
  });
}
