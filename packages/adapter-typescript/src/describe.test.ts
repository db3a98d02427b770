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
  const { type, fields, text, texts, traits } = describeError(new Hostile('m'));
  expect({ type, fields, traits }).toEqual({
    type: 'Hostile',
    fields: { status: 'reading it raised Error: no status' },
    traits: { instanceofError: true, nameMatchesClass: false, survivesClone: true, survivesJson: false },
  });
  expect(text).toBe('raised Error: no string');
  expect(texts).toMatchObject({ json: 'raised Error: no json', message: 'm' });
});

test('fields are JSON, whatever they hold', () => {
  const held = {
    big: 1n,
    self: {},
    method: () => 1,
    list: [1, Number.NaN],
    nothing: undefined,
    map: new Map([[1, 2]]),
  };
  const error = Object.assign(new Error('m'), held);
  error.self = error;
  expect(describeError(error).fields).toEqual({
    big: '1n',
    self: '… (refers back)',
    list: [1, 'NaN'],
    nothing: null,
    map: 'Map(1) { 1 => 2 }',
  });
});

test('headers are told by name', () => {
  const error = Object.assign(new Error('m'), { headers: new Headers({ 'X-Request-Id': 'r1' }) });
  expect(describeError(error).fields).toEqual({ headers: { 'x-request-id': 'r1' } });
});

test('long texts are cut, and say how long they were', () => {
  const { message, texts, cut } = describeError(new Error('x'.repeat(100_000)));
  expect(message).toBe(`${'x'.repeat(65_536)}… (100000 in all)`);
  expect(Math.max(...Object.values(texts).map((text) => text.length))).toBeLessThan(65_600);
  expect(cut).toEqual(['message', 'text', 'texts.inspect', 'texts.message', 'texts.stack']);
});

test('what is whole is not told as cut', () => {
  expect(describeError(new Error('m', { cause: new Error('c') }))).not.toHaveProperty('cut');
});

test('an error that carries its body of 50 MB is told in a part of it', () => {
  const body = 'x'.repeat(50 * 1024 * 1024);
  const bodies = { body, parsed: { error: { message: body } }, bytes: Buffer.alloc(50 * 1024 * 1024) };
  const described = describeError(Object.assign(new Error('cut'), bodies));
  expect(JSON.stringify(described).length).toBeLessThan(400_000);
  expect(described.traits).not.toHaveProperty('survivesJson');
  expect(described.fields).toEqual({
    body: `${'x'.repeat(8_184)}… (52428800 in all)`,
    parsed: { error: { message: `${'x'.repeat(8_156)}… (52428800 in all)` } },
    bytes: expect.stringMatching(/^<Buffer 00 .* more bytes>$/),
  });
  expect(described.cut).toEqual(['fields.body', 'fields.parsed', 'texts.json']);
});

test('a field is bounded in depth and number, and in all together', () => {
  let deep: unknown = 'bottom';
  for (let i = 0; i < 100_000; i++) deep = { deep };
  const wide = Array.from({ length: 1_000_000 }, (_, i) => i);
  const keys = Object.fromEntries(wide.slice(0, 100).map((i) => [`k${i}`, i]));
  const tree = Array.from({ length: 60 }, () => wide.slice(0, 60));
  const { fields, cut } = describeError(Object.assign(new Error('m'), { deep, wide, keys, tree }));
  expect(JSON.stringify(fields['deep'])).toBe(`${'{"deep":'.repeat(8)}"… (deeper)"${'}'.repeat(8)}`);
  expect([fields['wide'], fields['keys']]).toEqual([
    [...wide.slice(0, 64), '… (1000000 in all)'],
    { ...Object.fromEntries(wide.slice(0, 64).map((i) => [`k${i}`, i])), '…': '… (100 in all)' },
  ]);
  expect(JSON.stringify(fields['tree']).length).toBeLessThan(8_192);
  expect(cut).toEqual(['fields.deep', 'fields.wide', 'fields.keys', 'fields.tree']);
});

test('nothing that an error does keeps it from being described', () => {
  const no = (): never => {
    throw new Error('no');
  };
  const traps = { get: no, has: no, ownKeys: no, getPrototypeOf: no, getOwnPropertyDescriptor: no };
  const { proxy, revoke } = Proxy.revocable(new Error('m'), {});
  revoke();
  for (const hostile of [new Proxy(new Error('m'), traps), proxy]) {
    expect(describeError(hostile)).toMatchObject({ type: 'object', bases: [], fields: {} });
  }
  const held = { hostile: new Proxy({}, traps), loop: { toJSON: (): unknown => held.loop }, thrower: { toJSON: no } };
  expect(describeError(Object.assign(new Error('m'), held)).fields).toEqual({
    hostile: 'reading it raised Error: no',
    loop: '… (refers back)',
    thrower: 'reading it raised Error: no',
  });
});

test.each([
  ['its class’s', new (class LimitError extends Error {})('m'), 'LimitError', 'Error'],
  ['its own', Object.assign(new Error('m'), { name: 'AbortError' }), 'Error', 'AbortError'],
  ['a DOMException’s', AbortSignal.abort().reason, 'DOMException', 'AbortError'],
  ['none', { message: 'm' }, 'Object', undefined],
  ['no text', { name: 7 }, 'Object', undefined],
])('the name of an error: %s', (_, error, type, name) => {
  expect([describeError(error).type, describeError(error).name]).toEqual([type, name]);
});

test('the cause chain is told to its fifth link', () => {
  let error = new Error('0');
  for (let i = 1; i < 10; i++) error = new Error(String(i), { cause: error });
  const depths = Object.keys(describeError(error).texts)
    .filter((name) => name.endsWith('string'))
    .map((name) => name.split('.').length - 1);
  expect(depths).toEqual([1, 2, 3, 4, 5]);
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
