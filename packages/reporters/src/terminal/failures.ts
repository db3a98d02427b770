import type { FindingRecord } from '../records.js';
import { rerunOf } from '../rerun.js';
import { type Block, blocksOf, likeFailures } from './blocks.js';
import type { Collected } from './collected.js';
import { groupBy } from './group.js';
import type { Paint } from './paint.js';
import { placeOf, titleOfRequirement } from './place.js';
import { timeline } from './timeline.js';
import { count, inOneLine } from './words.js';

/** Scenario ids shown of a group. */
const shownIds = 5;
/** Blocks of what is only advised, further requirements of a cause, and ways in which one is broken, that are told in full without `--all`. */
const shownAdvised = 5;
const shownRequirements = 2;
const shownWays = 6;

export interface FailuresOptions {
  /** Nothing is folded. */
  readonly all: boolean;
}

type Field = (name: string, text: string) => string;

interface Drawing extends FailuresOptions {
  readonly collected: Collected;
  readonly paint: Paint;
  /** Timelines that stand above. */
  readonly drawn: Set<string>;
  readonly field: Field;
}

/**
 * Each cause, then each requirement that is broken without one: what, where, expected and seen, a timeline, and the command that reruns just this.
 * What is binding is never folded.
 */
export function failures(collected: Collected, paint: Paint, { all }: FailuresOptions): string[] {
  const blocks = blocksOf(collected.findings, collected.causes);
  const field: Field = (name, text) => `    ${paint.dim(name.padEnd(10))}${text}`;
  const drawing: Drawing = { collected, paint, drawn: new Set(), field, all };
  const advised = blocks.filter(({ binding }) => !binding);
  const folded = new Set(all ? [] : advised.slice(shownAdvised));
  return [
    ...(blocks.length > 1 ? ['', overview(blocks)] : []),
    ...blocks.filter((block) => !folded.has(block)).flatMap((block) => ['', ...told(drawing, block)]),
    ...(folded.size === 0 ? [] : ['', foldedLine([...folded])]),
  ];
}

function overview(blocks: readonly Block[]): string {
  const causes = blocks.filter(({ cause }) => cause !== null).length;
  const rest = blocks.length - causes;
  const parts = [
    ...(causes === 0 ? [] : [count(causes, 'cause')]),
    ...(rest === 0 ? [] : [`${count(rest, 'requirement')} broken ${causes === 0 ? '' : 'besides'}`.trimEnd()]),
  ];
  return `${parts.join(', and ')}; what is binding comes first, then the gravest and the widest:`;
}

function foldedLine(blocks: readonly Block[]): string {
  const ids = [...new Set(blocks.flatMap(({ findings }) => findings.map((f) => f.requirement)))];
  return `… and ${count(blocks.length, 'more kind', 'more kinds')} of failure, at level should only (${ids.join(', ')}): --all tells of each`;
}

function told(drawing: Drawing, block: Block): string[] {
  const { collected, paint, field } = drawing;
  const [first] = block.findings;
  const brush = block.binding ? paint.bad : paint.open;
  return [
    `${brush('✗')} ${paint.bold(inOneLine(headlineOf(block)))}`,
    ...where(drawing, block),
    ...(block.cause === null ? ways(drawing, block) : evidence(drawing, block)),
    ...(block.cause?.witnesses.passing ? [field('passes', block.cause.witnesses.passing)] : []),
    ...drawnLines(drawing, first),
    field('rerun', rerunOf(collected.run, first)),
  ];
}

/** What is wrong, in a line. */
export function headlineOf({ cause, findings: [first, ...rest] }: Block): string {
  if (cause !== null) return cause.text;
  const groups = likeFailures([first, ...rest], Number.POSITIVE_INFINITY);
  const [{ measured } = first] = groups[0] ?? [];
  const seen = inOneLine(measured.seen, 200);
  return groups.length === 1
    ? `${first.requirement}: ${seen}`
    : `${first.requirement} is broken in ${groups.length} ways, most often: ${seen}`;
}

