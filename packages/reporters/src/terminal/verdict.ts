import { isBinding } from '@sdk-conformance/model';
import type { FindingRecord, KnownRecord, Lack, TargetEnd, TargetFailure, TargetRecord } from '../records.js';
import type { Collected } from './collected.js';
import { gravityOf } from './gravity.js';
import { groupBy } from './group.js';
import { isStale } from './known.js';
import type { Paint } from './paint.js';
import { count, listed, percent, sum } from './words.js';

/** The last line: what the run came to, and of how much it speaks. */
export function verdict({ end, findings, run, targets }: Collected, paint: Paint): string {
  const broken = findings.filter((f) => f.verdict === 'fail' && f.known !== true && (run.strict || isBinding(f.level)));
  const requirements = new Set(broken.map((f) => f.requirement));
  const scenarios = new Set(broken.map((f) => `${f.target}\n${f.scenario}\n${f.round}`));
  const stopped =
    end.stopped === null
      ? ''
      : end.stopped === 'bail'
        ? ' (stopped at the first failure)'
        : ' (interrupted: incomplete)';
  switch (end.verdict) {
    case 'conforms':
      return (
        paint.good(paint.bold('CONFORMS')) +
        deviations(end.known) +
        paint.open(advice(findings, end.targets)) +
        share({ run, targets }, end.targets, sum(end.targets, (t) => t.failedShould) > 0 ? '. ' : ': ') +
        wavering(end.targets) +
        paint.open(lacking(run, targets)) +
        paint.open(off(run)) +
        paint.bad(notRun(targets))
      );
    case 'stale':
      return `${paint.bad(paint.bold('STALE'))}: nothing new fails, but ${staleOf(end.known)}, so this is not green`;
    case 'doesNotConform': {
      const played = sum(end.targets, playedOf);
      const what =
        requirements.size === 0
          ? `${unsteadyOf(end.targets)} of the ${count(played, 'scenario')} played`
          : `${count(requirements.size, 'requirement')} broken in ${scenarios.size} of the ${count(played, 'scenario')} played`;
      const also = [
        ...(end.exit === 3 ? [unjudged(end.targets, targets)] : []),
        ...(end.known.some(isStale) ? [staleOf(end.known)] : []),
      ];
      const besides = also.length === 0 ? '' : `; besides, ${also.join(', and ')}`;
      const advised = run.strict ? 0 : sum(end.targets, (t) => t.failedShould);
      const more = advised === 0 ? '' : `; ${advised} more break${advised === 1 ? 's' : ''} what is only should`;
      return `${paint.bad(paint.bold('DOES NOT CONFORM'))}: ${what}${more}${besides}${stopped}`;
    }
    case 'incomplete':
      return `${paint.open(paint.bold('INCOMPLETE'))}: no broken requirement so far, but not every scenario was played${stopped}`;
    case 'notJudged':
      return `${paint.bad(paint.bold('NOT JUDGED'))}: ${unjudged(end.targets, targets)}, so this is not green${stopped}`;
  }
}

function playedOf({ passed, failed, known, unspecified }: TargetEnd): number {
  return passed + failed + known + unspecified;
}

/** What was accepted stands beside the verdict. */
function deviations(known: readonly KnownRecord[]): string {
  const holding = known.filter(({ state }) => state === 'holds').length;
  return holding === 0 ? '' : ` with ${count(holding, 'known deviation')}`;
}

function staleOf(known: readonly KnownRecord[]): string {
  const stale = known.filter(isStale).length;
  return `${count(stale, 'known deviation')} ${stale === 1 ? 'holds' : 'hold'} no more`;
}

function off({ off }: Collected['run']): string {
  return off.length === 0 ? '' : `; not judged, as configured: ${listed(off.map(({ id }) => id))}`;
}

