import { isDeepStrictEqual } from 'node:util';
import type { Exchange, Observation } from '@sdk-conformance/model';
import type { RequirementId, StepExpectation } from '@sdk-conformance/oracle';
import { fail, type Mark } from './mark.js';
import { isOfStep } from './request.js';
import { decodeSegment, splitTarget } from './request-line.js';

/** Recorded past the mock server's cap on requests, and not answered. */
export function isStorm(exchange: Exchange): boolean {
  return exchange.served.label === 'storm';
}

function isStray(exchange: Exchange): boolean {
  return exchange.step === null && !isStorm(exchange);
}

/**
 * The steps without a request of their own that have sent one all the same: each stray is of one, of its own client if that is known; and
 * what was taken for another step's may be theirs.
 */
export function senders(steps: readonly StepExpectation[], observation: Observation): ReadonlySet<string> {
  const withOwn = new Set(observation.exchanges.map((e) => e.step));
  const without = steps.filter((s) => !withOwn.has(s.step));
  const found = new Set<string>();
  for (const exchange of observation.exchanges) {
    const { client, late, request } = exchange;
    if (!isStray(exchange) || (late && request.rejected !== undefined)) continue;
    const sender = without.find((s) => !found.has(s.step) && (client === null || s.client === client));
    if (sender !== undefined) found.add(sender.step);
  }
  for (const step of without) {
    if (!found.has(step.step) && isTakenForAnother(step, steps, observation)) found.add(step.step);
  }
  return found;
}

/** Whether a step's request may have been taken for that of another, which it does not fit either: the lane could not read its arguments. */
function isTakenForAnother(
  { step, operation, client }: StepExpectation,
  steps: readonly StepExpectation[],
  { exchanges }: Observation,
): boolean {
  const alike = steps.filter((s) => s.step !== step && s.operation === operation && s.client === client);
  return alike.some((other) => exchanges.some((e) => e.step === other.step && !isOfStep(other, e)));
}

/** Requests that no operation and no step answers to: charged to a step that made none of its own. */
export function judgeStrays(steps: readonly StepExpectation[], observation: Observation): Mark[] {
  const stray = observation.exchanges.find((e) => isStray(e) && e.request.rejected === undefined);
  if (stray === undefined) return [];
  const sentStrays = senders(steps, observation);
  const missing = steps.find((s) => sentStrays.has(s.step)) ?? steps[0];
  if (missing === undefined) return [];
  const { request, step } = missing;
  const { path } = splitTarget(stray.request.target);
  const samePath = isDeepStrictEqual(path.split('/').map(decodeSegment), [...request.segments]);
  const requirement: RequirementId =
    samePath && stray.request.method !== request.method ? 'request.method' : request.pathRequirement;
  const pointer = requirement === request.pathRequirement ? request.pathPointer : request.pointer;
  const text = `${missing.operation} is ${request.method} ${request.segments.map(encodeURIComponent).join('/')}`;
  return [
    fail(
      { requirement, pointer, text },
      step,
      `${stray.request.method} ${stray.request.target}, which is no operation of the spec`,
    ),
  ];
}
