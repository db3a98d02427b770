import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import {
  type ClockTier,
  environmentName,
  type Fixtures,
  type Observation,
  printableLine,
  type Scenario,
  type Spec,
} from '@sdk-conformance/model';
import type { Capability } from '@sdk-conformance/protocol';
import { createSleepClaim, openStage, type Stage } from '../call/index.js';
import {
  type DescriptorWatch,
  defaultOutputLimits,
  jobsWithin,
  machineFault,
  machineFaultIn,
  type OutputLimits,
  openFilesLimit,
  type Target,
  takesClock,
  watchDescriptors,
  whyNoClock,
  withPreload,
} from '../process/index.js';
import { defaultMessageLimits, type MessageLimits } from '../session/index.js';
import type { PlayEvent, Run, Trial } from '../supervision/index.js';
import { type Deadlines, defaultDeadlines } from '../supervision/index.js';
import { createChannel } from './channel.js';
import { contradictions, createClaims } from './claims.js';
import { createHangs, type Hangs } from './hangs.js';
import { playProcess } from './play-process.js';

export interface PlayOptions {
  readonly spec: Spec;
  readonly fixtures: Fixtures;
  readonly target: Target;
  readonly scenarios: readonly Scenario[];
  /** Calls open at once; 1 plays each alone. By default {@link usualJobs}. */
  readonly jobs?: number;
  /**
   * Processes of the target that play beside each other in virtual time and share the calls; where much is left to play. By default one, under
   * tier B as many as there are processors, four at most.
   */
  readonly processes?: number;
  /** `real`: tier C, whatever the target could do. */
  readonly clock: 'virtual' | 'real';
  readonly seed: number;
  /** Virtual ms by which a scenario must have settled; null, or without this: there is no such time. */
  readonly latestMs?: (scenario: Scenario) => number | null;
  /** Stops playing: what is not played comes as not run. */
  readonly signal?: AbortSignal;
  /** Over the defaults of the clock tier. */
  readonly deadlines?: Partial<Deadlines>;
  readonly output?: Partial<OutputLimits>;
  readonly messages?: Partial<MessageLimits>;
}

/**
 * Starts a target, plays the scenarios on it and yields what was observed. Never throws for what a target, an adapter or
 * the harness does: that comes as an event. Leaving the loop early ends the target's processes.
 *
 * @throws RangeError where two scenarios have the same id.
 *
 * @example
 * ```ts
 * import { nodeCommand, play } from '@sdk-conformance/runner';
 *
 * const command = nodeCommand('conformance/adapter.ts', { clock: true });
 * const target = { name: 'mine', language: 'typescript', command, cwd: '.', env: {} };
 * for await (const event of play({ spec, fixtures, target, scenarios, clock: 'virtual', seed: 1 })) {
 *   if (event.type === 'played') console.log(event.scenario.id, event.observation.exchanges.length);
 * }
 * ```
 */
export async function* play(options: PlayOptions): AsyncGenerator<PlayEvent, void, undefined> {
  const ids = new Set<string>();
  for (const { id } of options.scenarios) {
    if (ids.has(id)) throw new RangeError(`two scenarios have the id ${id}`);
    ids.add(id);
  }
  const events = createChannel<PlayEvent>();
  const left = new AbortController();
  const playing = playOn(options, left, events.push).finally(events.end);
  try {
    yield* events;
  } finally {
    left.abort();
    await playing;
  }
}

/** Calls open at once, where nothing is said. */
export const usualJobs = jobsWithin(64, openFilesLimit());

// Under tier B a process plays one call at a time.
const MOST_PROCESSES = Math.min(4, availableParallelism());
// Scenarios that outweigh the start of another one.
const WORTH_A_PROCESS = 25;

