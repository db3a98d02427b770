import type { Config, KnownDeviation } from '@sdk-conformance/engine';
import { requirementIds } from '@sdk-conformance/oracle';
import { nearestName } from '@sdk-conformance/spec';
import { readDocument } from '../config/document.js';
import type { Mistake } from '../config/mistake.js';

/** An entry as the file has it; the schema vouches for it. */
interface Entry {
  readonly target: string;
  readonly requirement: string;
  readonly scenario: string | readonly string[];
  readonly signature: string | readonly string[];
  readonly reason: string;
  readonly owner?: string;
  readonly issue?: string;
  readonly expires?: string;
}

/**
 * Reads a file of known deviations.
 *
 * @param file how it is called in messages
 * @throws UsageError that shows every problem with its place
 */
export function readKnown(file: string, path: string, targets: Config['targets']): readonly KnownDeviation[] {
  const document = readDocument(file, path, 'known');
  const { known } = document.value as { readonly known: readonly Entry[] };
  const names = targets.map(({ name }) => name);
  document.refuse(known.flatMap((entry, i) => mistakesOf(entry, `/known/${i}`, names)));
  return known.map((entry, i) => ({
    target: entry.target,
    requirement: entry.requirement,
    scenarios: [entry.scenario].flat(),
    signatures: [entry.signature].flat(),
    reason: entry.reason,
    owner: entry.owner ?? null,
    issue: entry.issue ?? null,
    expires: entry.expires ?? null,
    at: `${file}:${document.lineOf(`/known/${i}`)}`,
  }));
}

function mistakesOf({ target, requirement, expires }: Entry, pointer: string, targets: readonly string[]): Mistake[] {
  const known: readonly string[] = requirementIds;
  return [
    ...(targets.includes(target)
      ? []
      : [
          {
            pointer: `${pointer}/target`,
            message: 'the configuration has no such target',
            expected: `one of ${targets.join(', ')}`,
            got: target,
            nearest: nearestName(target, targets),
          },
        ]),
    ...(known.includes(requirement)
      ? []
      : [
          {
            pointer: `${pointer}/requirement`,
            message: 'there is no such requirement',
            expected: 'the id of a requirement, as reports name it',
            got: requirement,
            nearest: nearestName(requirement, known),
          },
        ]),
    ...(expires === undefined || isDay(expires)
      ? []
      : [
          {
            pointer: `${pointer}/expires`,
            message: 'there is no such day',
            expected: 'a day of the calendar',
            got: expires,
          },
        ]),
  ];
}

/** Whether a text of the form `2026-12-31` is a day of the calendar. */
export function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
