import { expect, test } from 'vitest';
import { checkDefinition } from './definition.js';

const good = { sdk: { name: 'a', version: '1' }, createClient: () => ({}), operations: { list: () => [] } };

test('a good definition passes', () => {
  expect(() => checkDefinition(good)).not.toThrow();
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
  [{ ...good, operation: {} }, "operation: expected one of the keys sdk, createClient, operations, got 'operation'"],
  [
    { ...good, createClient: {} },
    'createClient: expected a function ({ baseUrl, options, credentials, mutant }) => client, got {}',
  ],
  [{ ...good, operations: [] }, 'operations: expected an object of functions by operation name, got []'],
  [{ ...good, operations: {} }, 'operations: expected at least one operation, got {}'],
  [
    { ...good, operations: { list: null } },
    'operations.list: expected a function (client, args, { signal }) => value, got null',
  ],
];

test.each(wrong)('%o is refused', (definition, message) => {
  expect(() => checkDefinition(definition)).toThrow(`defineAdapter: ${message}`);
});