async function playOn(options: PlayOptions, left: AbortController, push: (event: PlayEvent) => void): Promise<void> {
  const waiting = new Map(options.scenarios.map((scenario) => [scenario.id, scenario]));
  const claims = createClaims(options.spec, options.target);
  let claimed: readonly Capability[] = [];
  const hangs = createHangs();
  const descriptors = watchDescriptors();
  const emit = (event: PlayEvent) => {
    const lacking = event.type === 'played' ? lackOf(event.observation, descriptors) : null;
    // It comes as not run with all that is left.
    if (lacking !== null) return starve(lacking);
    if (event.type === 'played' || event.type === 'notRun') waiting.delete(event.scenario.id);
    if (event.type === 'session') claimed = event.capabilities;
    if (event.type === 'played') claims.played(event.scenario, event.observation);
    hangs.heard(event);
    push(event);
  };
  let why = 'interrupted';
  const fail = (error: unknown) => {
    const lacking = machineFault(error);
    if (lacking !== null) return starve(lacking);
    const failure = error instanceof Error ? error : new Error(String(error));
    why = `the harness failed: ${failure.message}`;
    emit({ type: 'harnessFailed', why: failure.message, stack: failure.stack ?? '' });
    left.abort();
  };
  let starved = false;
  function starve(lacking: string): void {
    why = `the machine failed: ${lacking}`;
    if (!starved) emit({ type: 'machineFailed', why: lacking });
    starved = true;
    left.abort();
  }
  const signal = options.signal === undefined ? left.signal : AbortSignal.any([left.signal, options.signal]);
  // Each open call listens.
  setMaxListeners(0, signal);
  let stage: Stage | null = null;
  try {
    stage = await openStage(options.spec, options.fixtures, options.target);
    const over = await playAll(createRun(options, stage, signal, { emit, fail, starve }), options.scenarios, hangs);
    if (over !== null) why = over;
    for (const broken of claims.broken(claimed)) {
      emit({ type: 'adapterFailed', why: broken, scenario: null, stderr: [] });
    }
  } catch (error) {
    fail(error);
  } finally {
    await stage?.close().catch(fail);
    descriptors.close();
    for (const scenario of waiting.values()) emit({ type: 'notRun', scenario, why });
  }
}

/** What the machine ran out of in a call, by what was seen of it. */
function lackOf({ steps }: Observation, descriptors: DescriptorWatch): string | null {
  if (descriptors.isShort()) return machineFaultIn('EMFILE');
  for (const { outcome } of steps) {
    if (outcome.kind !== 'raised') continue;
    const { type, message, text = '', causeType } = outcome.error;
    const lacking = machineFaultIn([type, message, text, causeType].join('\n'));
    if (lacking !== null) return lacking;
  }
  return null;
}

function createRun(
  options: PlayOptions,
  stage: Stage,
  signal: AbortSignal,
  { emit, fail, starve }: Pick<Run, 'emit' | 'fail' | 'starve'>,
): Run {
  const { spec, fixtures, seed, clock } = options;
  const { target, preload, notice } = withPreload(options.target, clock);
  if (notice !== null) emit({ type: 'notice', why: notice });
  const jobs = options.jobs ?? usualJobs;
  const asked = options.processes ?? (preload === null ? 1 : MOST_PROCESSES);
  const processes = clock === 'real' ? 1 : Math.min(jobs, asked);
  let ids = 0;
  let introduced = false;
  const tierOf = (capabilities: readonly string[]): ClockTier => {
    if (clock === 'real') return 'C';
    const claimed = capabilities.includes('clock') ? 'A' : capabilities.includes('sleep') ? 'S' : 'C';
    // The others are given from outside; this one is there only where the adapter says so.
    return target.clock === undefined || target.clock === 'S' ? claimed : target.clock;
  };
  return {
    spec,
    fixtures,
    target,
    seed,
    jobs: Math.ceil(jobs / processes),
    stage,
    clockUrl: takesClock(target, clock) ? stage.clock.url : null,
    preload,
    processes,
    limits: { ...defaultOutputLimits, ...options.output },
    messageLimits: { ...defaultMessageLimits, ...options.messages },
    signal,
    deadlines: (tier) => ({ ...defaultDeadlines(tier), ...options.deadlines }),
    tierOf: (session) => tierOf(session.capabilities),
    emit,
    introduce: (session, workers) => {
      if (introduced) return;
      introduced = true;
      const { sdk, operations, capabilities, without = [] } = session;
      const named = { ...sdk, name: printableLine(sdk.name), version: printableLine(sdk.version) };
      const shown = { ...named, runtime: printableLine(sdk.runtime), variant: printableLine(sdk.variant) };
      const tier = tierOf(capabilities);
      const clockless = clock === 'virtual' && tier === 'C' ? whyNoClock(sdk.language, process.platform) : null;
      if (clockless !== null) emit({ type: 'notice', why: clockless });
      emit({ type: 'session', sdk: shown, tier, operations, capabilities, without, workers });
      for (const why of contradictions(session)) emit({ type: 'adapterFailed', why, scenario: null, stderr: [] });
      const stray = strayOperations(spec, operations);
      if (stray !== null) emit({ type: 'notice', why: stray });
    },
    fail,
    starve,
    nextId: () => ids++,
    incidents: [],
    sleepClaim: createSleepClaim(),
    blocksItself: false,
    echo: { state: 'due' },
    latestMs: options.latestMs ?? (() => null),
  };
}

