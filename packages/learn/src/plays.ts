import type { Exchange, Fixtures, Observation, Outcome, RaisedError, Scenario, Spec } from '@sdk-conformance/model';

/** A probe that was played, with what was seen of it. */
export interface Play {
  readonly scenario: Scenario;
  readonly observation: Observation;
}

/** What plays probes; those that the target cannot play are left out. Without `by`, they are played by a spec that knows nothing of the policy. */
export type Ask = (probes: readonly Scenario[], by?: PlayedBy) => Promise<readonly Play[]>;

/** What scenarios that derive from a spec are played by. */
export interface PlayedBy {
  readonly spec: Spec;
  readonly fixtures: Fixtures;
}

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

export function raisedBy(play: Play, step = 'step'): RaisedError | null {
  const outcome = outcomeOf(play, step);
  return outcome?.kind === 'raised' ? outcome.error : null;
}

/** ms between the end of each answer and the next request; an answer that was given up counts from then. */
export function waitsOf(play: Play, step = 'step'): readonly number[] {
  const requests = requestsOf(play, step);
  return requests.slice(1).map(({ arrivedAt }, i) => {
    const served = requests[i]?.served;
    const ended = served?.abandonedAt ?? served?.endedAt;
    return arrivedAt.virtualMs - (ended?.virtualMs ?? arrivedAt.virtualMs);
  });
}

/** Whether delays are known to the ms. */
export function isExact({ observation: { tier } }: Play): boolean {
  return tier === 'A' || tier === 'B';
}

/** The one value that all have; undefined where they differ, or there is none. */
export function common<T>(values: readonly T[]): T | undefined {
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}

/** The value that most have; undefined of none. */
export function usual<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
