import { isBinding, type Scenario } from '@sdk-conformance/model';
import type { LogRecord, TargetFailure } from '@sdk-conformance/reporters';
import type { PlayEvent } from '@sdk-conformance/runner';
import type { Known } from '../known/known.js';
import type { Plan, PlannedTarget } from '../plan/plan.js';
import { broughtBy } from '../plan/runner-target.js';
import { noteOwnFailure } from './guard.js';
import type { Ordered } from './ordered.js';
import { playTarget, type Stages, type TargetEvent } from './play-target.js';
import { resultRecords } from './records.js';
import { brokenLevel, type Result, unjudged } from './result.js';

export interface RunOptions {
  readonly clock: 'virtual' | 'real';
  readonly seed: number;
  /** Calls open at once on a target; null: the runner's choice. */
  readonly jobs: number | null;
  /** Processes of a target that play beside each other in virtual time; absent: the runner's choice. */
  readonly processes?: number;
  readonly strict: boolean;
  readonly bail: boolean;
  /** Targets are played one after the other, so that what a scenario costs is its own. */
  readonly oneByOne?: boolean;
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
  /** Longest that the run may take, ms: what is not played by then is not run. */
  readonly timeoutMs?: number | null;
  /** Has the handler called with what no code of ours has caught; what it returns ends that. */
  readonly onCrash?: (handler: (error: unknown) => void) => () => void;
}

export interface RunListener {
  /** In the log's order. */
  readonly record: (record: LogRecord) => void;
  /** As it happens. */
  readonly result: (target: string, result: Result) => void;
  readonly notice: (target: string, why: string) => void;
}

export type Session = Extract<PlayEvent, { type: 'session' }>;

/** One target on its way through a run. */
export interface Course {
  readonly target: PlannedTarget;
  /** Of the target's own line in the log. */
  readonly place: number;
  readonly absent: string | null;
  session: Session | null;
  readonly results: Result[];
  readonly failures: TargetFailure[];
  /** What failed and is to be played again, by round. */
  readonly failed: Map<number, Result[]>;
  readonly known: Known;
  wallMs: number;
}

export interface Context {
  readonly plan: Plan;
  readonly options: RunOptions;
  readonly stages: Stages;
  readonly listener: RunListener;
  readonly signal: AbortSignal;
  readonly bail: AbortController;
  /** The time of the run is over. */
  readonly over: AbortSignal;
  readonly ordered: Ordered<LogRecord>;
}

/** Place of a scenario's lines in the log: targets one after the other, each with its own line first. */
export function lineOf({ place, target }: Course, round: number, scenario: number): number {
  return place + 1 + round * target.scenarios.length + scenario;
}

export function stopReason({ options, bail }: Pick<Context, 'options' | 'bail'>): string {
  if (options.signal.aborted) return 'interrupted';
  return bail.signal.aborted ? 'stopped by --bail' : 'the time of --timeout was over';
}

export function playOnce(
  { plan, options, stages }: Context,
  course: Course,
  scenarios: readonly Scenario[],
  { jobs, signal }: { readonly jobs: number | null; readonly signal: AbortSignal },
): AsyncIterable<TargetEvent> {
  const { clock, seed, processes } = options;
  return playTarget(stages, {
    ...broughtBy(plan, course.target, { clock }),
    scenarios,
    before: [...course.results, ...[...course.failed.values()].flat()],
    seed,
    jobs,
    ...(processes === undefined ? {} : { processes }),
    signal,
  });
}

/** Notes a failure or tells a notice; true for a result. */
export function take({ listener }: Context, course: Course, event: TargetEvent): boolean {
  if (event.type === 'failure') course.failures.push({ side: event.side, why: event.why });
  if (event.type === 'notice') listener.notice(course.target.name, event.why);
  return event.type === 'result';
}

/** Fixes what a scenario came to. */
export function settle(context: Context, course: Course, round: number, found: Result): void {
  const { plan, options, listener, ordered, bail } = context;
  // The runner says no more than that it was told to stop.
  const stopped = found.verdict === 'notRun' && context.signal.aborted;
  const accepted = course.known.accept(stopped ? { ...found, why: stopReason(context) } : found);
  const linesOf = (of: Result) =>
    resultRecords(plan.spec, course.target.name, of, {
      trace: options.trace,
      round: options.repeat === 1 ? null : round + 1,
    });
  const { result, lines } = recorded(course, accepted, linesOf);
  course.results.push(result);
  ordered.put(lineOf(course, round, course.target.scenarios.indexOf(result.scenario)), lines);
  listener.result(course.target.name, result);
  const broken = brokenLevel(result);
  if (options.bail && broken !== null && (isBinding(broken) || options.strict)) bail.abort();
}

/** A result with its lines; where what was observed cannot be written down, it is one that was not judged. */
function recorded(
  course: Course,
  result: Result,
  linesOf: (result: Result) => readonly LogRecord[],
): { readonly result: Result; readonly lines: readonly LogRecord[] } {
  try {
    return { result, lines: linesOf(result) };
  } catch (error) {
    noteOwnFailure(course, error);
    const untold = unjudged(result.scenario, 'notRun', 'the harness failed: our bug');
    return { result: untold, lines: linesOf(untold) };
  }
}
