import type { Fixtures, Scenario, Spec } from '@sdk-conformance/model';
import type { Config, PlannedTarget } from '../plan/plan.js';
import { broughtBy } from '../plan/runner-target.js';
import { playTarget, type Stages } from '../run/play-target.js';
import type { Result } from '../run/result.js';

/** Whom scenarios are played on, and how. */
export interface Playing {
  readonly config: Config;
  readonly spec: Spec;
  readonly fixtures: Fixtures;
  readonly target: PlannedTarget;
  readonly stages: Stages;
  readonly seed: number;
  readonly jobs: number | null;
  readonly signal: AbortSignal;
}

export interface Player {
  /** Plays scenarios, and gives what was judged in their order; those that were not are left out. */
  readonly play: (scenarios: readonly Scenario[], jobs?: number) => Promise<readonly Result[]>;
  /** What the adapter said that it can do; null before it opened a session. */
  readonly capabilities: () => readonly string[] | null;
  /** What befell adapter, machine or harness so far. */
  readonly failures: readonly string[];
  /** How many were not judged so far, by the reason. */
  readonly unjudged: ReadonlyMap<string, number>;
}

/** Plays batches of scenarios on a target, or on one of its mutants. */
export function createPlayer(playing: Playing, mutant: string | null = null): Player {
  const { config, spec, fixtures, target, stages, seed, jobs: usual, signal } = playing;
  const failures: string[] = [];
  let capabilities: readonly string[] | null = null;
  const unjudged = new Map<string, number>();
  const own = broughtBy({ config, spec, fixtures }, target, {
    clock: 'virtual',
    ...(mutant === null ? {} : { mutant }),
  });
  return {
    capabilities: () => capabilities,
    failures,
    unjudged,
    play: async (scenarios, jobs) => {
      const seen = new Map<string, Result>();
      for await (const event of playTarget(stages, {
        ...own,
        scenarios,
        seed,
        jobs: jobs ?? usual,
        signal,
      })) {
        if (event.type === 'session') capabilities ??= event.capabilities;
        if (event.type === 'failure') failures.push(event.why);
        if (event.type !== 'result') continue;
        const { judged, scenario, verdict, why } = event.result;
        if (judged !== null) seen.set(scenario.id, event.result);
        else {
          const reason = `${verdict}: ${why ?? 'no reason is told'}`;
          unjudged.set(reason, (unjudged.get(reason) ?? 0) + 1);
        }
      }
      return scenarios.flatMap(({ id }) => seen.get(id) ?? []);
    },
  };
}
