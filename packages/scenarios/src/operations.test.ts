import { describe, expect, test } from 'vitest';
import { deriveScenarios } from './derive.js';
import { specInRepository } from './testing/repository.js';

// An SDK that has some operations alone is played on those.

const foilengine = specInRepository('spec/foilengine.yaml');
const { spec, fixtures, scenarios } = foilengine;
const all = spec.operations.map((operation) => operation.id);

/** What every SDK must be played on, whatever its one operation is. */
const ofEvery = [
  'status',
  'retry/count',
  'retry/mixed',
  'retry/after',
  'retry/backoff',
  'body',
  'transport',
  'request',
  'abort',
  'errors',
];

test('all operations give what the spec gives', () => {
  expect(deriveScenarios(spec, fixtures, { operations: all })).toEqual([...scenarios.values()]);
});

describe.each(all)('an SDK that has %s alone', (operation) => {
  const derived = deriveScenarios(spec, fixtures, { operations: [operation] });

  test('is played on it in every family', () => {
    const families = [...new Set(derived.map((scenario) => scenario.family))];
    expect(families).toEqual(expect.arrayContaining(ofEvery));
    expect(new Set(derived.flatMap(({ steps }) => steps.map((step) => step.operation)))).toEqual(new Set([operation]));
  });

  test('is played the same under an id that others have too', () => {
    for (const scenario of derived) {
      const known = scenarios.get(scenario.id);
      if (known !== undefined) expect(scenario).toEqual(known);
    }
  });

  test('breaks off no body where there is none', () => {
    const hollow = derived.filter(({ steps }) =>
      steps.some(({ script }) =>
        script.some(({ fixture, fault }) => {
          const inBody = fault?.kind === 'drip' || (fault?.kind === 'truncate' && fault.in === 'body');
          const stalls = fault?.kind === 'stall' && fault.after !== 'request';
          const resets = fault?.kind === 'reset' && fault.after !== 'request';
          return (inBody || stalls || resets) && fixtures.get(fixture ?? '')?.body.length === 0;
        }),
      ),
    );
    expect(hollow.map((scenario) => scenario.id)).toEqual([]);
  });
});

test('without an operation there is nothing to play', () => {
  expect(deriveScenarios(spec, fixtures, { operations: [] })).toEqual([]);
});