/** How much the verdict speaks of: what was played, what of that was judged, and what a filter or other parts have of the rest. */
function share(
  { run, targets }: Pick<Collected, 'run' | 'targets'>,
  ends: readonly TargetEnd[],
  joint: '. ' | ': ',
): string {
  const played = sum(ends, playedOf);
  const open = sum(ends, (t) => t.unspecified);
  const judged = open === 0 ? 'all judged' : `${percent(played - open, played)} judged`;
  const out = sum(targets, (t) => (t.notRun === null ? t.derived - t.scenarios : 0));
  if (out === 0) return `${joint}${count(played, 'scenario')} played, ${judged}`;
  const left = `${judged}; ${run.shard !== undefined && run.filters.length === 0 ? 'other parts have' : 'the filter left out'} ${out}`;
  return joint === ': '
    ? `, of the ${count(played, 'scenario')} played: ${left}`
    : `. Of the ${count(played, 'scenario')} played: ${left}`;
}

function unjudged(ends: readonly TargetEnd[], targets: readonly TargetRecord[]): string {
  const failed = (t: TargetEnd) =>
    t.failures.some(({ side }) => ['adapter', 'harness', 'machine'].includes(side)) || t.notRun + t.adapterFailed > 0;
  if (ends.some(failed) || targets.some((t) => t.notRun !== null)) {
    return 'a target could not be run or judged to the end';
  }
  const blamed = (on: TargetFailure['side']) =>
    ends.filter((t) => t.failures.some(({ side }) => side === on)).map(({ name }) => name);
  const [undeclared, open] = [blamed('configuration'), blamed('unspecified')];
  const parts = [
    ...(undeclared.length === 0 ? [] : [`what is left out of ${listed(undeclared)} is not declared as it is`]),
    ...(open.length === 0 ? [] : [`less of ${listed(open)} was judged than is required`]),
  ];
  return parts.length === 0 ? 'nothing of this can be played on any target' : parts.join(', and ');
}

/** What is not binding, and what whoever uses such an SDK risks: a verdict that passes it by would read like a pass. */
function advice(findings: readonly FindingRecord[], targets: readonly TargetEnd[]): string {
  const scenarios = sum(targets, (t) => t.failedShould);
  if (scenarios === 0) return '';
  const broken = findings.filter((f) => f.verdict === 'fail' && f.known !== true && f.level === 'should');
  const gravities = [...new Set(broken.map(({ requirement }) => gravityOf(requirement)))];
  const risks = gravities.sort((a, b) => a.rank - b.rank).map(({ risk }) => risk);
  const risked = risks.length === 0 ? '' : ` (its users risk ${listed(risks)})`;
  return `, but ${count(scenarios, 'scenario')} break${scenarios === 1 ? 's' : ''} what is only should${risked}: --strict would fail`;
}

function unsteadyOf(targets: readonly TargetEnd[]): string {
  const unsteady = sum(targets, (t) => t.unsteady);
  return `${unsteady} unsteady`;
}

function wavering(targets: readonly TargetEnd[]): string {
  return sum(targets, (t) => t.unsteady) === 0 ? '' : `; ${unsteadyOf(targets)}: --strict would fail`;
}

/** What the SDKs lack was not played, whatever the verdict. */
function lacking({ spec }: Collected['run'], targets: readonly TargetRecord[]): string {
  const parts = targets.flatMap(({ name, notRun, lacks }) => {
    const operations =
      lacks.operations.length === 0 ? [] : [`${lacks.operations.length} of ${count(spec.operations, 'operation')}`];
    const what = [...operations, ...capabilities(lacks.capabilities)];
    return notRun !== null || what.length === 0 ? [] : [`${name} lacks ${listed(what)}`];
  });
  return parts.length === 0 ? '' : `; as declared, ${parts.join('; ')}`;
}

/** `abort`, or `abort of getHistory`, or `abort of 3 operations`. */
function capabilities(lacks: readonly Lack[]): readonly string[] {
  return [...groupBy(lacks, ({ id }) => id)].map(([id, group]) => {
    const [first] = group;
    if (first?.operation === undefined) return id;
    return `${id} of ${group.length === 1 ? first.operation : count(group.length, 'operation')}`;
  });
}

/** What was not run is not said to conform. */
function notRun(targets: readonly TargetRecord[]): string {
  const names = targets.filter((target) => target.notRun !== null).map((target) => target.name);
  return names.length === 0 ? '' : `; not run, for want of a toolchain: ${names.join(', ')}`;
}
