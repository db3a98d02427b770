import { isDeepStrictEqual } from 'node:util';
import type { Exchange } from '@sdk-conformance/model';
import type { Because, Expectation, StepExpectation } from '@sdk-conformance/oracle';
import { judgeBody } from './body.js';
import type { SeenStep } from './by-step.js';
import { fail, type Mark } from './mark.js';
import { decodeSegment, sortedPairs, splitTarget } from './request-line.js';

const because: Because = {
  requirement: 'call.isolation',
  pointer: '/retry',
  text: 'each request of a call carries the arguments of that call alone',
};

/** A sample of a thousand clients is not looked through: each request would be held against each call. */
const mostSteps = 64;

type Part = 'path' | 'query' | 'body';

/** Whether one call has an argument in a part that the other has not, so that an argument that is merely dropped is taken from nobody. */
const hasOwn: Readonly<Record<Part, (other: StepExpectation, own: StepExpectation) => boolean>> = {
  path: () => true,
  query: (other, own) =>
    other.request.query.some((pair) => !own.request.query.some((known) => isDeepStrictEqual(known, pair))),
  body: (other, own) =>
    Object.entries(other.request.body ?? {}).some(
      ([name, value]) => !isDeepStrictEqual(own.request.body?.[name], value),
    ),
};

/** Whether a part of a request is just what a step would send there. */
const carries: Readonly<Record<Part, (step: StepExpectation, exchange: Exchange) => boolean>> = {
  path: ({ request }, exchange) =>
    isDeepStrictEqual(splitTarget(exchange.request.target).path.split('/').map(decodeSegment), [...request.segments]),
  query: ({ request }, exchange) =>
    isDeepStrictEqual(
      sortedPairs(new URLSearchParams(splitTarget(exchange.request.target).query)),
      sortedPairs(request.query),
    ),
  body: ({ request, step }, exchange) => judgeBody(request, exchange, step).verdict === 'pass',
};

const parts = Object.keys(carries) as readonly Part[];

/** The part of a request that another call alone would send, and that call. */
function taken(own: StepExpectation, others: readonly StepExpectation[], exchange: Exchange) {
  const foreign = parts.filter((part) => !carries[part](own, exchange));
  if (foreign.length === 0 || foreign.length === parts.length) return null;
  for (const part of foreign) {
    const other = others.find((step) => hasOwn[part](step, own) && carries[part](step, exchange));
    if (other !== undefined) return { part, other };
  }
  return null;
}

/**
 * By step of which a request carries its own arguments in one place and another call's in another. Whose request it is cannot be said, nor
 * what either call was answered: that the two share something is the one defect of both.
 */
export function judgeCrossed(expectation: Expectation, seenOf: (step: string) => SeenStep): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  const { steps } = expectation;
  if (steps.length < 2 || steps.length > mostSteps) return marks;
  for (const own of steps) {
    const others = steps.filter((step) => step !== own && step.operation === own.operation);
    if (others.length === 0) continue;
    for (const [place, exchange] of seenOf(own.step).exchanges.entries()) {
      const found = taken(own, others, exchange);
      if (found === null) continue;
      const { part, other } = found;
      const seen = `request ${place + 1} of ${own.step} carries the ${part} of ${other.step}, which runs beside it or ran before`;
      for (const { step } of [own, other]) if (!marks.has(step)) marks.set(step, fail(because, step, seen));
    }
  }
  return marks;
}
