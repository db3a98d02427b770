import { expect, test } from 'vitest';
import type { Fixture } from './fixture.js';
import { whyNotByHttp2 } from './http2.js';
import type { Answer } from './scenario.js';

const fixture = (id: string, reason: string, status = 500): [string, Fixture] => [
  id,
  { id, status, reason, headers: [['Content-Type', 'text/plain']], body: new Uint8Array() } as unknown as Fixture,
];
const fixtures = new Map([fixture('plain', 'Internal Server Error'), fixture('no-phrase', '')]);

const why = (...script: Answer[]) =>
  whyNotByHttp2({ steps: [{ id: 's', client: 'c', operation: 'o', arguments: {}, script }] }, fixtures);
const plain: Answer = { fixture: 'plain' };

test.each<[Answer, string | null]>([
  [plain, null],
  [{ ...plain, fault: { kind: 'truncate', in: 'body', bytes: 3 } }, null],
  [
    { ...plain, fault: { kind: 'truncate', in: 'head', bytes: 3 } },
    'the head of an answer is one frame by HTTP/2, whole or not there',
  ],
  [
    { fixture: null, fault: { kind: 'garbage', text: 'x' } },
    'HTTP/2 has no bytes that are no HTTP in place of an answer',
  ],
  [{ fixture: null, fault: { kind: 'refuse' } }, null],
  [{ fixture: 'no-phrase' }, 'HTTP/2 has no reason phrases'],
  [{ ...plain, status: 600 }, 'the HTTP/2 of the mock server has no status over 599'],
  [{ ...plain, headers: { 'Retry-After': '2', Date: null } }, null],
  [{ ...plain, headers: { 'RETRY-AFTER': '2' } }, 'HTTP/2 has header names in lower case alone'],
  [{ ...plain, headers: { 'Retry-After': '2', 'retry-after': '7' } }, 'a header of one value has one line by HTTP/2'],
  [{ ...plain, headers: { Connection: 'close' } }, 'HTTP/2 has no Connection header'],
  [{ ...plain, headers: { 'Transfer-Encoding': 'chunked' } }, 'HTTP/2 has no chunks'],
  [{ ...plain, headers: { 'Content-Length': null } }, null],
])('%j', (answer, expected) => {
  expect(why(plain, answer)).toBe(expected);
});
