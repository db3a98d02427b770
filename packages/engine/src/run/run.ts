import { performance } from 'node:perf_hooks';
import type { EndRecord, LogRecord } from '@sdk-conformance/reporters';
import { createKnown, isStale, type KnownOutcome } from '../known/known.js';
import type { TargetResult } from '../known/update.js';
import type { Plan } from '../plan/plan.js';
import { absentToolchain } from '../plan/runner-target.js';
import { causeRecord } from './causes.js';
import {
  type Context,
  type Course,
  lineOf,
  playOnce,
  type RunListener,
  type RunOptions,
  type Session,
  settle,
  stopReason,
  take,
} from './course.js';
import { openDeclarations } from './declarations.js';
import { guarded, noteOwnFailure } from './guard.js';
import { tooLittleJudged } from './least-judged.js';
import { createOrdered } from './ordered.js';
import type { Stages } from './play-target.js';
import { knownRecord, targetEnd, targetRecord } from './records.js';
import { settleFailed } from './replay.js';
import { mayBeTheMachine, type Result, unjudged } from './result.js';
import { type Exit, exitOf } from './verdict.js';

/** What a run came to. */
export interface Ended extends Exit {
  readonly stopped: EndRecord['stopped'];
  /** What became of the known deviations of the targets that were started. */
  readonly known: readonly KnownOutcome[];
  readonly results: readonly TargetResult[];
}

/**
 * Plays the plan's scenarios on its targets, all targets at once, and judges them.
 *
 * @example
 * ```ts
 * import { createPrepare, diagnosed, judged, run } from '@sdk-conformance/engine';
 * import { play } from '@sdk-conformance/runner';
 *
 * const { verdict, exit } = await run(plan, options, { play, judge: judged, diagnose: diagnosed, prepare: createPrepare() }, {
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
  const over = timer(options.timeoutMs ?? null);
  const signal = AbortSignal.any([options.signal, bail.signal, over]);
  let lines = 0;
  const absences = await Promise.all(
    plan.targets.map((target) => absentToolchain(plan.config, target, { path: options.path, signal })),
  );
  const courses = plan.targets.map((target, index): Course => {
    const place = lines;
    lines += 1 + target.scenarios.length * options.repeat;
    return {
      target,
      place,
      absent: absences[index] ?? null,
      session: null,
      results: [],
      failures: [],
      failed: new Map(),
      known: createKnown(
        plan.config.known.filter((entry) => entry.target === target.name),
        options.today,
      ),
      wallMs: 0,
    };
  });
  const ordered = createOrdered<LogRecord>(listener.record);
  const context: Context = { plan, options, stages, listener, signal, bail, over, ordered };
  const playing = new Set(courses);
  const forget = options.onCrash?.((error) => {
    for (const course of playing.size > 0 ? playing : courses) noteOwnFailure(course, error);
  });
  const playAll = async (course: Course) => {
    await playRounds(context, course);
    playing.delete(course);
  };
  if (options.oneByOne === true) for (const course of courses) await playAll(course);
  else await Promise.all(courses.map(playAll));
  // One after the other: alone means that no other target keeps the machine busy either.
  for (const course of courses) await settleFailed(context, course);
  const stopped = options.signal.aborted ? 'interrupted' : bail.signal.aborted ? 'bail' : null;
  const complete = stopped === null && !over.aborted;
  for (const course of courses) {
    await guarded(course, () => noteOpenDeclarations(plan, course));
    if (complete) await guarded(course, () => noteTooLittleJudged(plan, course));
  }
  if (complete) for (const course of courses) await guarded(course, () => tellCauses(context, course));
  forget?.();
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

/** Aborts after so many ms; null: never. */
function timer(timeoutMs: number | null): AbortSignal {
  return timeoutMs === null ? new AbortController().signal : AbortSignal.timeout(timeoutMs);
}

async function playRounds(context: Context, course: Course): Promise<void> {
  const began = performance.now();
  const { plan, options, ordered } = context;
  const how = { jobs: options.jobs, signal: context.signal };
  let told = false;
  const tell = () => {
    if (told) return;
    told = true;
    ordered.put(lineOf(course, 0, -1), [targetRecord(plan.spec, course.target, course.session, course.absent)]);
  };
  for (let round = 0; round < options.repeat; round++) {
    const left = new Set(course.target.scenarios);
    const went = await guarded(course, async () => {
      if (course.absent !== null || context.signal.aborted) return;
      for await (const event of playOnce(context, course, course.target.scenarios, how)) {
        if (event.type === 'session') {
          if (course.session === null) tellOfClaims(context, course, event);
          course.session ??= event;
          tell();
          continue;
        }
        if (!take(context, course, event) || event.type !== 'result') continue;
        left.delete(event.result.scenario);
        if (isConfirmed(options, event.result)) settle(context, course, round, event.result);
        else course.failed.set(round, [...(course.failed.get(round) ?? []), event.result]);
      }
    });
    tell();
    const why = course.absent ?? (went ? stopReason(context) : 'the harness failed: our bug');
    for (const scenario of left) {
      settle(context, course, round, unjudged(scenario, 'notRun', why));
    }
  }
  course.wallMs += performance.now() - began;
}

/** What stands as it was seen. A run that stops at the first failure has no time to play it again, but where the machine may be to blame. */
function isConfirmed({ bail }: RunOptions, result: Result): boolean {
  if (!result.findings.some(({ verdict }) => verdict === 'fail')) return true;
  return bail && !mayBeTheMachine(result);
}

function tellOfClaims({ listener }: Context, { target }: Course, { capabilities }: Session): void {
  if (capabilities.includes('echo')) return;
  const why =
    'its adapter does not claim the echo capability: a value that it does not hand on as the SDK returned it is charged to the SDK';
  listener.notice(target.name, why);
}

/** What was stopped early has not shown where its failures end. */
function tellCauses({ plan, listener, stages }: Context, { target, results }: Course): void {
  // In which order plays ended is chance, and must not choose what is told.
  const place = new Map(target.scenarios.map((scenario, i) => [scenario, i]));
  const inOrder = results.toSorted((a, b) => (place.get(a.scenario) ?? 0) - (place.get(b.scenario) ?? 0));
  for (const cause of stages.diagnose(plan, target.language, inOrder)) listener.record(causeRecord(target.name, cause));
}

/** What the configuration leaves open keeps the run from being green. */
function noteOpenDeclarations({ spec, fixtures, config }: Plan, { target, session, results, failures }: Course): void {
  if (session === null) return;
  const open = openDeclarations({ spec, fixtures, configFile: config.file, target, off: config.off, session, results });
  for (const why of open) failures.push({ side: 'configuration', why });
}

function noteTooLittleJudged({ config }: Plan, { target, results, failures }: Course): void {
  const why = tooLittleJudged(
    config.file,
    { ...target, scenarios: target.scenarios.length, derived: target.all.length },
    results,
  );
  if (why !== null) failures.push({ side: 'unspecified', why });
}
