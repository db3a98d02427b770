import type { Fixtures, Language, Observation, Scenario, Spec } from '@sdk-conformance/model';
import type { Expectation } from '@sdk-conformance/oracle';
import { byStep, type SeenStep } from './by-step.js';
import { judgeProcess } from './call.js';
import { judgeConnections } from './connections.js';
import { judgeCrossed } from './crossed.js';
import { judgeElsewhere } from './elsewhere.js';
import { withoutFollowed } from './followed.js';
import { judgeCompany, judgeStarts } from './isolation.js';
import { judgeJitter } from './jitter.js';
import type { Mark } from './mark.js';
import type { OtherDelay } from './other-delays.js';
import { judgeAccepted, judgeWithheld } from './refused.js';
import { judgeRejected, withoutExcusedCuts } from './rejected.js';
import { judgeRequests } from './request.js';
import { judgeSecrets } from './secrets.js';
import { judgeSent, judgeUnsent } from './sent.js';
import { judgeStrays, senders } from './strays.js';
import { walkStep } from './walk.js';

/** What is judged. */
export interface Case {
  readonly spec: Spec;
  readonly language: Language;
  readonly scenario: Scenario;
  readonly fixtures: Fixtures;
  readonly expectation: Expectation;
  readonly observation: Observation;
  /** Delays of the run's other scenarios, by which a sample shows more. */
  readonly others?: readonly OtherDelay[];
}

/** By step that shares something with other calls: nothing else of it can be judged. */
function judgeShared(expectation: Expectation, seenOf: (step: string) => SeenStep): ReadonlyMap<string, Mark> {
  return new Map([...judgeCompany(expectation, seenOf), ...judgeCrossed(expectation, seenOf)]);
}

/** All marks of a scenario, before they are made into findings. */
export function marksOf(
  spec: Spec,
  expectation: Expectation,
  seen: Observation,
  others: readonly OtherDelay[] = [],
): readonly Mark[] {
  const { observation: all, followed } = withoutFollowed(expectation, seen);
  // A request that an abort may have cut was sent all the same.
  const sentStrays = senders(expectation.steps, all);
  const observation = withoutExcusedCuts(expectation, all);
  const seenOf = byStep(observation);
  const changed = judgeShared(expectation, seenOf);
  const steps = expectation.steps.flatMap((step): Mark[] => {
    const own = seenOf(step.step);
    const sharing = changed.get(step.step);
    if (sharing !== undefined) return [sharing];
    // A step whose request was a stray: nothing else of it can be judged.
    if (sentStrays.has(step.step)) return [];
    if (own.exchanges.length === 0)
      return [...judgeWithheld(spec, step), ...judgeUnsent(step, own.settled, observation)];
    if (step.decisions[0]?.unreached !== undefined) return judgeAccepted(spec, step, observation);
    const secrets = observation.credentials[step.client] ?? {};
    return [
      ...judgeSent(step),
      // What becomes of a credential that no header can carry as it is, nobody has said.
      ...(step.mayRefuse === true ? [] : judgeRequests(step, own.exchanges, secrets)),
      ...walkStep(step, own, observation, followed.get(step.step)),
    ];
  });
  return [
    ...judgeStrays(expectation.steps, observation),
    ...judgeRejected(expectation.steps, observation),
    ...steps,
    ...judgeStarts(expectation, seenOf, observation),
    ...judgeSecrets(spec, observation),
    ...judgeElsewhere(spec, expectation, seen),
    ...judgeConnections(expectation, observation),
    ...judgeJitter(expectation, seenOf, observation, others),
    ...judgeProcess(expectation, observation),
  ];
}

/** The walk along a step's decisions alone, without what no policy of retries can change; for many expectations of one observation. */
export function walkOf(seen: Observation, expectation: Expectation): (changed: Expectation) => readonly Mark[] {
  const { observation: all, followed } = withoutFollowed(expectation, seen);
  const sentStrays = senders(expectation.steps, all);
  const observation = withoutExcusedCuts(expectation, all);
  const seenOf = byStep(observation);
  const shared = judgeShared(expectation, seenOf);
  return ({ steps }) =>
    steps.flatMap((step) => {
      const own = seenOf(step.step);
      const judged = own.exchanges.length > 0 && !sentStrays.has(step.step) && !shared.has(step.step);
      return judged ? walkStep(step, own, observation, followed.get(step.step)) : [];
    });
}
