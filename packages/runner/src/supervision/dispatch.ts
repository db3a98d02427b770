import { setTimeout as sleep } from 'node:timers/promises';
import { type Environment, environmentName } from '@sdk-conformance/model';
import { callName, canaries, stageCall } from '../call/index.js';
import { type Crew, type Entry, giveUp } from './crew.js';
import { echoFirst } from './echo.js';
import type { Trial } from './run.js';

/** Calls on their way to a worker: being put on the stage, then on it until the worker asks again. */
export interface Waiting {
  readonly queue: Trial[];
  /** Workers for whom a call is being put on the stage, true for a warm-up call. */
  readonly reserved: Map<number, boolean>;
  readonly ready: Map<number, Entry>;
}

/** Hands a call to every idle worker, up to the number of jobs. */
export function dispatch(crew: Crew, waiting: Waiting): void {
  const idle = new Set(crew.host.session.idle());
  for (const worker of idle) crew.gone.delete(worker);
  if (crew.fatal !== null || crew.run.signal.aborted || echoFirst(crew, idle)) return;
  handReady(crew, waiting, idle);
  const free = [...idle].filter((worker) => !waiting.reserved.has(worker));
  if (crew.retiring) return;
  // Beside a call that blocks what it shares with others, nothing can be seen of them.
  const jobs = crew.run.blocksItself ? 1 : crew.jobs;
  for (const worker of free) {
    const busy = waiting.reserved.size + [...crew.pending.values()].filter((e) => blocks(crew, e)).length;
    const warming =
      [...waiting.reserved.values()].filter(Boolean).length +
      [...crew.pending.values()].filter((e) => e.trial === null).length;
    if (busy >= jobs || waiting.queue.length <= warming) break;
    const isWarm = crew.warm.has(worker);
    if (!suits(crew, waiting, isWarm ? waiting.queue[0]?.scenario.environment : undefined)) break;
    prepare(crew, waiting, worker, isWarm ? waiting.queue.shift() : undefined);
  }
}

/** Whether a call in this environment can go beside what is under way; where nothing is, the process is set to it. */
function suits(crew: Crew, { reserved }: Waiting, environment: Environment | undefined): boolean {
  const name = environmentName(environment);
  if (name !== crew.environment && crew.pending.size + reserved.size > 0) return false;
  crew.environment = name;
  return true;
}

/** Hands a ready call to its worker, or to another that may have it if its worker no longer asks. */
function handReady(crew: Crew, waiting: Waiting, idle: Set<number>): void {
  for (const [meant, entry] of waiting.ready) {
    const others = [...idle].filter(
      (worker) => !waiting.reserved.has(worker) && (entry.trial === null || crew.warm.has(worker)),
    );
    const worker = idle.has(meant) ? meant : others[0];
    if (worker === undefined) continue;
    waiting.ready.delete(meant);
    waiting.reserved.delete(meant);
    idle.delete(worker);
    hand(crew, { ...entry, worker });
  }
}

/**
 * Returns whether a call keeps the next one from starting. A call that was in question more than once, even alone, is waited for to its
 * end.
 */
function blocks(crew: Crew, { state, trial }: Entry): boolean {
  // What a process's call left behind is in the same time as its next call.
  return state === 'open' || crew.tier === 'B' || (crew.mode === 'alone' && trial !== null && trial.tries > 1);
}

function hand(crew: Crew, entry: Entry): void {
  const { staged, trial, worker } = entry;
  crew.pending.set(staged.call, entry);
  if (trial !== null) crew.handed.set(staged.call, trial.scenario.id);
  crew.host.session.hand(worker, staged.message);
  staged.handed();
}

/** Puts a call on the stage for a worker; without a trial, its warm-up call. */
function prepare(crew: Crew, waiting: Waiting, worker: number, trial: Trial | undefined): void {
  const { run, tier, deadlines } = crew;
  const scenario = trial?.scenario ?? crew.warmUp;
  if (scenario === null) {
    crew.warm.add(worker);
    crew.poke();
    return;
  }
  waiting.reserved.set(worker, trial === undefined);
  crew.task(async () => {
    const slotMs = crew.nextSlotMs(deadlines.staggerMs);
    if (slotMs > 0) await sleep(slotMs, undefined, { signal: run.signal }).catch(() => {});
    const whenOpen = (act: (entry: Entry) => void) => () => {
      const entry = crew.pending.get(call);
      if (entry !== undefined) act(entry);
    };
    // Warm-up calls of all workers play the same scenario: a number tells them apart.
    const tries = trial?.tries ?? run.nextId();
    const call = callName(scenario, run.seed, tries);
    try {
      const staged = await stageCall(run.stage, {
        call,
        scenario,
        tier,
        granularityMs: run.target.granularityMs,
        process: crew.host.clock,
        sleepClaim: run.sleepClaim,
        latestMs: run.latestMs(scenario),
        credentials: canaries(run.spec, scenario, run.seed, tries),
        onIdle: whenOpen((entry) => {
          entry.idle = true;
        }),
        onBlocked: () => {
          run.blocksItself = true;
        },
        onStorm: whenOpen((entry) => giveUp(crew, entry, { why: 'request cap reached', disturbs: true })),
        onFailure: run.fail,
      });
      waiting.ready.set(worker, {
        staged,
        trial: trial ?? null,
        worker,
        state: 'open',
        suspect: false,
        idle: false,
      });
    } catch (error) {
      // A scenario that cannot be served is no reason to leave the others unplayed.
      if (trial === undefined || !(error instanceof RangeError)) throw error;
      waiting.reserved.delete(worker);
      run.emit({ type: 'harnessFailed', why: error.message, stack: error.stack ?? '' });
      run.emit({ type: 'notRun', scenario, why: error.message });
    }
  });
}
