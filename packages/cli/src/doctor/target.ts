import type { Prepare } from '@sdk-conformance/engine';
import { absentToolchain, type Plan, type PlannedTarget, preparationOf, runnerTarget } from '@sdk-conformance/engine';
import { type ClockTier, lastWords } from '@sdk-conformance/model';
import type { PlayEvent, PlayOptions, Target } from '@sdk-conformance/runner';
import { type Check, ok, wrong } from './check.js';

const tierWords: Readonly<Record<ClockTier, string>> = {
  A: 'virtual clock, exact',
  B: 'virtual clock, one call at a time in a process',
  S: 'a sleep of its own, all else in real time',
  C: 'real time',
};

export interface TargetStages {
  readonly play: (options: PlayOptions) => AsyncIterable<PlayEvent>;
  readonly prepare: Prepare;
}

export interface Surroundings {
  readonly path: string | undefined;
  readonly signal: AbortSignal;
}

/** Whether a target can be run here: its toolchain, its preparation, and one call by its adapter, which tells its clock tier. */
export async function checkTarget(
  plan: Plan,
  target: PlannedTarget,
  stages: TargetStages,
  { path, signal }: Surroundings,
): Promise<Check> {
  const { config, spec, fixtures } = plan;
  const failed = (why: string, mend: string | null) => wrong(`${target.name}: ${why}`, mend);
  const install = target.requires?.install ?? null;
  // The reason alone: what mends it has a line of its own.
  const bare = target.requires === null ? target : { ...target, requires: { ...target.requires, install: null } };
  const absent = await absentToolchain(config, bare, { path, signal });
  if (absent !== null) return failed(absent, install);
  const preparation = preparationOf(config, target);
  const unprepared = preparation === null ? null : await stages.prepare(preparation, signal);
  if (unprepared !== null) return failed(unprepared, null);
  const [probe] = target.scenarios;
  if (probe === undefined) return failed('there is nothing to play on it', null);
  const started = startable(plan, target);
  if (typeof started === 'string') return failed(started, 'npm install --save-dev tsx');
  let session: Extract<PlayEvent, { type: 'session' }> | null = null;
  for await (const event of stages.play({
    spec,
    fixtures,
    target: started,
    scenarios: [probe],
    jobs: 1,
    clock: 'virtual',
    seed: 1,
    signal,
  })) {
    if (event.type === 'session') session = event;
    if (event.type === 'adapterFailed') return failed([event.why, ...lastLines(event.stderr)].join('\n'), null);
    if (event.type === 'machineFailed') return failed(event.why, null);
    if (event.type === 'harnessFailed') return failed(`our bug: ${event.why}\n${event.stack}`, null);
    if (event.type === 'notRun') return failed(event.why, null);
  }
  if (session === null) return failed('it opened no session', null);
  const { sdk, tier } = session;
  return ok(`${target.name}: ${sdk.name} ${sdk.version} on ${sdk.runtime}, clock tier ${tier} (${tierWords[tier]})`);
}

/** How the runner starts it, or why it cannot: the one thing that is looked for by then is what runs a TypeScript file. */
export function startable(plan: Plan, target: PlannedTarget): Target | string {
  try {
    return runnerTarget(plan, target, { clock: 'virtual' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') {
      return 'tsx, which runs an adapter in TypeScript, is not installed';
    }
    throw error;
  }
}

function lastLines(stderr: readonly string[]): readonly string[] {
  return lastWords(stderr, 5).map((line) => `stderr | ${line}`);
}
