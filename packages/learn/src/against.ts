import { type Fixtures, type Language, type Position, positionOf, type Spec, sourceOf } from '@sdk-conformance/model';
import { stringify } from 'yaml';
import { type Aspect, aspectsOf } from './aspects.js';
import { compare, type Difference } from './compare.js';
import { type Contradiction, contradicted, encloses, keptStatuses } from './contradicted.js';
import type { Learned } from './learn.js';
import type { Line, OpenLine } from './line.js';

/** A line of a spec that an SDK does not keep. */
export interface Departure {
  readonly difference: Difference;
  /** Where the spec says so, and by whose word. */
  readonly at: Position;
  readonly source: string;
  /** The plays that show what the SDK does. */
  readonly evidence: readonly string[];
  /** Lines that would make the spec true, as YAML; null where no value of the line says what was seen. */
  readonly patch: string | null;
}

/** What a spec says and an SDK does otherwise. */
export interface Against {
  readonly departures: readonly Departure[];
  readonly agreed: readonly string[];
  /** Lines of which the spec speaks, and that were not learnt; with the reason where there is one. */
  readonly notLearnt: readonly { readonly line: string; readonly why: string | null }[];
}

/** What lines that were learnt say; what stands in for the others says nothing. */
function learntAspects({ spec, lines, open, plays }: Learned, language: Language): readonly Aspect[] {
  // An operation that is as the others by its method has no line.
  const silent = plays.some(({ scenario }) => scenario.family === 'learn/operations') ? ['retry.operations.'] : [];
  const at = lines.map((line) => `${placeOf(line)}.`);
  const learnt = [...silent, ...at];
  const unsaid = new Set(
    open.flatMap(({ at, statuses = [] }) => statuses.map((status) => `${at.join('.')} ${status}`)),
  );
  return aspectsOf(spec, language).filter(
    ({ line, item }) =>
      learnt.some((at) => at.startsWith(`${line}.`)) && !unsaid.has(`${line} ${item.split(' ').at(-1)}`),
  );
}

/** Where a line is compared: what faults raise is one line, whether a class of the SDK or not, and so is what unreadable bodies do. */
function placeOf({ at }: Line): string {
  return at
    .join('.')
    .replace(/^errors\.outside\b/, 'errors.transport')
    .replace(/^errors\.body\.(notJson|empty|corrupt|cut)$/, 'errors.body.undecodable.$1');
}

/** Holds what was learnt of an SDK, and what was played of it, against what a spec says of it. */
export function against(learned: Learned, spec: Spec, language: Language, fixtures: Fixtures): Against {
  const compared = compare(learntAspects(learned, language), aspectsOf(spec, language));
  const { agreed, onlyOther } = compared;
  const kept = keptStatuses(spec, language, fixtures, learned.plays);
  const differences = compared.differences.flatMap((difference) => contradictedPart(difference, kept));
  const departures = differences.map((difference): Departure => {
    const lines = linesOf(difference, learned.lines);
    const pointer = `/${difference.line.replaceAll('.', '/')}`;
    return {
      difference,
      at: positionOf(spec, pointer),
      source: sourceOf(spec, pointer).title,
      evidence: [...new Set(lines.map(({ evidence }) => evidence).filter((text) => text !== ''))].slice(0, 3),
      patch: patchOf(lines),
    };
  });
  const told = differences.map(({ line }) => line);
  const probed = contradicted(spec, language, fixtures, learned, told);
  // What no probe shows, a play may that nothing was learnt of.
  const { plays, fixtures: own } = learned.heldBack;
  const known = [...told, ...probed.map(({ line }) => line)];
  const found = [...probed, ...contradicted(spec, language, own, { ...learned, plays }, known)];
  const others = found.filter(({ line }) => !told.some((known) => encloses(known, line) || encloses(line, known)));
  const isBroken = (line: string) => others.some((other) => encloses(line, other.line) || encloses(other.line, line));
  return {
    departures: [...departures, ...others.map((other) => departureOf(other, spec))],
    agreed: agreed.filter((line) => !isBroken(line)),
    notLearnt: onlyOther.filter((line) => !isBroken(line)).map((line) => ({ line, why: reasonOf(line, learned.open) })),
  };
}

/**
 * A difference of statuses without those whose plays the spec foretells: an SDK that goes by a code in the body, or by a header beside the status,
 * does with an answer that has none what no list of statuses says, and its spec may say so elsewhere.
 */
function contradictedPart(difference: Difference, kept: ReadonlyMap<string, boolean>): readonly Difference[] {
  if (!['statuses', 'retry.statuses'].includes(difference.line)) return [difference];
  const isKept = (item: string) => kept.get(`${difference.line} ${item}`);
  const items = difference.items.filter((item) => isKept(item) !== true);
  // What was not asked is taken to be as what was.
  const isShown = items.length === difference.items.length || items.some((item) => isKept(item) === false);
  return isShown ? [{ ...difference, items }] : [];
}

/** Probes that are named for a line that they contradict. */
const mostNamed = 5;

function departureOf({ line, at, expected, seen, plays }: Contradiction, spec: Spec): Departure {
  const more = plays.length - mostNamed;
  const named = plays.slice(0, mostNamed).join(', ');
  return {
    difference: { line, items: [], one: seen, other: expected },
    at,
    source: sourceOf(spec, `/${line.replaceAll('.', '/')}`).title,
    evidence: [`in plays of ${named}${more > 0 ? ` and ${more} more` : ''}`],
    patch: null,
  };
}

/** The learnt lines that a difference is about. */
function linesOf({ line, items }: Difference, lines: readonly Line[]): readonly Line[] {
  const below = lines.filter((own) => `${placeOf(own)}.`.startsWith(`${line}.`));
  const named = below.filter(({ at }) => items.includes(at.at(-1) ?? ''));
  if (line === 'retry.statuses') return lines.filter(({ at }) => /^retry\.(statuses|methods)$/.test(at.join('.')));
  // Neither says anything without the other.
  if (line === 'hints.capMs') return lines.filter(({ at }) => /^hints\.(capMs|overCap)$/.test(at.join('.')));
  return named.length > 0 ? named : below;
}

function patchOf(lines: readonly Line[]): string {
  const tree: Record<string, unknown> = {};
  for (const { at, value } of lines) {
    let place = tree;
    at.slice(0, -1).forEach((key) => {
      const known = place[key];
      const next: Record<string, unknown> = isNode(known) ? known : {};
      place[key] = next;
      place = next;
    });
    place[at.at(-1) ?? ''] = value;
  }
  return stringify(tree, { lineWidth: 0, flowCollectionPadding: true }).trimEnd();
}

function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function reasonOf(line: string, open: readonly OpenLine[]): string | null {
  const own = open.find(({ at }) => line === at.join('.') || line.startsWith(`${at.join('.')}.`));
  return own?.why ?? null;
}
