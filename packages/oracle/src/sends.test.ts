import type { JsonValue, Operation, Parameter } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { sendsOf } from './sends.js';
import { spec } from './testing/decisions.js';

const parameter = (name: string, rest: Partial<Parameter>): Parameter => ({
  name,
  in: 'body',
  type: 'string',
  required: false,
  values: null,
  example: null,
  ...rest,
});

const parameters: readonly Parameter[] = [
  parameter('id', { in: 'path', required: true }),
  parameter('key', { type: 'uuid' }),
  parameter('size', { values: ['small', 'large'] }),
  parameter('count', { type: 'integer' }),
  parameter('ratio', { type: 'number' }),
  parameter('dry', { type: 'boolean' }),
  parameter('list', { type: 'array' }),
  parameter('extra', { type: 'object' }),
];

function sends(given: Readonly<Record<string, JsonValue>>, abortAtMs?: number): string {
  const [some] = spec.operations;
  if (some === undefined) throw new Error('a spec has operations');
  const operation: Operation = { ...some, parameters };
  const step = { id: 's', client: 'c', operation: some.id, arguments: given, script: [{ fixture: null }] };
  return sendsOf(operation, abortAtMs === undefined ? step : { ...step, abortAtMs });
}

const whole = {
  id: 'a b/../c',
  key: '281f8ff1-d8ae-4a89-825a-2825c30d3742',
  size: 'large',
  count: 0,
  ratio: -0.5,
  dry: false,
  list: [],
  extra: {},
};

test('a request is due for arguments that fit', () => {
  expect([sends({ id: 'x' }), sends(whole), sends({ id: 'x' }, 1)]).toEqual(['must', 'must', 'must']);
});

test.each<readonly [string, Readonly<Record<string, JsonValue>>]>([
  ['a missing one', {}],
  ['one that there is not', { id: 'x', other: 1 }],
  ['an empty text', { id: '' }],
  ['a blank text', { id: ' ' }],
  ['a path that leads elsewhere', { id: '..' }],
  ['no UUID', { id: 'x', key: 'me' }],
  ['none of the values', { id: 'x', size: 'medium' }],
  ['a fraction', { id: 'x', count: 1.5 }],
  ['a number as text', { id: 'x', ratio: '1' }],
  ['null for true or false', { id: 'x', dry: null }],
  ['no list', { id: 'x', list: {} }],
  ['no object', { id: 'x', extra: [] }],
])('none is due for %s, which an SDK may refuse', (_, given) => {
  expect(sends(given)).toBe('may');
});

test('none is due in a call that is aborted as it starts', () => {
  expect(sends(whole, 0)).toBe('may');
});
