import type { Exchange, Observation, Rejection } from '@sdk-conformance/model';
import type { Because, Expectation, RequirementId, StepExpectation } from '@sdk-conformance/oracle';
import { fail, type Mark } from './mark.js';

/** What a request breaks that no server takes, by the part that is wrong. */
const broken: Readonly<Record<Rejection['in'], RequirementId>> = {
  requestLine: 'request.path',
  method: 'request.method',
  headers: 'request.headers',
  body: 'request.body',
};

function expectedOf({ operation, request }: StepExpectation, part: Rejection['in']): string {
  const line = `${request.method} ${request.segments.map(encodeURIComponent).join('/')}`;
  switch (part) {
    case 'requestLine':
    case 'method':
      return `${operation} is ${line}`;
    case 'headers':
      return `${line} has headers of HTTP/1.1 (RFC 9112, sections 3.2 and 5)`;
    case 'body':
      return `${line} has a body as long as it says (RFC 9112, section 6)`;
  }
}

function seenOf({ why, bytes }: Rejection): string {
  return `the server rejected ${bytes === '' ? `a request: ${why}` : `${why}: ${bytes}`}`;
}

/** The step that a rejected request is charged to: of its client, as far as that is known, and one that made no request that was taken. */
function stepOf(
  steps: readonly StepExpectation[],
  { exchanges }: Observation,
  of: Exchange,
): StepExpectation | undefined {
  const own = steps.filter(({ client }) => of.client === null || of.client === client);
  return own.find(({ step }) => !exchanges.some((e) => e.step === step)) ?? own[0] ?? steps[0];
}

/** An abort, and the end of a process, may cut any request; what comes after all steps have settled is nobody's any more. */
function isExcused(expectation: Expectation, observation: Observation, exchange: Exchange): boolean {
  const { rejected } = exchange.request;
  if (rejected === undefined) return false;
  if (exchange.late) return true;
  const step = stepOf(expectation.steps, observation, exchange);
  const lost = observation.steps.some((s) => s.step === step?.step && s.outcome.kind === 'lost');
  return rejected.cut && (lost || step?.abort != null);
}

/** An observation without the requests that may have been cut. */
export function withoutExcusedCuts(expectation: Expectation, observation: Observation): Observation {
  const exchanges = observation.exchanges.filter((e) => !isExcused(expectation, observation, e));
  return exchanges.length === observation.exchanges.length ? observation : { ...observation, exchanges };
}

/** Requests that the lane could not take: each part that is wrong breaks its requirement. */
export function judgeRejected(steps: readonly StepExpectation[], observation: Observation): Mark[] {
  return observation.exchanges.flatMap((exchange): Mark[] => {
    const { rejected } = exchange.request;
    const step = rejected === undefined ? undefined : stepOf(steps, observation, exchange);
    if (rejected === undefined || step === undefined) return [];
    const because: Because = {
      requirement: broken[rejected.in],
      pointer: step.request.pointer,
      text: expectedOf(step, rejected.in),
      // What becomes of a credential that no header can carry, no vendor has said.
      ...(step.mayRefuse === true ? { atMost: 'should' } : {}),
    };
    return [fail(because, step.step, seenOf(rejected))];
  });
}
