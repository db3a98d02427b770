import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { expect, test } from 'vitest';
import { strangeNames } from './own-scenario-names.js';

test.each([
  'spec/foilengine.yaml',
  // With arguments that are the same on every call.
  'conformance/vendors/openai/openai.yaml',
])('no scenario that derives from %s has a name that leads nowhere', (file) => {
  const { spec, fixtures, scenarios } = specInRepository(file);
  expect(scenarios.size).toBeGreaterThan(0);
  expect([...scenarios.values()].flatMap((scenario) => strangeNames(scenario, spec, fixtures))).toEqual([]);
});
