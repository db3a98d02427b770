import type { Outcome, Scenario, SettledStep, Stamp } from '@sdk-conformance/model';

/** When each step of a call started and settled, as its clock tells. */
export interface StepStamps {
  readonly started: (step: string, stamp: Stamp) => void;
  readonly settled: (step: string, stamp: Stamp) => void;
  readonly isSettled: (step: string) => boolean;
  readonly allSettled: () => boolean;
  /** Resolves to true when every step has settled, to false after so many real ms. */
  readonly whenSettled: (withinMs: number) => Promise<boolean>;
  /** @param end the call's own end, which stands for a stamp that need not be given */
  readonly of: (step: string, end: Stamp, outcome: Outcome) => Pick<SettledStep, 'startedAt' | 'settledAt'>;
}

const TICK_MS = 20;

export function createStepStamps(scenario: Scenario, inRealTime: boolean): StepStamps {
  const starts = new Map<string, Stamp>();
  const ends = new Map<string, Stamp>();
  let wake = () => {};
  const allSettled = () => scenario.steps.every((step) => ends.has(step.id));
  // An adapter without a clock, or with a sleep alone, need give no stamps: with one step, the call's own ends are as good.
  const needsNone = inRealTime && scenario.steps.length === 1;
  return {
    started: (step, stamp) => void starts.set(step, stamp),
    settled: (step, stamp) => {
      ends.set(step, stamp);
      if (allSettled()) wake();
    },
    isSettled: (step) => ends.has(step),
    allSettled,
    whenSettled: (withinMs) =>
      allSettled()
        ? Promise.resolve(true)
        : new Promise((resolve) => {
            let leftMs = withinMs;
            const ended = (whether: boolean) => {
              clearInterval(timer);
              resolve(whether);
            };
            // Counted by ticks: what came while this process stood still has not been read yet.
            const timer = setInterval(() => {
              leftMs -= TICK_MS;
              if (leftMs <= 0) ended(false);
            }, TICK_MS);
            wake = () => ended(true);
          }),
    of: (step, end, outcome) => {
      const over = outcome.kind === 'returned' || outcome.kind === 'raised';
      return {
        startedAt: starts.get(step) ?? (needsNone ? { virtualMs: 0, realMs: 0 } : null),
        settledAt: ends.get(step) ?? (needsNone && over ? end : null),
      };
    },
  };
}
