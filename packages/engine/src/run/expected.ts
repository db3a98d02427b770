import type { Fixtures, Language, Scenario, Spec } from '@sdk-conformance/model';
import { type Expectation, predict } from '@sdk-conformance/oracle';

/** Whom a scenario is predicted for. */
export interface PredictedFor {
  readonly spec: Spec;
  readonly fixtures: Fixtures;
  readonly language: Language;
}

interface Known extends PredictedFor {
  readonly expectation: Expectation;
}

const known = new WeakMap<Scenario, Known[]>();

/** What must come of a scenario. Predicted once for all targets of a language, all mutants of a target, and all who ask. */
export function expectationOf({ spec, fixtures, language }: PredictedFor, scenario: Scenario): Expectation {
  const own = known.get(scenario) ?? [];
  known.set(scenario, own);
  const found = own.find((one) => one.spec === spec && one.fixtures === fixtures && one.language === language);
  if (found !== undefined) return found.expectation;
  const expectation = predict(spec, language, scenario, fixtures);
  own.push({ spec, fixtures, language, expectation });
  return expectation;
}
