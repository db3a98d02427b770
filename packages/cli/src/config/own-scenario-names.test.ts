import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { expect, test } from 'vitest';
import { strangeNames } from './own-scenario-names.js';

test('no scenario that derives from a spec has a name that leads nowhere', () => {
  const { spec, fixtures, scenarios } = specInRepository('spec/foilengine.yaml');
  expect(scenarios.size).toBeGreaterThan(0);
  expect([...scenarios.values()].flatMap((scenario) => strangeNames(scenario, spec, fixtures))).toEqual([]);
});
