import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { conforms } from './conforms.js';
import { specSchema } from './document.js';

const ajv = new Ajv2020({ strict: false, strictNumbers: true });
const complete = ajv.compile(specSchema);

function readSpec(name: string): unknown {
  return parse(readFileSync(new URL(`../../test-data/${name}`, import.meta.url), 'utf8'));
}

/** What may stand in place of a value by mistake. */
const instead = [null, -0.5, 'x', ['x', 'x'], { x: 1 }];

/** The value with one thing wrong: a part left out, or another in its place, or a key too many. */
function* changed(value: unknown): Generator<unknown> {
  yield* instead;
  if (Array.isArray(value)) {
    yield [...value, ...value];
    for (const [at, item] of value.entries()) {
      yield value.toSpliced(at, 1);
      for (const other of changed(item)) yield value.with(at, other);
    }
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, unknownKey: 1 };
    for (const [key, own] of Object.entries(value)) {
      yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
      for (const other of changed(own)) yield { ...value, [key]: other };
    }
  }
}

test('the schema of specs is one', () => {
  expect(ajv.validateSchema(specSchema)).toBe(true);
});

test.each(['every-key.yaml', 'tides.yaml'])('says the same as ajv of %s, with any one thing wrong', (name) => {
  const value = readSpec(name);
  expect([conforms(specSchema, value, specSchema), complete(value)]).toEqual([true, true]);
  let [right, wrong] = [0, 0];
  for (const other of changed(value)) {
    const due = complete(other);
    if (due) right += 1;
    else wrong += 1;
    if (conforms(specSchema, other, specSchema) !== due) expect([due, other]).toBe('what conforms() says');
  }
  expect(right).toBeGreaterThan(100);
  expect(wrong).toBeGreaterThan(500);
});

describe('one keyword', () => {
  test.each([
    [
      { uniqueItems: true },
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      false,
    ],
    [{ uniqueItems: true }, [1, '1', [1], null], true],
    [{ type: ['string', 'null'] }, null, true],
    [{ type: 'number' }, Number.NaN, false],
    [{ type: 'integer' }, 2.5, false],
    [{ minLength: 2 }, '😀', false],
    [{ enum: ['a', 1] }, 'a', true],
    [{ const: 1 }, '1', false],
    [JSON.parse('{ "if": { "const": 1 }, "then": false }'), 2, true],
    [JSON.parse('{ "if": { "const": 1 }, "then": false }'), 1, false],
    [{ additionalProperties: false, properties: { a: {} } }, { toString: 1 }, false],
    [{ propertyNames: { pattern: '^a' } }, { b: 1 }, false],
  ])('%j of %j: %s', (schema, value, holds) => {
    expect(conforms(schema, value, schema)).toBe(holds);
    expect(ajv.validate(schema, value)).toBe(holds);
  });

  test.each([[{ unknownWord: 1 }], [{ constructor: 1 }], [{ $ref: '#/elsewhere' }], [{ oneOf: [true] }]])(
    '%j is not known, and so nothing is sure',
    (schema) => {
      expect(conforms(schema, 1, schema)).toBe(false);
    },
  );
});
