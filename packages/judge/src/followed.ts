import type { Exchange, Observation } from '@sdk-conformance/model';
import type { Expectation, StepExpectation } from '@sdk-conformance/oracle';

/** The attempt of a step whose answer is a redirect that the spec does not forbid to follow. */
function redirected({ decisions }: StepExpectation): number {
  return decisions.findIndex((d) => d.action === 'open' && d.because.requirement === 'redirect.notFollowed');
}

/** A step's requests without those by which it may follow a redirect: where they lead, and by which method, is left open. */
export function withoutFollowed(step: StepExpectation, exchanges: readonly Exchange[]): readonly Exchange[] {
  const at = redirected(step);
  return at < 0 ? exchanges : exchanges.slice(0, at + 1);
}

/** An observation without the requests of no step, where a redirect may have led to them. */
export function withoutStraysOfRedirects(expectation: Expectation, observation: Observation): Observation {
  if (!expectation.steps.some((step) => redirected(step) >= 0)) return observation;
  return { ...observation, exchanges: observation.exchanges.filter((e) => e.step !== null) };
}
