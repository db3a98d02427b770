import type { ErrorBody } from '@sdk-conformance/model';
import { describe, expect, test } from 'vitest';
import { boundBytes, parseJson, serverMessage } from './body.js';

const policy: ErrorBody = {
  message: ['/error/message', '/message', '/errors/0/a~1b', '/error'],
  fallback: null,
  maxMessageBytes: null,
  exactMessage: null,
  undecodable: 'keepStatus',
  notJson: null,
  cut: null,
  corrupt: null,
  empty: null,
  example: null,
};

describe('the server’s message', () => {
  test.each([
    ['the first pointer', { error: { message: 'one' }, message: 'two' }, { text: 'one', by: 0 }],
    ['the next, where the first leads to no string', { error: { message: 7 }, message: 'two' }, { text: 'two', by: 1 }],
    ['the next, where the first is empty', { error: { message: '' }, message: 'two' }, { text: 'two', by: 1 }],
    ['into a list, with an escaped key', { errors: [{ 'a/b': 'three' }] }, { text: 'three', by: 2 }],
    ['a string on the way to a deeper one', { error: 'four' }, { text: 'four', by: 3 }],
    ['nothing', { detail: 'five' }, null],
    ['a list', [1], null],
    ['a number', 42, null],
    ['null', null, null],
  ])('%s', (_, body, expected) => {
    expect(serverMessage(policy, body)).toEqual(expected);
  });

  test('is nothing where the spec has no pointers', () => {
    expect(serverMessage({ ...policy, message: null }, { message: 'two' })).toBeNull();
  });
});

test('JSON behind a byte order mark is read, what is no JSON is not', () => {
  expect(parseJson('\uFEFF{"a":1}')).toEqual({ json: true, value: { a: 1 } });
  expect(['', '{', '<html>', "{'a':1}"].map((text) => parseJson(text).json)).toEqual([false, false, false, false]);
});

test.each([
  ['abc', 3, 'abc'],
  ['abc', 2, 'ab'],
  ['äöü', 4, 'äö'],
  ['äöü', 3, 'ä'],
  ['a🌊b', 4, 'a'],
  ['a🌊b', 5, 'a🌊'],
  ['abc', 0, ''],
])('%s within %i bytes', (text, bytes, expected) => {
  expect(boundBytes(text, bytes)).toBe(expected);
});
