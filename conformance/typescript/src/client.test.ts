import { expect, test } from 'vitest';
import { FoilEngine } from './index.js';
import { bound, message, redact } from './message.js';
import { parseRetryAfter } from './retry.js';
import { parseEvents } from './sse.js';

// A date without a zone is GMT, wherever the SDK runs.
process.env['TZ'] = 'Asia/Kolkata';
const now = Date.parse('Wed, 21 Oct 2026 07:28:00 GMT');

test.each([
  ['2', 2],
  [' 1.5 ', 1.5],
  ['61', 61],
  ['Wed, 21 Oct 2026 07:28:03 GMT', 3],
  ['Wednesday, 21-Oct-26 07:28:03 GMT', 3],
  ['Wed Oct 21 07:28:03 2026', 3],
  ['Sun Nov  1 07:28:00 2026', 950_400],
  ['Wed, 21 Oct 2026 07:28:03', null],
  ['Wed, 21 Oct 2026 07:27:59 GMT', null],
  ['0', null],
  ['-1', null],
  ['-3', null],
  ['1abc', null],
  ['inf', null],
  ['2026', 2026],
  ['', null],
  [null, null],
])('Retry-After %j asks for %j s', (value, seconds) => {
  expect(parseRetryAfter(value, now)).toBe(seconds);
});

test('a message is cut between characters', () => {
  expect(bound('é'.repeat(3000))).toBe('é'.repeat(2048));
  expect(bound(`a${'é'.repeat(3000)}`)).toBe(`a${'é'.repeat(2047)}`);
});

test('the message is the first string of the places where servers put it', () => {
  expect(message('{"error":{"message":7},"detail":"d","title":"t"}', 500, 'Phrase')).toBe('d');
  expect(message('{"error":"e"}', 500, 'Phrase')).toBe('e');
  expect(message('[1]', 500, 'Phrase')).toBe('Phrase');
  expect(message(null, 502, '')).toBe('Bad Gateway');
  expect(message(null, 520, '')).toBe('HTTP 520');
});

test('a secret that the server repeats is not repeated', () => {
  expect(redact('no key pk_1, no pk_1', ['pk_1'])).toBe('no key [redacted], no [redacted]');
});

test('a key that no header can carry is refused without being shown', () => {
  expect(() => new FoilEngine({ apiKey: 'pk_1\n' })).toThrow(/^apiKey holds a character that no header can carry$/);
  expect(() => new FoilEngine({ apiKey: 'k', maxRetries: -1 })).toThrow(
    'maxRetries must be a number of at least 0, not -1',
  );
});

test('events are the same however the stream is split', async () => {
  const text = ': hi\r\nevent: a\rdata: {"é":\rdata: 1}\r\n\r\ndata\n\nid: 7\ndata: null\n\ndata: lost';
  const bytes = new TextEncoder().encode(text);
  for (let size = 1; size <= bytes.length; size++) {
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
    }
    const events = [];
    for await (const event of parseEvents(pieces())) events.push(event);
    expect(events).toEqual([
      { event: 'a', data: { é: 1 } },
      { event: 'message', data: '' },
      { event: 'message', data: null },
    ]);
  }
});
