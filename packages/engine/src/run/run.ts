import { performance } from 'node:perf_hooks';
import type { Scenario } from '@sdk-conformance/model';
import type { EndRecord, LogRecord, TargetFailure } from '@sdk-conformance/reporters';
import type { PlayEvent } from '@sdk-conformance/runner';
import { createKnown, isStale, type Known, type KnownOutcome } from '../known/known.js';
import type { TargetResult } from '../known/update.js';
import type { Plan, PlannedTarget } from '../plan/plan.js';
import { absentToolchain, preparationOf, runnerTarget } from '../plan/runner-target.js';
import { openDeclarations } from './declarations.js';
import { tooLittleJudged } from './least-judged.js';
import { createOrdered, type Ordered } from './ordered.js';
import { playTarget, type Stages, type TargetEvent } from './play-target.js';
import { knownRecord, resultRecords, targetEnd, targetRecord } from './records.js';
import { brokenLevel, mayBeTheMachine, type Result, unjudged } from './result.js';
import { type Exit, exitOf } from './verdict.js';

export interface RunOptions {
  readonly clock: 'virtual' | 'real';
  readonly seed: number;
  /** Calls open at once on a target; null: the runner's choice. */
  readonly jobs: number | null;
  readonly strict: boolean;
  readonly bail: boolean;
  readonly repeat: number;
  readonly trace: boolean;
  /** On a build server a toolchain that is absent is not excused. */
  readonly ci: boolean;
  /** PATH on which toolchains are looked for. */
  readonly path: string | undefined;
  /** `2026-11-29`: known deviations expire. */
  readonly today: string;
  /** Stops the run; what was seen is reported. */
  readonly signal: AbortSignal;
}

export interface RunListener {
  /** In the log's order. */
  readonly record: (record: LogRecord) => void;
  /** As it happens. */
  readonly result: (target: string, result: Result) => void;
  readonly notice: (target: string, why: string) => void;
}

/** What a run came to. */
export interface Ended extends Exit {
  readonly stopped: EndRecord['stopped'];
  /** What became of the known deviations of the targets that were started. */
  readonly known: readonly KnownOutcome[];
  readonly results: readonly TargetResult[];
}

type Session = Extract<PlayEvent, { type: 'session' }>;

/** One target on its way through a run. */
interface Course {
  readonly target: PlannedTarget;
  /** Of the target's own line in the log. */
  readonly place: number;
  readonly absent: string | null;
  session: Session | null;
  readonly results: Result[];
  readonly failures: TargetFailure[];
  /** Failed where the machine may be to blame, by round. */
  readonly doubtful: Map<number, Result[]>;
  readonly known: Known;
  wallMs: number;
}

/**
 * Plays the plan's scenarios on its targets, all targets at once, and judges them.
 *
 * @example
 * ```ts
 * import { createPrepare, judged, run } from '@sdk-conformance/engine';
 * import { play } from '@sdk-conformance/runner';
 *
 * const { verdict, exit } = await run(plan, options, { play, judge: judged, prepare: createPrepare() }, {
 *   record: (record) => console.log(record.type), // in scenario order
 *   result: (target, { scenario, verdict }) => console.log(target, scenario.id, verdict), // as it happens
 *   notice: (target, why) => console.warn(target, why),
 * });
 * process.exitCode = exit;
 * console.log(verdict);
 * ```
 */
export async function run(plan: Plan, options: RunOptions, stages: Stages, listener: RunListener): Promise<Ended> {
  const started = performance.now();
  const bail = new AbortController();
  const signal = AbortSignal.any([options.signal, bail.signal]);
  let lines = 0;
  const courses = plan.targets.map((target): Course => {
    const place = lines;
    lines += 1 + target.scenarios.length * options.repeat;
    return {
      target,
      place,
      absent: absentToolchain(plan.config, target, options.path),
      session: null,
      results: [],
      failures: [],
      doubtful: new Map(),
      known: createKnown(
        plan.config.known.filter((entry) => entry.target === target.name),
        options.today,
      ),
      wallMs: 0,
    };
  });
  const ordered = createOrdered<LogRecord>(listener.record);
  const context: Context = { plan, options, stages, listener, signal, bail, ordered };
  await Promise.all(courses.map((course) => playRounds(context, course)));
  // One after the other: alone means that no other target keeps the machine busy either.
  for (const course of courses) await replayDoubtful(context, course);
  const stopped = options.signal.aborted ? 'interrupted' : bail.signal.aborted ? 'bail' : null;
  for (const course of courses) {
    noteOpenDeclarations(plan, course);
    if (stopped === null) noteTooLittleJudged(plan, course);
  }
  const targets = courses.map(({ target, results, failures, wallMs }) =>
    targetEnd(target.name, results, failures, wallMs),
  );
  // Of a target that was not started nothing is known.
  const known = courses
    .filter(({ absent }) => absent === null)
    .flatMap(({ known, results, target }) => known.outcomes(results, target.all));
  const exit = exitOf({
    targets,
    stale: known.filter(({ state }) => isStale(state)).length,
    stopped,
    strict: options.strict,
    absent: courses.filter((course) => course.absent !== null).map((course) => course.target.name),
    ci: options.ci,
  });
  const end: EndRecord = {
    type: 'end',
    ...exit,
    stopped,
    targets,
    known: known.map(knownRecord),
    wallMs: performance.now() - started,
  };
  listener.record(end);
  const results = courses.flatMap((course) => course.results.map((result) => ({ target: course.target.name, result })));
  return { ...exit, stopped, known, results };
}