/** An adapter may know more than the spec; but a name that was misspelt would pass for an operation that the SDK lacks. */
function strayOperations(spec: Spec, offered: readonly string[]): string | null {
  const known = spec.operations.map(({ id }) => id);
  const stray = offered.filter((operation) => !known.includes(operation));
  if (stray.length === 0) return null;
  const more = stray.length > 20 ? ` and ${stray.length - 20} more` : '';
  const named = stray.slice(0, 20).map((id) => printableLine(id));
  return `the adapter offers ${named.join(', ')}${more}, and ${spec.file} has only ${known.join(', ')}`;
}

/** All together first, then alone what came into question; tells why nothing more can be played, if so. */
async function playAll(run: Run, scenarios: readonly Scenario[], hangs: Hangs): Promise<string | null> {
  const queue: Trial[] = playOrder(scenarios, run.jobs * run.processes).map((scenario) => ({ scenario, tries: 0 }));
  const suspects: Trial[] = [];
  while (queue.length > 0 && !run.signal.aborted) {
    const processes = Math.max(1, Math.min(run.processes, Math.ceil(queue.length / WORTH_A_PROCESS)));
    const played = await Promise.all(Array.from({ length: processes }, () => playProcess(run, queue, 'together')));
    for (const served of played) suspects.push(...served.suspects);
    const fatal = played.find((served) => served.fatal !== null)?.fatal;
    if (fatal) return `the adapter failed: ${fatal}`;
    if (played.some(({ hung }) => hung)) hangs.silent();
    // Where one process after the other hangs, playing beside each other saves no time.
    if (hangs.tooMany()) suspects.push(...queue.splice(0));
  }
  hangs.afresh();
  while (suspects.length > 0 && !run.signal.aborted) {
    const served = await playProcess(run, suspects, 'alone');
    suspects.unshift(...served.suspects);
    if (served.fatal !== null) return `the adapter failed: ${served.fatal}`;
    if (hangs.tooMany()) return hangs.why;
    hangs.spread(suspects);
  }
  if (run.signal.aborted) return null;
  tellIncidents(run);
  const why = run.sleepClaim.broken();
  if (why !== null) run.emit({ type: 'adapterFailed', why, scenario: null, stderr: [] });
  return null;
}

/**
 * The order in which scenarios are handed out: those of many steps first, so that the others play beside them, and one environment after the
 * other, so that they wait for each other once; one at a time as they come.
 */
export function playOrder(scenarios: readonly Scenario[], jobs: number = usualJobs): readonly Scenario[] {
  if (jobs === 1) return scenarios;
  const places = [...new Set(['', ...scenarios.map(({ environment }) => environmentName(environment))])];
  const placeOf = ({ environment }: Scenario) => places.indexOf(environmentName(environment));
  return [...scenarios].sort((a, b) => placeOf(a) - placeOf(b) || b.steps.length - a.steps.length);
}

/** Tells the incidents that no call repeated in isolation. */
function tellIncidents(run: Run): void {
  for (const { what, tellAs, scenarios, stderr, recurred } of run.incidents) {
    if (recurred) continue;
    const whose =
      scenarios.size === 0
        ? 'with no call open'
        : scenarios.size === 1
          ? `during ${[...scenarios].join()}, which does not do so alone`
          : `of one of ${[...scenarios].sort().join(', ')}, none of which does so alone`;
    const why = `${what}, ${whose}`;
    run.emit(tellAs === 'notice' ? { type: 'notice', why } : { type: 'adapterFailed', why, scenario: null, stderr });
  }
}
