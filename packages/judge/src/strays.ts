import { isDeepStrictEqual } from 'node:util';
import type { Exchange, Observation } from '@sdk-conformance/model';
import type { RequirementId, StepExpectation } from '@sdk-conformance/oracle';
import { fail, type Mark } from './mark.js';
import { decodeSegment, splitTarget } from './request-line.js';

/** Recorded past the mock server's cap on requests, and not answered. */
export function isStorm(exchange: Exchange): boolean {
  return exchange.served.label === 'storm';
}

/** Requests that no operation and no step answers to: charged to the steps that made none of their own. */
export function judgeStrays(steps: readonly StepExpectation[], observation: Observation): Mark[] {
  const strays = observation.exchanges.filter((e) => e.step === null && !isStorm(e));
  const stray = strays[0];
  if (stray === undefined) return [];
  const missing = steps.find((s) => !observation.exchanges.some((e) => e.step === s.step)) ?? steps[0];
  if (missing === undefined) return [];
  const { request, pointer, step } = { request: missing.request, pointer: missing.request.pointer, step: missing.step };
  const { path } = splitTarget(stray.request.target);
  const samePath = isDeepStrictEqual(path.split('/').map(decodeSegment), [...request.segments]);
  const requirement: RequirementId =
    samePath && stray.request.method !== request.method ? 'request.method' : 'request.path';
  const text = `${missing.operation} is ${request.method} ${request.segments.map(encodeURIComponent).join('/')}`;
  return [
    fail(
      { requirement, pointer, text },
      step,
      `${stray.request.method} ${stray.request.target}, which is no operation of the spec`,
    ),
  ];
}