/** A line for each target. */
function where({ collected, field, all }: Drawing, { findings }: Block): string[] {
  return [...groupBy(findings, (f) => f.target)].map(([target, group], i) => {
    const ids = idsOf(group);
    const played = collected.targets.find(({ name }) => name === target)?.scenarios ?? 0;
    const of = played > ids.length ? `${ids.length} of ${played} scenarios` : count(ids.length, 'scenario');
    return field(i === 0 ? 'in' : '', `${target}, ${of}: ${all ? ids.join(', ') : someOf(ids)}`);
  });
}

function idsOf(findings: readonly FindingRecord[]): readonly string[] {
  return [...new Set(findings.map((f) => f.scenario))];
}

function breaks(field: Field, finding: FindingRecord, among = ''): string[] {
  const { requirement, level, expected, measured } = finding;
  const title = titleOfRequirement(requirement);
  const rule = title === null ? '' : `: ${title}`;
  return [
    level === 'kept'
      ? field('changed', `since learnt: ${requirement}${rule}${placeOf(finding)}`)
      : field('breaks', `${requirement} (${level})${rule}${placeOf(finding)}`),
    field('expected', inOneLine(expected)),
    field('seen', `${inOneLine(measured.seen)}${among}`),
  ];
}

/** Of a cause: a finding of each of the gravest requirements that it breaks, and the names of the others. */
function evidence({ field, all }: Drawing, { findings }: Block): string[] {
  const groups = [...groupBy(findings, (f) => f.requirement).values()];
  const most = all ? groups.length : shownRequirements;
  const rest = groups.slice(most).flatMap((group) =>
    group.slice(0, 1).map(({ requirement, level }) => {
      return `${requirement} (${level}) in ${count(idsOf(group).length, 'scenario')}`;
    }),
  );
  return [
    ...groups.slice(0, most).flatMap((group) => group.slice(0, 1).flatMap((finding) => breaks(field, finding))),
    ...(rest.length === 0 ? [] : [field('and', rest.join(', '))]),
  ];
}

/** Of a requirement: each way in which it is broken. */
function ways({ field, all }: Drawing, { findings, binding }: Block): string[] {
  const [first, ...others] = likeFailures(findings, all ? Number.POSITIVE_INFINITY : shownWays);
  const [finding] = first ?? [];
  if (first === undefined || finding === undefined) return [];
  const shown = all || binding ? others : others.slice(0, shownWays - 1);
  const rest = others.length - shown.length;
  return [
    ...breaks(field, finding),
    ...shown.flatMap((group) =>
      group.slice(0, 1).map((f) => {
        const ids = idsOf(group);
        return field(
          'or',
          `${inOneLine(f.measured.seen, 160)}, in ${count(ids.length, 'scenario')}: ${someOf(ids, 1)}`,
        );
      }),
    ),
    ...(rest === 0 ? [] : [field('', `… and in ${count(rest, 'more way')}: --all tells of each`)]),
  ];
}

/** The timeline of a finding, once: another block may have the same. */
function drawnLines({ collected, paint, drawn, field }: Drawing, finding: FindingRecord): string[] {
  const { target, scenario, step, round } = finding;
  const found = collected.observations.find((o) => o.target === target && o.scenario === scenario && o.round === round);
  if (found === undefined) return [];
  const only = step !== null && found.steps.length > 1 ? `, ${step} of ${found.steps.length} steps` : '';
  const key = JSON.stringify([target, scenario, step]);
  if (drawn.has(key)) return [field('timeline', `${scenario}${only}: see above`)];
  drawn.add(key);
  return [field('timeline', `${scenario}${only}`), ...timeline(found, step, paint).map((line) => `      ${line}`)];
}

/** The first few of many, and how many more there are. */
export function someOf(ids: readonly string[], most = shownIds): string {
  const rest = ids.length - most;
  return rest > 0 ? `${ids.slice(0, most).join(', ')}, +${rest} more` : ids.join(', ');
}
