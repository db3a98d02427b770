import { expect, test } from 'vitest';
import { checkDefinition } from './definition.js';

const good = { sdk: { name: 'a', version: '1' }, createClient: () => ({}), operations: { list: () => [] } };

test('a good definition passes', () => {
  expect(() => checkDefinition(good)).not.toThrow();
  const without = { abort: { list: 'it takes no signal' }, stream: 'the API has none', steps: 'one call at a time' };
  expect(() => checkDefinition({ ...good, without })).not.toThrow();
  expect(() => checkDefinition({ ...good, without: { abort: 'no call takes a signal' } })).not.toThrow();
});

const wrong: readonly [definition: unknown, message: string][] = [
  [undefined, 'definition: expected { sdk, createClient, operations }, got undefined'],
  [{ ...good, sdk: 'a' }, "sdk: expected { name, version }, got 'a'"],
  [{ ...good, sdk: { name: 'a' } }, 'sdk.version: expected a string, got undefined'],
  [
    { ...good, sdk: { ...good.sdk, varient: 'x' } },
    "sdk.varient: expected one of the keys name, version, language, variant, got 'varient'",
  ],
  [{ ...good, sdk: { ...good.sdk, variant: 1 } }, 'sdk.variant: expected a string or nothing, got 1'],
  [
    { ...good, operation: {} },
    "operation: expected one of the keys sdk, createClient, operations, without, handsOnUndefined, got 'operation'",
  ],
  [
    { ...good, createClient: {} },
    'createClient: expected a function ({ baseUrl, options, credentials, mutant }) => client, got {}',
  ],
  [{ ...good, operations: [] }, 'operations: expected an object of functions by operation name, got []'],
  [
    { ...good, operations: { list: null } },
    'operations.list: expected a function (client, args, { signal }) => value, got null',
  ],
  [
    { ...good, without: { clock: 'none' } },
    "without.clock: expected one of the keys abort, stream, steps, got 'clock'",
  ],
  [{ ...good, without: { abort: '' } }, "without.abort: expected a text that says why, got ''"],
  [{ ...good, without: { stream: true } }, 'without.stream: expected a text that says why, got true'],
  [
    { ...good, without: { abort: true } },
    'without.abort: expected a text that says why, or such texts by operation, got true',
  ],
  [
    { ...good, without: { abort: { get: 'no signal' } } },
    "without.abort.get: expected one of the operations list, got 'get'",
  ],
  [{ ...good, without: { abort: { list: 1 } } }, 'without.abort.list: expected a text that says why, got 1'],
];

test.each(wrong)('%o is refused', (definition, message) => {
  expect(() => checkDefinition(definition)).toThrow(`defineAdapter: ${message}`);
});
