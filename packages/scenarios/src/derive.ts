import type { Fixtures, Scenario, Spec } from '@sdk-conformance/model';
import type { Derivation } from './derivation.js';
import { abortScenarios } from './families/abort.js';
import { bodyScenarios, successScenarios } from './families/body.js';
import { errorScenarios } from './families/errors.js';
import { requestScenarios } from './families/request.js';
import { afterScenarios } from './families/retry/after.js';
import { backoffScenarios } from './families/retry/backoff.js';
import { countScenarios } from './families/retry/count.js';
import { mixedScenarios } from './families/retry/mixed.js';
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

/** True where the spec has every client option that a scenario sets, and every fixture that it serves is there. */
function canBePlayed({ spec, fixtures }: Derivation, { clients, steps }: Scenario): boolean {
  const known = new Set<string>(spec.options.map((option) => option.id));
  return (
    clients.every(({ options }) => Object.keys(options).every((option) => known.has(option))) &&
    steps.every(({ script }) => script.every(({ fixture }) => fixture === null || fixtures.has(fixture)))
  );
}

/**
 * Every scenario of a spec, in a stable order; what needs a client option or a fixture that is not there is left out. `fixtures` come from {@link completeFixtures}.
 * @throws Error when two scenarios have one id, which is a mistake of this package
 */
export function deriveScenarios(spec: Spec, fixtures: Fixtures): readonly Scenario[] {
  const from = { spec, fixtures };
  const scenarios = families.flatMap((family) => family(from)).filter((scenario) => canBePlayed(from, scenario));
  const ids = new Set<string>();
  for (const { id } of scenarios) {
    if (ids.has(id)) throw new Error(`two scenarios have the id ${id}`);
    ids.add(id);
  }
  return scenarios;
}