interface Context {
  readonly plan: Plan;
  readonly options: RunOptions;
  readonly stages: Stages;
  readonly listener: RunListener;
  readonly signal: AbortSignal;
  readonly bail: AbortController;
  readonly ordered: Ordered<LogRecord>;
}

/** Place of a scenario's lines in the log: targets one after the other, each with its own line first. */
function lineOf({ place, target }: Course, round: number, scenario: number): number {
  return place + 1 + round * target.scenarios.length + scenario;
}

async function playRounds(context: Context, course: Course): Promise<void> {
  const began = performance.now();
  const { plan, options, ordered } = context;
  let told = false;
  const tell = () => {
    if (told) return;
    told = true;
    ordered.put(lineOf(course, 0, -1), [targetRecord(plan.spec, course.target, course.session, course.absent)]);
  };
  for (let round = 0; round < options.repeat; round++) {
    const left = new Set(course.target.scenarios);
    if (course.absent === null && !context.signal.aborted) {
      for await (const event of playOnce(context, course, course.target.scenarios, options.jobs)) {
        if (event.type === 'session') {
          if (course.session === null) tellOfClaims(context, course, event);
          course.session ??= event;
          tell();
          continue;
        }
        if (!take(context, course, event) || event.type !== 'result') continue;
        left.delete(event.result.scenario);
        if (!mayBeTheMachine(event.result)) settle(context, course, round, event.result);
        else course.doubtful.set(round, [...(course.doubtful.get(round) ?? []), event.result]);
      }
    }
    tell();
    for (const scenario of left) {
      settle(context, course, round, unjudged(scenario, 'notRun', course.absent ?? stopReason(context)));
    }
  }
  course.wallMs += performance.now() - began;
}

function tellOfClaims({ listener }: Context, { target }: Course, { capabilities }: Session): void {
  if (capabilities.includes('echo')) return;
  const why =
    'its adapter does not claim the echo capability: a value that it does not hand on as the SDK returned it is charged to the SDK';
  listener.notice(target.name, why);
}

function stopReason({ options }: Context): string {
  return options.signal.aborted ? 'interrupted' : 'stopped by --bail';
}

function playOnce(
  { plan, options, stages, signal }: Context,
  course: Course,
  scenarios: readonly Scenario[],
  jobs: number | null,
): AsyncIterable<TargetEvent> {
  const { spec, fixtures, config } = plan;
  const { clock, seed } = options;
  const { without } = course.target;
  const { off } = config;
  const target = runnerTarget(plan, course.target, { clock });
  const preparation = preparationOf(config, course.target);
  return playTarget(stages, {
    spec,
    fixtures,
    target,
    without,
    off,
    preparation,
    scenarios,
    clock,
    seed,
    jobs,
    signal,
  });
}

/** Notes a failure or tells a notice; true for a result. */
function take({ listener }: Context, course: Course, event: TargetEvent): boolean {
  if (event.type === 'failure') course.failures.push({ side: event.side, why: event.why });
  if (event.type === 'notice') listener.notice(course.target.name, event.why);
  return event.type === 'result';
}

/** Fixes what a scenario came to. */
function settle(context: Context, course: Course, round: number, found: Result): void {
  const { plan, options, listener, ordered, bail } = context;
  // The runner says no more than that it was told to stop.
  const stopped = found.verdict === 'notRun' && context.signal.aborted;
  const result = course.known.accept(stopped ? { ...found, why: stopReason(context) } : found);
  course.results.push(result);
  const lines = resultRecords(plan.spec, course.target.name, result, {
    trace: options.trace,
    round: options.repeat === 1 ? null : round + 1,
  });
  ordered.put(lineOf(course, round, course.target.scenarios.indexOf(result.scenario)), lines);
  listener.result(course.target.name, result);
  const broken = brokenLevel(result);
  if (options.bail && (broken === 'must' || (broken === 'should' && options.strict))) bail.abort();
}

async function replayDoubtful(context: Context, course: Course): Promise<void> {
  const began = performance.now();
  for (const [round, results] of course.doubtful) {
    const first = new Map(results.map((result) => [result.scenario, result]));
    for await (const event of playOnce(context, course, [...first.keys()], 1)) {
      if (!take(context, course, event) || event.type !== 'result') continue;
      const before = first.get(event.result.scenario);
      if (before === undefined) continue;
      first.delete(before.scenario);
      // What could not be replayed stands as it was seen.
      settle(context, course, round, event.result.verdict === 'notRun' ? before : event.result);
    }
    for (const result of first.values()) settle(context, course, round, result);
  }
  course.wallMs += performance.now() - began;
}

/** What the configuration leaves open keeps the run from being green. */
function noteOpenDeclarations({ spec, config }: Plan, { target, session, results, failures }: Course): void {
  if (session === null) return;
  const open = openDeclarations({ spec, configFile: config.file, target, off: config.off, session, results });
  for (const why of open) failures.push({ side: 'configuration', why });
}

function noteTooLittleJudged({ config }: Plan, { target, results, failures }: Course): void {
  const why = tooLittleJudged(config.file, target, results);
  if (why !== null) failures.push({ side: 'unspecified', why });
}
