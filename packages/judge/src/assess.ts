import type { Fixtures, Language, Observation, Scenario, Spec } from '@sdk-conformance/model';
import type { Expectation } from '@sdk-conformance/oracle';
import { judgeJitter, judgeProcess, judgeSecrets } from './call.js';
import { withoutFollowed, withoutStraysOfRedirects } from './followed.js';
import { judgeStarts } from './isolation.js';
import type { Mark } from './mark.js';
import { judgeRequests } from './request.js';
import { judgeStrays, onlyStrays } from './strays.js';
import { walkStep } from './walk.js';

/** What is judged. */
export interface Case {
  readonly spec: Spec;
  readonly language: Language;
  readonly scenario: Scenario;
  readonly fixtures: Fixtures;
  readonly expectation: Expectation;
  readonly observation: Observation;
}

/** All marks of a scenario, before they are made into findings. */
export function marksOf(spec: Spec, expectation: Expectation, seen: Observation): readonly Mark[] {
  const observation = withoutStraysOfRedirects(expectation, seen);
  const steps = expectation.steps.flatMap((step): Mark[] => {
    if (onlyStrays(step, observation)) return [];
    const exchanges = observation.exchanges.filter((e) => e.step === step.step);
    const secrets = observation.credentials[step.client] ?? {};
    return [...judgeRequests(step, withoutFollowed(step, exchanges), secrets), ...walkStep(step, observation)];
  });
  return [
    ...judgeStrays(expectation.steps, observation),
    ...steps,
    ...judgeStarts(expectation, observation),
    ...judgeSecrets(spec, observation),
    ...judgeJitter(expectation.jitter, expectation, observation),
    ...judgeProcess(expectation, observation),
  ];
}
