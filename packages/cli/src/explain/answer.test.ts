import type { Answer, Fixture } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { answerWords } from './answer.js';

const fixture: Fixture = {
  id: 'api/429',
  file: 'api/429.http',
  status: 429,
  reason: 'Too Many Requests',
  headers: [],
  body: new Uint8Array(),
};
const fixtures = new Map([[fixture.id, fixture]]);

test.each<[Answer, string]>([
  [{ fixture: 'api/429' }, '429 Too Many Requests (api/429)'],
  [{ fixture: 'api/429', status: 503 }, '503 (api/429, status replaced)'],
  [
    { fixture: 'api/429', headers: { 'Retry-After': '3', Date: null } },
    '429 Too Many Requests (api/429); Retry-After: 3; without Date',
  ],
  [{ fixture: 'api/429', informational: [103] }, 'first 103; 429 Too Many Requests (api/429)'],
  [{ fixture: 'api/429', fault: { kind: 'delay', ms: 5 } }, '429 Too Many Requests (api/429); held back for 5 ms'],
  [{ fixture: null, fault: { kind: 'close' } }, 'the connection is closed without an answer'],
  [{ fixture: null, fault: { kind: 'reset', after: 'request' } }, 'the connection is reset'],
  [
    { fixture: null, fault: { kind: 'stall', after: 'request' } },
    'the server never answers, the connection stays open',
  ],
  [
    { fixture: 'api/429', fault: { kind: 'truncate', in: 'body', bytes: 1 } },
    '429 Too Many Requests (api/429); cut after 1 byte of the body, then the connection ends',
  ],
  [
    { fixture: 'api/429', fault: { kind: 'drip', bytes: 2, intervalMs: 10 } },
    '429 Too Many Requests (api/429); the body in pieces of 2 bytes, one every 10 ms',
  ],
  [
    {
      fixture: 'api/429',
      fault: { kind: 'pieces', pieces: [{ bytes: 1 }, { bytes: 2, pauseMs: 10 }], end: 'reset' },
    },
    '429 Too Many Requests (api/429); the body in pieces: 1 byte, after 10 ms 2 bytes, then the connection is reset',
  ],
  [{ fixture: null, fault: { kind: 'unresolved' } }, 'the name in the base URL does not resolve'],
  [
    { fixture: null, fault: { kind: 'handshake', by: 'certificate' } },
    'the base URL is https, and nobody vouches for the certificate',
  ],
  [{ fixture: null, fault: { kind: 'garbage', text: 'HELO\n' } }, 'bytes that are not HTTP: "HELO\\n"'],
])('%o', (answer, words) => expect(answerWords(answer, fixtures)).toBe(words));
