import type { JsonValue } from '@sdk-conformance/model';
import type { Because } from '@sdk-conformance/oracle';
import { expect, test } from 'vitest';
import { judgeHeaders } from './headers.js';
import { raisedError } from './testing/model-outcome.js';

const because: Because = { requirement: 'error.headers', pointer: '/errors/fields/headers', text: 'they are there' };
const holds = { 'content-type': 'application/json', 'x-request-id': 'r1' };

function judged(headers: JsonValue | undefined, cut: readonly string[] = []): string {
  const fields = headers === undefined ? {} : { headers };
  const error = { ...raisedError('E', [], { message: '' }), fields, cut };
  return judgeHeaders({ name: 'headers', holds, because }, error, 's')
    .map(({ verdict, seen }) => (verdict === 'pass' ? verdict : `${verdict}: ${seen}`))
    .join();
}

test.each<[string, JsonValue]>([
  ['a map, its names in any case', { 'Content-Type': 'application/json', 'X-Request-Id': 'r1', Date: 'now' }],
  ['a map of lists', { 'content-type': ['application/json'], 'x-request-id': ['r0', 'r1'] }],
  [
    'pairs',
    [
      ['Content-Type', 'application/json'],
      ['X-Request-Id', 'r1'],
    ],
  ],
  [
    'pairs by name',
    [
      { Key: 'Content-Type', Value: ['application/json'] },
      { Key: 'x-request-id', Value: ['r1'] },
    ],
  ],
  ['names and values in turn', ['Content-Type', 'application/json', 'X-Request-Id', 'r1']],
])('%s', (_, headers) => {
  expect(judged(headers)).toBe('pass');
});

test('what lacks one, or says another, and what is not there', () => {
  expect([
    judged({ 'content-type': 'application/json' }),
    judged({ ...holds, 'x-request-id': 'r2' }),
    judged({}),
    judged(undefined),
  ]).toEqual([
    'fail: x-request-id of headers is null',
    'fail: x-request-id of headers is "r2"',
    'fail: content-type of headers is null',
    'fail: headers is null or absent',
  ]);
});

test('what nobody can read is not judged', () => {
  expect([judged('<Headers>'), judged([7]), judged({}, ['fields.headers'])]).toEqual([
    'unspecified: headers is in a form that tells no headers',
    'unspecified: headers is in a form that tells no headers',
    'unspecified: the adapter tells a part of headers alone',
  ]);
});
