import type { Fixtures, Observation, Scenario, Spec } from '@sdk-conformance/model';
import type { Config, ConfiguredTarget } from '../plan/plan.js';
import { broughtBy } from '../plan/runner-target.js';
import { playTarget, type Stages } from '../run/play-target.js';
import { UsageError } from '../usage-error.js';

/** The target that is asked, and by what. */
export interface ProbeTarget {
  readonly config: Config;
  readonly target: ConfiguredTarget;
  /** Operations and credentials alone. */
  readonly spec: Spec;
  readonly fixtures: Fixtures;
}

export interface Probing {
  readonly seed: number;
  readonly jobs: number | null;
  readonly signal: AbortSignal;
  readonly stages: Pick<Stages, 'play' | 'judge' | 'prepare'>;
  /** A probe was played. */
  readonly onPlayed: () => void;
}

export interface Probed {
  readonly scenario: Scenario;
  readonly observation: Observation;
}

/**
 * Plays probes on a target under virtual time, in whatever order, and gives what was seen in the order of the probes.
 *
 * @throws UsageError where the target or its adapter fails
 */
export async function playProbes(
  { config, target, spec, fixtures }: ProbeTarget,
  scenarios: readonly Scenario[],
  { seed, jobs, signal, stages, onPlayed }: Probing,
): Promise<readonly Probed[]> {
  const seen = new Map<Scenario, Observation>();
  for await (const event of playTarget(
    { ...stages, diagnose: () => [] },
    {
      ...broughtBy({ config, spec, fixtures }, target, { clock: 'virtual' }),
      scenarios,
      seed,
      jobs,
      signal,
    },
  )) {
    if (event.type === 'failure' && event.side !== 'configuration')
      throw new UsageError(`${target.name}: ${event.why}`);
    if (event.type !== 'result') continue;
    onPlayed();
    const { scenario, judged } = event.result;
    if (judged !== null) seen.set(scenario, judged.observation);
  }
  return scenarios.flatMap((scenario) => {
    const observation = seen.get(scenario);
    return observation === undefined ? [] : [{ scenario, observation }];
  });
}
