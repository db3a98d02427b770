import { expect, test } from 'vitest';
import { describeError } from './describe.js';

test('an error whose own code raises is described all the same', () => {
  class Hostile extends Error {
    get status(): number {
      throw new Error('no status');
    }
    override toString(): string {
      throw new Error('no string');
    }
    toJSON(): never {
      throw new Error('no json');
    }
  }
  const { type, fields, texts, traits } = describeError(new Hostile('m'));
  expect({ type, fields, traits }).toEqual({
    type: 'Hostile',
    fields: { status: 'reading it raised Error: no status' },
    traits: { instanceofError: true, nameMatchesClass: false, survivesClone: true, survivesJson: false },
  });
  expect(texts).toMatchObject({ string: 'raised Error: no string', json: 'raised Error: no json', message: 'm' });
});

test('fields are JSON, whatever they hold', () => {
  const error = Object.assign(new Error('m'), { big: 1n, self: {}, method: () => 1, list: [1], nothing: undefined });
  error.self = error;
  expect(describeError(error).fields).toMatchObject({
    big: '1n',
    list: [1],
    nothing: null,
    self: expect.stringContaining('Error: m'),
  });
  expect(Object.keys(describeError(error).fields)).toEqual(['big', 'self', 'list', 'nothing']);
});

test('long texts are cut, and say how long they were', () => {
  const { message, texts } = describeError(new Error('x'.repeat(100_000)));
  expect(message).toBe(`${'x'.repeat(65_536)}… (100000 in all)`);
  expect(Math.max(...Object.values(texts).map((text) => text.length))).toBeLessThan(65_600);
});

test('the cause chain is told to its fifth link', () => {
  let error = new Error('0');
  for (let i = 1; i < 10; i++) error = new Error(String(i), { cause: error });
  const depths = Object.keys(describeError(error).texts)
    .filter((name) => name.endsWith('string'))
    .map((name) => name.split('.').length - 1);
  expect(depths).toEqual([0, 1, 2, 3, 4, 5]);
});

test.each([
  [undefined, 'undefined', ''],
  [null, 'null', ''],
  [7, 'number', '7'],
  [{ message: 'odd' }, 'Object', 'odd'],
  [Object.create(null), 'object', ''],
])('%o thrown is described', (thrown, type, message) => {
  expect(describeError(thrown)).toMatchObject({ type, message, bases: [], causeType: null });
});
