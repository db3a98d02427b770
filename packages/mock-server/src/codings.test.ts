import { gzipSync } from 'node:zlib';
import type { RawMessage } from '@sdk-conformance/handlers';
import { expect, test } from 'vitest';
import { acceptsCoding, negotiate } from './codings.js';

test.each<[string | null, boolean]>([
  ['gzip', true],
  ['gzip, deflate, br', true],
  ['x-gzip;q=0.5', true],
  ['*', true],
  ['br;q=1.0, *;q=0.1', true],
  ['GZIP ; q=1', true],
  ['gzip;q=0', false],
  ['gzip; q=0.000, *', false],
  ['identity', false],
  ['*;q=0', false],
  ['br', false],
  ['', false],
  [null, false],
])('Accept-Encoding: %s takes gzip: %s', (value, takes) => {
  expect(acceptsCoding(value === null ? [] : [['accept-Encoding', value]], 'gzip')).toBe(takes);
});

const encoded = (body: Uint8Array): RawMessage => ({
  status: 500,
  reason: null,
  headers: [
    ['Content-Type', 'application/json'],
    ['content-encoding', 'gzip'],
    ['Content-Length', String(body.length)],
  ],
  body,
  withheld: new Set(),
});

test('what the client does not accept is served plain', () => {
  const { message, withheldCoding } = negotiate(encoded(gzipSync('{"a":1}')), [['Accept-Encoding', 'identity']]);
  expect(withheldCoding).toBe('gzip');
  expect(message.headers).toEqual([['Content-Type', 'application/json']]);
  expect(Buffer.from(message.body).toString()).toBe('{"a":1}');
});

test('what is corrupt stays so, under no coding', () => {
  const corrupt = new Uint8Array([31, 139, 8, 0, 1]);
  const { message, withheldCoding } = negotiate(encoded(corrupt), []);
  expect([withheldCoding, message.headers.length, message.body]).toEqual(['gzip', 1, corrupt]);
});

test('what the client accepts is served as recorded', () => {
  const recorded = encoded(gzipSync('{"a":1}'));
  expect(negotiate(recorded, [['Accept-Encoding', 'deflate, gzip']])).toEqual({
    message: recorded,
    withheldCoding: null,
  });
});
