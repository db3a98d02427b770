import type { Exchange, Observation, Outcome, Scenario } from '@sdk-conformance/model';

/** A probe that was played, with what was seen of it. */
export interface Play {
  readonly scenario: Scenario;
  readonly observation: Observation;
}

/** What plays probes; those that the target cannot play are left out. */
export type Ask = (probes: readonly Scenario[]) => Promise<readonly Play[]>;

/** The requests of a step, in order. */
export function requestsOf({ observation }: Play, step = 'step'): readonly Exchange[] {
  return observation.exchanges.filter((exchange) => exchange.step === step);
}

export function retriesOf(play: Play, step = 'step'): number {
  return Math.max(0, requestsOf(play, step).length - 1);
}

export function outcomeOf({ observation }: Play, step = 'step'): Outcome | null {
  return observation.steps.find((settled) => settled.step === step)?.outcome ?? null;
}

/** The value that most have; undefined of none. */
export function usual<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
