import type { Spec } from '@sdk-conformance/model';
import { backoffHypotheses, type Delays } from './backoff.js';
import { countHypotheses, neverRetries, timeoutHypotheses } from './count.js';
import { hintHypothesesOn, methodHypothesis, statusHypotheses, transportHypothesis } from './eligibility.js';
import { hintHypotheses, ignoresHints } from './hints.js';
import type { Hypothesis } from './hypothesis.js';

export type { Hypothesis } from './hypothesis.js';

/** What an observation shows that hypotheses are made from. */
export interface Evidence {
  /** Statuses that were served. */
  readonly statuses: ReadonlySet<number>;
  readonly delays: Delays;
}

/** Every hypothesis that can bear on what was seen, the narrower before the broader. */
export function hypothesesFor(spec: Spec, { statuses, delays }: Evidence): readonly Hypothesis[] {
  return [
    ...countHypotheses,
    ...hintHypotheses,
    ...[...statuses].flatMap(hintHypothesesOn),
    ignoresHints,
    methodHypothesis,
    ...[...statuses].flatMap((status) => statusHypotheses(spec, status)),
    ...(spec.retry.transport ?? []).map(transportHypothesis),
    ...timeoutHypotheses,
    ...backoffHypotheses(spec, delays),
    neverRetries,
  ];
}
