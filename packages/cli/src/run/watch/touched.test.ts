import type { Scenario } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { touchedBy } from './touched.js';

function scenario(id: string, fixture: string): Scenario {
  const step = { id: 'step', client: 'client', operation: 'listItems', arguments: {}, script: [{ fixture }] };
  return { id, family: 'own', about: '', clients: [], steps: [step] };
}

const plan = {
  scenarios: [scenario('status/200/listItems', 'shop/list-items'), scenario('own/slow', 'shop/429')],
  config: { fixtures: '/sdk/fixtures', scenarios: '/sdk/scenarios' },
};

test('a recording touches what serves it, a scenario itself, and all else everything', () => {
  expect(touchedBy(['/sdk/fixtures/shop/list-items.http'], plan)).toEqual(['status/200/listItems']);
  expect(touchedBy(['/sdk/fixtures/shop/429.http', '/sdk/fixtures/shop/none.http'], plan)).toEqual(['own/slow']);
  expect(touchedBy(['/sdk/scenarios/slow.yaml'], plan)).toEqual(['own/slow']);
  expect(touchedBy(['/sdk/src/index.ts'], plan)).toBeNull();
  expect(touchedBy(['/sdk/fixtures/shop/429.http', '/sdk/spec.yaml'], plan)).toBeNull();
  expect(touchedBy(['/sdk/fixtures/README.md'], plan)).toBeNull();
});
