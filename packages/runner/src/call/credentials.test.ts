import { expect, test } from 'vitest';
import { acting, spec } from '../testing/stage.js';
import { canaries } from './credentials.js';

const scenario = { ...acting('well'), clients: ['one', 'two'].map((id) => ({ id, options: {} })) };

test('the same seed gives the same canaries, and everything else another', () => {
  const first = canaries(spec, scenario, 1, 0);
  expect(first).toMatchInlineSnapshot(`
    {
      "one": {
        "key": "canary_77ca95a8a94aa70453c4b87edf728323",
      },
      "two": {
        "key": "canary_98db04e71fb0155595f19129fb7106db",
      },
    }
  `);
  expect(canaries(spec, scenario, 1, 0)).toEqual(first);
  const values = [
    first,
    canaries(spec, scenario, 2, 0),
    canaries(spec, scenario, 1, 1),
    canaries(spec, { ...scenario, id: 'other' }, 1, 0),
  ].flatMap((clients) => Object.values(clients).map(({ key }) => key));
  expect(new Set(values).size).toBe(8);
});
