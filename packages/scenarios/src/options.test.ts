import { expect, test } from 'vitest';
import { changedSpec, type Edits } from './testing/repository.js';

const tides = 'packages/spec/test-data/tides.yaml';

function set(edits: Edits, option: 'maxRetries' | 'timeoutMs'): readonly (number | undefined)[] {
  const { scenarios } = changedSpec(tides, { '/options/timeoutMs': { ruby: 'timeout', go: 'Timeout' }, ...edits });
  const clients = [...scenarios.values()].flatMap((scenario) => scenario.clients);
  return [...new Set(clients.map(({ options }) => options[option]))].sort();
}

test('scenarios set what clients take alone', () => {
  expect({
    any: set({}, 'maxRetries'),
    'at least one': set({ '/retry/optionRange': { min: 1 } }, 'maxRetries'),
    'two at most': set({ '/retry/optionRange': { max: 2 } }, 'maxRetries'),
  }).toMatchInlineSnapshot(`
    {
      "any": [
        0,
        1,
        2,
        5,
        undefined,
      ],
      "at least one": [
        1,
        2,
        5,
        undefined,
      ],
      "two at most": [
        0,
        1,
        2,
        undefined,
      ],
    }
  `);
});

test('a timeout is played that clients take', () => {
  expect({
    any: set({}, 'timeoutMs'),
    longer: set({ '/timeouts': { optionRange: { minMs: 10_000 } } }, 'timeoutMs'),
    shorter: set({ '/timeouts': { optionRange: { maxMs: 1000 } } }, 'timeoutMs'),
  }).toMatchInlineSnapshot(`
    {
      "any": [
        2000,
        undefined,
      ],
      "longer": [
        10000,
        undefined,
      ],
      "shorter": [
        1000,
        undefined,
      ],
    }
  `);
});

test('a client is given nothing of an option where the spec says what stands there then', () => {
  const { scenarios } = changedSpec(tides, {
    '/options/version': { header: 'X-Version', otherwise: null },
    '/options/region': { query: 'region' },
  });
  const without = [...scenarios.values()].flatMap(({ id, clients }) =>
    clients.flatMap((client) => (client.without === undefined ? [] : [[id, client.without]])),
  );
  expect(without).toMatchInlineSnapshot(`
    [
      [
        "request/without-version/book",
        [
          "version",
        ],
      ],
    ]
  `);
});
