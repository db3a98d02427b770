import { type BackoffPolicy, type Language, type Observation, type Spec, specIn } from '@sdk-conformance/model';
import { backoffAt, type Expectation, type GapWindow, type StepExpectation } from '@sdk-conformance/oracle';
import { byStep, delaysOf } from './by-step.js';

/** A delay of another scenario that backoff alone decides, with the window that it is drawn from, evenly; ms. */
export interface OtherDelay {
  readonly fromMs: number;
  readonly toMs: number;
  readonly ms: number;
}

/** An abort or a total time lets short delays through and cuts long ones; of attempts without a request, or sent again by the runtime, no delay is certain. */
function isUncut({ abort, total, resends, decisions }: StepExpectation): boolean {
  const unseen = decisions.some(({ refused, unreached }) => refused || unreached !== undefined);
  return abort === null && total === null && resends === null && !unseen;
}

/** Whether a window is one that backoff alone draws from, evenly: no floor and no cap cuts what is drawn, and no draw hangs on the one before. */
function isEven(backoff: BackoffPolicy, { fromMs, toMs, because }: GapWindow): boolean {
  const { jitter, minMs, maxMs } = backoffAt(backoff, because.pointer);
  const between = fromMs > (minMs ?? Number.NEGATIVE_INFINITY) && toMs < (maxMs ?? Number.POSITIVE_INFINITY);
  return because.requirement === 'retry.backoff' && jitter.kind !== 'decorrelated' && toMs > fromMs && between;
}

/** The delays of a scenario that passed which show how jitter is spread as well as those of a sample do. */
export function otherDelays(
  { spec, language }: { readonly spec: Spec; readonly language: Language },
  { steps }: Expectation,
  observation: Observation,
): readonly OtherDelay[] {
  const { backoff } = specIn(spec, language);
  if (backoff === null || observation.tier === 'C') return [];
  const seenOf = byStep(observation);
  return steps.filter(isUncut).flatMap((step) =>
    delaysOf(seenOf(step.step)).flatMap((ms, attempt): OtherDelay[] => {
      const { action, gap, gapStart } = step.decisions[attempt] ?? {};
      if (action !== 'retry' || gapStart?.kind !== 'answered' || gap?.kind !== 'window') return [];
      return isEven(backoff, gap) ? [{ fromMs: gap.fromMs, toMs: gap.toMs, ms }] : [];
    }),
  );
}
