import type { TargetEnd, TargetFailure, TargetRecord } from '../records.js';
import type { Collected } from './collected.js';
import type { Paint } from './paint.js';
import { sample } from './sample.js';
import { count, duration, listed, percent, quoted, table, visibleWidth } from './words.js';

/** How many of what, the verdict, and what to do next. */
export function summary(collected: Collected, paint: Paint): string[] {
  const { end } = collected;
  return [
    '',
    ...table(
      end.targets.map((target) => [paint.bold(target.name), counts(target, paint)]),
      visibleWidth,
    ),
    `${duration(sum(end.targets, (t) => t.simulatedMs))} of simulated time in ${duration(end.wallMs)}`,
    ...sample(collected),
    '',
    verdict(collected, paint),
    ...next(collected),
  ];
}

function counts(target: TargetEnd, paint: Paint): string {
  const { passed, failed, unspecified, unsupported, notRun, adapterFailed } = target;
  const all = passed + failed + unspecified + unsupported + notRun + adapterFailed;
  const part = (n: number, word: string, brush: (text: string) => string) => (n === 0 ? [] : [brush(`${n} ${word}`)]);
  const advice = target.failedShould === 0 ? '' : ` (${target.failedShould} of them at level should only)`;
  return `${count(all, 'scenario')}: ${[
    `${paint.good(`${passed} passed`)}`,
    ...part(failed, `failed${advice}`, paint.bad),
    ...part(unspecified, 'unspecified', paint.open),
    ...part(unsupported, 'unsupported', paint.open),
    ...part(adapterFailed, 'not judged', paint.bad),
    ...part(notRun, 'not run', paint.bad),
  ].join(', ')}`;
}

function verdict({ end, findings, run, targets }: Collected, paint: Paint): string {
  const broken = findings.filter((f) => f.verdict === 'fail' && (run.strict || f.level === 'must'));
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
        share(targets, end.targets) +
        advice(end.targets) +
        paint.open(lacking(run, targets)) +
        paint.bad(notRun(targets))
      );
    case 'doesNotConform': {
      const played = sum(end.targets, playedOf);
      const what = `${count(requirements.size, 'requirement')} broken in ${scenarios.size} of the ${count(played, 'scenario')} played`;
      const besides = end.exit === 3 ? `; besides, ${unjudged(end.targets, targets)}` : '';
      return `${paint.bad(paint.bold('DOES NOT CONFORM'))}: ${what}${besides}${stopped}`;
    }
    case 'incomplete':
      return `${paint.open(paint.bold('INCOMPLETE'))}: no broken requirement so far, but not every scenario was played${stopped}`;
    case 'notJudged':
      return `${paint.bad(paint.bold('NOT JUDGED'))}: ${unjudged(end.targets, targets)}, so this is not green${stopped}`;
  }
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}

function playedOf({ passed, failed, unspecified }: TargetEnd): number {
  return passed + failed + unspecified;
}

/** How much the verdict speaks of: what was played, what of that was judged, and what a filter left out. */
function share(targets: readonly TargetRecord[], ends: readonly TargetEnd[]): string {
  const played = sum(ends, playedOf);
  const open = sum(ends, (t) => t.unspecified);
  const judged = open === 0 ? 'all judged' : `${percent(played - open, played)} judged`;
  const out = sum(targets, (t) => (t.notRun === null ? t.derived - t.scenarios : 0));
  return out === 0
    ? `: ${count(played, 'scenario')} played, ${judged}`
    : `, of the ${count(played, 'scenario')} played: ${judged}; the filter left out ${out}`;
}

function unjudged(ends: readonly TargetEnd[], targets: readonly TargetRecord[]): string {
  const failed = (t: TargetEnd) =>
    t.failures.some(({ side }) => side === 'adapter' || side === 'harness') || t.notRun + t.adapterFailed > 0;
  if (ends.some(failed) || targets.some((t) => t.notRun !== null)) {
    return 'a target could not be run or judged to the end';
  }
  const blamed = (on: TargetFailure['side']) =>
    ends.filter((t) => t.failures.some(({ side }) => side === on)).map(({ name }) => name);
  const [undeclared, open] = [blamed('configuration'), blamed('unspecified')];
  const parts = [
    ...(undeclared.length === 0
      ? []
      : [`what ${listed(undeclared)} ${undeclared.length === 1 ? 'lacks' : 'lack'} is not declared as it is`]),
    ...(open.length === 0 ? [] : [`less of ${listed(open)} was judged than is required`]),
  ];
  return parts.length === 0 ? 'nothing of this can be played on any target' : parts.join(', and ');
}

function advice(targets: readonly TargetEnd[]): string {
  const should = sum(targets, (t) => t.failedShould);
  return should === 0
    ? ''
    : `; ${count(should, 'scenario')} break${should === 1 ? 's' : ''} what is level should: --strict would fail`;
}

/** What the SDKs lack was not played, whatever the verdict. */
function lacking({ spec }: Collected['run'], targets: readonly TargetRecord[]): string {
  const parts = targets.flatMap(({ name, notRun, lacks }) => {
    const operations =
      lacks.operations.length === 0 ? [] : [`${lacks.operations.length} of ${count(spec.operations, 'operation')}`];
    const what = [...operations, ...lacks.capabilities.map(({ id }) => id)];
    return notRun !== null || what.length === 0 ? [] : [`${name} lacks ${listed(what)}`];
  });
  return parts.length === 0 ? '' : `; as declared, ${parts.join('; ')}`;
}

/** What was not run is not said to conform. */
function notRun(targets: readonly TargetRecord[]): string {
  const names = targets.filter((target) => target.notRun !== null).map((target) => target.name);
  return names.length === 0 ? '' : `; not run, for want of a toolchain: ${names.join(', ')}`;
}

function next({ run, scenarios, end }: Collected): string[] {
  const command = run.rerun.split(' run')[0] ?? run.rerun;
  const options = [...run.rerun.matchAll(/ --(?:config|spec) (?:'[^']*'|\S+)/g)].join('');
  const failed = scenarios.find((s) => s.verdict === 'fail');
  if (failed !== undefined) {
    return [`What is served there, what is expected and why: ${command} explain ${quoted(failed.id)}${options}`];
  }
  if (end.verdict === 'conforms')
    return [`What was tested: ${command} list${options}; what one scenario means: ${command} explain ID${options}`];
  return [];
}
