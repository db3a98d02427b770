import type { ClockTier, Outcome, ProcessSignal, Scenario } from '@sdk-conformance/model';
import type { StagedCall } from '../call/index.js';
import { warmUp } from '../call/index.js';
import type { Host } from '../process/index.js';
import { type Deadlines, isVirtual, patient } from './deadlines.js';
import type { Run, Trial } from './run.js';

/** `alone`: one call at a time, so that what happens to the process can be pinned on it. */
export type Mode = 'together' | 'alone';

/** A call in a worker's hands, or just out of them. */
export interface Entry {
  readonly staged: StagedCall;
  /** Null for a warm-up call. */
  readonly trial: Trial | null;
  readonly worker: number;
  /** `lingering`: settled or given up, its lane kept open for what comes late. */
  state: 'open' | 'lingering';
  /** It may have caused what happened beside it: it is played again alone, and not told. */
  suspect: boolean;
  /** The clock has seen that it never settles. */
  idle: boolean;
}

/** What is going on in one process. */
export interface Crew {
  readonly run: Run;
  readonly host: Host;
  readonly mode: Mode;
  /** Null where the adapter has no operation for it. */
  readonly warmUp: Scenario | null;
  /** Real ms until the next call may start, so that calls start so far apart. */
  readonly nextSlotMs: (apartMs: number) => number;
  /** Calls that may be open at once. */
  readonly jobs: number;
  readonly tier: ClockTier;
  readonly deadlines: Deadlines;
  /** Calls handed out and not concluded, by id. */
  readonly pending: Map<string, Entry>;
  /** Scenario ids of judged calls by call id, also of those that are concluded. */
  readonly handed: Map<string, string>;
  /** Workers that hold a call that was given up. */
  readonly gone: Set<number>;
  /** Workers that made their warm-up call. */
  readonly warm: Set<number>;
  /** Whether a request of any of them reached its lane; how many ended without one before. */
  readonly warmUps: { reached: boolean; vain: number };
  readonly suspects: Trial[];
  /** That of the calls under way, by {@link environmentName}. It is the process's own, so those of another wait. */
  environment: string;
  /** No further call is handed out. */
  retiring: boolean;
  /** Why nothing more can be played at all. */
  fatal: string | null;
  /** Runs in the background; the crew is not over before it. A failure is ours. */
  readonly task: (work: () => Promise<void>) => void;
  /** Something changed: look again what is to be done. */
  readonly poke: () => void;
}

export function createCrew(run: Run, host: Host, mode: Mode, jobs: number, loop: Pick<Crew, 'task' | 'poke'>): Crew {
  const tier = run.tierOf(host.open);
  let slotMs = 0;
  return {
    run,
    host,
    mode,
    jobs,
    tier,
    deadlines: mode === 'alone' && isVirtual(tier) ? patient(run.deadlines(tier)) : run.deadlines(tier),
    warmUp: warmUp(
      run.spec,
      run.fixtures,
      host.open.operations.filter((id) => !run.target.unsupported?.includes(id)),
    ),
    nextSlotMs: (apartMs) => {
      const nowMs = performance.now();
      slotMs = Math.max(nowMs, slotMs + apartMs);
      return slotMs - nowMs;
    },
    pending: new Map(),
    handed: new Map(),
    gone: new Set(),
    warm: new Set(),
    warmUps: { reached: false, vain: 0 },
    suspects: [],
    environment: '',
    retiring: false,
    fatal: null,
    ...loop,
  };
}

/** The target cannot go on: told once, and the rest is not run. */
export function failTarget(crew: Crew, why: string): void {
  if (crew.fatal !== null) return;
  crew.fatal = why;
  crew.run.emit({ type: 'adapterFailed', why, scenario: null, stderr: crew.host.stderr() });
  crew.poke();
}

/** The adapter failed in one call; the run goes on. */
export function failCall(crew: Crew, entry: Entry, why: string): void {
  const { scenario } = entry.staged;
  crew.pending.delete(entry.staged.call);
  crew.task(async () => void (await entry.staged.close()));
  if (entry.trial === null) {
    failTarget(crew, `the warm-up call ${scenario.id} failed: ${why}`);
    return;
  }
  crew.run.emit({ type: 'adapterFailed', why, scenario: scenario.id, stderr: crew.host.stderr() });
  crew.run.emit({ type: 'notRun', scenario, why: `the adapter failed: ${why}` });
  crew.poke();
}

/** Why a call is given up. */
export interface GivenUp {
  readonly why: string;
  /** What goes on in the process because of it could disturb others, so the process takes no further call. */
  readonly disturbs: boolean;
  /** Real ms for which nothing came of it; absent where its clock or its requests decided. */
  readonly forMs?: number;
}

/**
 * A call that will not settle: told with what is known. Where real time alone decided although time is virtual, it is played again alone
 * first: on a busy machine beside others, a sound SDK may have come to nothing for so long.
 */
export function giveUp(crew: Crew, entry: Entry, { why, disturbs, forMs }: GivenUp): void {
  if (entry.state !== 'open') return;
  const beside = [...crew.pending.values()].some((other) => other !== entry && other.trial !== null);
  if (entry.trial === null && !(beside && forMs !== undefined)) {
    failCall(crew, entry, `it never settled: ${why}`);
    return;
  }
  entry.state = 'lingering';
  crew.host.session.abandon(entry.staged.call);
  crew.gone.add(entry.worker);
  const outcome: Outcome = { kind: 'neverSettled', why };
  const unanswered = forMs !== undefined && isVirtual(crew.tier);
  if (unanswered && crew.mode === 'together') entry.suspect = true;
  entry.staged.giveUp(outcome, unanswered ? [{ kind: 'hang', forMs, stderr: crew.host.stderr() }] : []);
  if (disturbs || crew.host.workers - crew.gone.size < Math.ceil(crew.jobs / 2)) crew.retiring = true;
  crew.task(() => conclude(crew, entry));
}

/** Closes a call's lane and tells what was observed, unless the process's end or another incident took it over. */
export async function conclude(crew: Crew, entry: Entry): Promise<void> {
  const { staged, trial } = entry;
  // Its end takes over what is pending, this call too.
  if (!crew.host.alive()) return;
  const observation = await staged.close();
  if (!crew.pending.delete(staged.call)) return;
  if (trial === null) {
    crew.poke();
    return;
  }
  if (entry.suspect) crew.suspects.push({ ...trial, tries: trial.tries + 1 });
  else {
    if (crew.mode === 'alone' && observation.process.some(pinned)) markRecurrence(crew, staged.scenario.id);
    crew.run.emit({ type: 'played', scenario: staged.scenario, observation });
  }
  crew.poke();
}

/** What happened beside others has happened again alone: the incident has its cause. */
export function markRecurrence(crew: Crew, scenario: string): void {
  for (const incident of crew.run.incidents) incident.recurred ||= incident.scenarios.has(scenario);
}

function pinned(signal: ProcessSignal): boolean {
  return signal.kind !== 'escapedTimer' && signal.kind !== 'leftBehind';
}
