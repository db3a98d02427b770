import type { Spec } from '@sdk-conformance/model';
import { backoffHypotheses } from './backoff.js';
import { countHypotheses, neverRetries, timeoutHypotheses } from './count.js';
import { hintHypothesesOn, methodHypothesis, statusHypotheses, transportHypothesis } from './eligibility.js';
import { hintHypotheses, ignoresHints } from './hints.js';
import type { Hypothesis } from './hypothesis.js';

export type { Hypothesis } from './hypothesis.js';

/** Every hypothesis that can bear on what was served, the narrower before the broader. */
export function hypothesesFor(spec: Spec, statuses: ReadonlySet<number>): readonly Hypothesis[] {
  return [
    ...countHypotheses,
    ...hintHypotheses,
    ...[...statuses].flatMap(hintHypothesesOn),
    ignoresHints,
    methodHypothesis,
    ...[...statuses].flatMap((status) => statusHypotheses(spec, status)),
    ...(spec.retry.transport ?? []).map(transportHypothesis),
    ...timeoutHypotheses,
    ...backoffHypotheses,
    neverRetries,
  ];
}
