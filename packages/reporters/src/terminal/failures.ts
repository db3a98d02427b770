import { causesByFinding } from '../explained.js';
import type { CauseRecord, FindingRecord } from '../records.js';
import { rerunOf } from '../rerun.js';
import type { Collected } from './collected.js';
import { groupBy } from './group.js';
import type { Paint } from './paint.js';
import { timeline } from './timeline.js';
import { count } from './words.js';

/** Scenario ids shown of a group. */
const shownIds = 5;
/** Groups shown; an SDK that breaks everything would fill the screen. */
const shownGroups = 25;

/** Failures that have one cause as it was told, or else one requirement with equal evidence. */
interface FailureGroup {
  readonly headline: string;
  readonly findings: readonly FindingRecord[];
  readonly cause: CauseRecord | null;
}

/** Each group of failures: causes first, then what none explains; with evidence, a timeline, and the command that reruns just this. */
export function failures(collected: Collected, paint: Paint): string[] {
  const groups = failureGroups(collected);
  const drawn = new Set<string>();
  const lines = groups.slice(0, shownGroups).flatMap((group) => ['', ...failure(collected, group, drawn, paint)]);
  if (groups.length <= shownGroups) return lines;
  const rest = groups.length - shownGroups;
  return [
    ...lines,
    '',
    `… and ${count(rest, 'more kind', 'more kinds')} of failure: see all with --reporter jsonl=FILE`,
  ];
}

function failureGroups({ findings, causes }: Collected): readonly FailureGroup[] {
  const broken = findings.filter((f) => f.verdict === 'fail' && f.known !== true);
  const causeOf = causesByFinding(causes);
  const keyOf = (finding: FindingRecord) => {
    const cause = causeOf(finding);
    return cause === undefined ? likenessOf(finding) : JSON.stringify([cause.target, causes.indexOf(cause)]);
  };
  const groups = [...groupBy(broken, keyOf).values()].map((group): FailureGroup => {
    const [first] = group;
    const cause = (first === undefined ? undefined : causeOf(first)) ?? null;
    return { headline: cause?.text ?? `${first?.requirement}: ${first?.measured.seen}`, findings: group, cause };
  });
  const place = ({ cause }: FailureGroup) => (cause === null ? causes.length : causes.indexOf(cause));
  return groups.sort((a, b) => weight(b) - weight(a) || place(a) - place(b) || b.findings.length - a.findings.length);
}

/** What is understood comes first, then what is binding; among equals, what shows in most scenarios. */
function weight({ findings, cause }: FailureGroup): number {
  return (cause === null ? 0 : 2) + (findings.some((f) => f.level === 'must') ? 1 : 0);
}

/** The same evidence with another delay or value is the same failure. */
function likenessOf({ target, requirement, measured }: FindingRecord): string {
  return JSON.stringify([target, requirement, measured.seen.replaceAll(/\d+(\.\d+)?/g, '#').slice(0, 40)]);
}

function failure(collected: Collected, group: FailureGroup, drawn: Set<string>, paint: Paint): string[] {
  const [first] = group.findings;
  if (first === undefined) return [];
  const scenarios = [...new Set(group.findings.map((f) => f.scenario))];
  const field = (name: string, text: string) => `    ${paint.dim(name.padEnd(10))}${text}`;
  return [
    `${paint.bad('✗')} ${paint.bold(group.headline)}`,
    field('in', `${first.target}, ${count(scenarios.length, 'scenario')}: ${someOf(scenarios)}`),
    ...evidence(group).flatMap((f) => [
      field('breaks', `${f.requirement} (${f.level}), ${f.at.file}:${f.at.line}`),
      field('expected', f.expected),
      field('seen', f.measured.seen),
    ]),
    ...contrast(group, field),
    ...drawing(collected, first, drawn, paint, field),
    field('rerun', rerunOf(collected.run, first)),
  ];
}

/** A scenario beside the cause's scope, in which it passes. */
function contrast({ cause }: FailureGroup, field: (name: string, text: string) => string): string[] {
  const passing = cause?.witnesses.passing ?? null;
  return passing === null ? [] : [field('passes', passing)];
}

/** The timeline of the group's first scenario, once: another group may have the same. */
function drawing(
  { observations }: Collected,
  { target, scenario, step, round }: FindingRecord,
  drawn: Set<string>,
  paint: Paint,
  field: (name: string, text: string) => string,
): string[] {
  const found = observations.find((o) => o.target === target && o.scenario === scenario && o.round === round);
  if (found === undefined) return [];
  const only = step !== null && found.steps.length > 1 ? `, ${step} of ${found.steps.length} steps` : '';
  const key = JSON.stringify([target, scenario, step]);
  if (drawn.has(key)) return [field('timeline', `${scenario}${only}: see above`)];
  drawn.add(key);
  return [field('timeline', `${scenario}${only}`), ...timeline(found, step, paint).map((line) => `      ${line}`)];
}

/** One finding for each requirement that the group breaks. */
function evidence(group: FailureGroup): readonly FindingRecord[] {
  return [...groupBy(group.findings, (f) => f.requirement).values()].flatMap((same) => same.slice(0, 1));
}

/** The first few of many, and how many more there are. */
export function someOf(ids: readonly string[]): string {
  const rest = ids.length - shownIds;
  return rest > 0 ? `${ids.slice(0, shownIds).join(', ')}, +${rest} more` : ids.join(', ');
}
