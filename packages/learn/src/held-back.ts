import { createExplorer, whyNotPlayed } from '@sdk-conformance/explore';
import type { Fixtures, Scenario } from '@sdk-conformance/model';
import { predict } from '@sdk-conformance/oracle';
import { deriveScenarios } from '@sdk-conformance/scenarios';
import type { Context } from './factor.js';

/** More are a sample, of whose delays no single play says anything. */
const mostClients = 12;

/** Scenarios drawn by chance, of which those are played that the spec foretells something of. */
const draws = 200;
const seed = 1;

/** What is foretold before it is played: what a server at work answers is only known afterwards. */
function isForetoldAlone({ clients, limits }: Scenario): boolean {
  return clients.length <= mostClients && limits === undefined;
}

/** What is played of a learnt spec and not learnt from: the scenarios that it comes to, and some that chance draws. */
export function heldBackScenarios({ spec, language, operations }: Context, fixtures: Fixtures): readonly Scenario[] {
  const own = { operations: operations.map(({ id }) => id) };
  const suite = deriveScenarios(spec, fixtures, own).filter(isForetoldAlone);
  const explorer = createExplorer({ spec, fixtures, ...own });
  const drawn = Array.from({ length: draws }, (_, i) => explorer.draw(seed, i + 1).scenario);
  const foretold = drawn.filter(
    (scenario) =>
      whyNotPlayed({ spec, fixtures }, scenario, () => predict(spec, language, scenario, fixtures)) === null,
  );
  return [...suite, ...foretold];
}
