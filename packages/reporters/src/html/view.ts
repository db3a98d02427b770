import { type Drift, driftsOf } from '../drift.js';
import { causesByFinding } from '../explained.js';
import type { CauseRecord, FindingRecord, ObservationRecord, TargetRecord } from '../records.js';
import { type Block, blocksOf } from '../terminal/blocks.js';
import type { Collected } from '../terminal/collected.js';
import { groupBy } from '../terminal/group.js';

/** A scenario in which something is broken: one entry of the page. */
export interface Failure {
  /** Its anchor. */
  readonly id: string;
  readonly target: TargetRecord | undefined;
  readonly name: string;
  readonly scenario: string;
  readonly round: number | undefined;
  /** Never empty, the gravest first. */
  readonly findings: readonly [FindingRecord, ...FindingRecord[]];
  readonly observation: ObservationRecord | undefined;
  readonly isKnown: boolean;
  /** Whether timeline and raw exchange are shown; if not, the one that fails alike and has them, if there is one. */
  readonly shown: 'full' | 'brief' | Failure;
}

/** Scenarios shown in full, with timeline and raw exchange, and how many of those that fail alike where there are more: a page has to stay quick. */
const mostInFull = 500;
const alikeInFull = 3;

/** How a target does on a requirement. */
export interface Cell {
  readonly id: string;
  readonly passed: number;
  readonly failures: readonly Failure[];
  readonly known: number;
  readonly open: number;
}

/** A requirement that was judged, and how each target does on it. */
export interface RequirementRow {
  readonly id: string;
  readonly requirement: string;
  readonly finding: FindingRecord;
  readonly cells: readonly (Cell | null)[];
  readonly isBroken: boolean;
  readonly drift: Drift | undefined;
}

/** What the page is made of. */
export interface View {
  readonly collected: Collected;
  /** Those that were started, language by language. */
  readonly targets: readonly TargetRecord[];
  readonly blocks: readonly { readonly id: string; readonly block: Block }[];
  readonly failures: readonly Failure[];
  readonly failureOf: (finding: FindingRecord) => Failure | undefined;
  readonly rows: readonly RequirementRow[];
  readonly rowOf: (requirement: string) => RequirementRow | undefined;
  readonly drifts: readonly Drift[];
  readonly causeOf: (finding: FindingRecord) => CauseRecord | undefined;
  readonly blockOf: (cause: CauseRecord) => string | undefined;
}

export function viewOf(collected: Collected): View {
  const started = collected.targets.filter(({ notRun }) => notRun === null);
  const targets = [...groupBy(started, ({ language }) => language).values()].flat();
  const blocks = blocksOf(collected.findings, collected.causes).map((block, i) => ({ id: `w${i}`, block }));
  const failures = failuresOf(collected, blocks);
  const byPlace = new Map(failures.map((failure) => [placeOf(failure.findings[0]), failure]));
  const failureOf = (finding: FindingRecord) => byPlace.get(placeOf(finding));
  const drifts = driftsOf(collected.judged, targets);
  const rows = rowsOf(collected, { targets, failureOf, drifts });
  const byRequirement = new Map(rows.map((row) => [row.requirement, row]));
  const blockByText = new Map(blocks.map(({ id, block }) => [block.cause?.text, id]));
  return {
    collected,
    targets,
    blocks,
    failures,
    failureOf,
    rows,
    drifts,
    rowOf: (requirement) => byRequirement.get(requirement),
    causeOf: causesByFinding(collected.causes),
    blockOf: (cause) => blockByText.get(cause.text),
  };
}

interface Placed {
  readonly target: string;
  readonly scenario: string;
  readonly round?: number;
}

function placeOf({ target, scenario, round }: Placed): string {
  return JSON.stringify([target, scenario, round ?? 0]);
}

/** In the order of what is wrong; what is known comes last. */
function failuresOf({ findings, observations, targets }: Collected, blocks: View['blocks']): readonly Failure[] {
  const known = findings.filter((f) => f.verdict === 'fail' && f.known === true);
  const broken = [...blocks.flatMap(({ block }) => block.findings), ...known];
  const observationOf = new Map(observations.map((o) => [placeOf(o), o]));
  const groups = groupBy(broken, placeOf);
  const alike = new Map<string, Failure[]>();
  let inFull = 0;
  return [...groups].flatMap(([place, [first, ...rest]], i): Failure[] => {
    if (first === undefined) return [];
    const { target, scenario, round } = first;
    const kind = JSON.stringify([target, [first, ...rest].map((f) => [f.requirement, f.signature ?? f.measured.seen])]);
    const before = alike.get(kind) ?? [];
    const isInFull = groups.size <= mostInFull || (before.length < alikeInFull && inFull < mostInFull);
    const failure: Failure = {
      ...{ id: `f${i}`, name: target, scenario, round, findings: [first, ...rest] },
      target: targets.find(({ name }) => name === target),
      observation: observationOf.get(place),
      isKnown: first.known === true,
      shown: isInFull ? 'full' : (before[0] ?? 'brief'),
    };
    if (isInFull) {
      inFull++;
      alike.set(kind, [...before, failure]);
    }
    return [failure];
  });
}

function rowsOf(
  { judged }: Collected,
  { targets, failureOf, drifts }: Pick<View, 'targets' | 'failureOf' | 'drifts'>,
): readonly RequirementRow[] {
  const driftOf = new Map(drifts.map((drift) => [drift.requirement, drift]));
  const groups = [...groupBy(judged, ({ requirement }) => requirement)].sort(([a], [b]) => (a < b ? -1 : 1));
  return groups.flatMap(([requirement, findings], i): RequirementRow[] => {
    const byTarget = groupBy(findings, ({ target }) => target);
    const finding = findings.find(({ verdict }) => verdict === 'fail') ?? findings[0];
    if (finding === undefined) return [];
    const cells = targets.map(({ name }, t) => cellOf(`r${i}t${t}`, byTarget.get(name) ?? [], failureOf));
    const isBroken = finding.verdict === 'fail';
    return [{ id: `r${i}`, requirement, finding, cells, isBroken, drift: driftOf.get(requirement) }];
  });
}

/** Scenarios of a target by what they came to on one requirement; null where it was judged in none. */
function cellOf(id: string, findings: readonly FindingRecord[], failureOf: View['failureOf']): Cell | null {
  if (findings.length === 0) return null;
  const places = (of: readonly FindingRecord[]) => new Set(of.map(placeOf));
  const broken = findings.filter(({ verdict }) => verdict === 'fail');
  const failed = places(broken.filter(({ known }) => known !== true));
  const known = places(broken);
  const open = places(findings.filter(({ verdict }) => verdict === 'unspecified'));
  const passed = places(findings.filter(({ verdict }) => verdict === 'pass'));
  const failures = [...new Set(broken.map(failureOf))].flatMap((failure) => failure ?? []);
  return {
    id,
    failures,
    known: known.size - failed.size,
    open: [...open].filter((place) => !known.has(place)).length,
    passed: [...passed].filter((place) => !known.has(place) && !open.has(place)).length,
  };
}
