import type { Fixtures, Scenario, Spec } from '@sdk-conformance/model';
import type { Derivation } from './derivation.js';
import { abortScenarios } from './families/abort.js';
import { bodyScenarios, successScenarios } from './families/body.js';
import { errorScenarios } from './families/errors.js';
import { requestScenarios } from './families/request.js';
import { afterScenarios, backoffScenarios, countScenarios, mixedScenarios } from './families/retry.js';
import { statusScenarios } from './families/status.js';
import { stepScenarios } from './families/steps.js';
import { streamScenarios } from './families/stream.js';
import { transportScenarios } from './families/transport.js';

const families: readonly ((from: Derivation) => readonly Scenario[])[] = [
  statusScenarios,
  countScenarios,
  mixedScenarios,
  afterScenarios,
  backoffScenarios,
  bodyScenarios,
  successScenarios,
  transportScenarios,
  requestScenarios,
  streamScenarios,
  abortScenarios,
  errorScenarios,
  stepScenarios,
];

/**
 * Every scenario of a spec, in a stable order. `fixtures` come from {@link completeFixtures}.
 * @throws Error when two scenarios have one id, which is a mistake of this package
 */
export function deriveScenarios(spec: Spec, fixtures: Fixtures): readonly Scenario[] {
  const scenarios = families.flatMap((family) => family({ spec, fixtures }));
  const ids = new Set<string>();
  for (const { id } of scenarios) {
    if (ids.has(id)) throw new Error(`two scenarios have the id ${id}`);
    ids.add(id);
  }
  return scenarios;
}
