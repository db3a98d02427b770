import { expect, test } from 'vitest';
import { signatureOf } from './signature.js';

const window = 'backoff before retry 2: 500 to 1000 ms';

// Left: what two runs of one fault said. Right: what both come to.
test.each<[string, string, readonly string[], string]>([
  [
    'a delay drawn anew, before whichever retry it shows first',
    window,
    ['retry 1 came after 12 ms', 'retry 2 came after 387 ms', 'retry 3 came after 249.7 ms'],
    'retry <n> came after <too soon>',
  ],
  [
    'a delay in another unit',
    'Retry-After: 30 s replaces the backoff',
    ['retry 1 came after 412 ms', 'retry 1 came after 29.999 s'],
    'retry <n> came after <too soon>',
  ],
  [
    'a timeout that a drawn wait is added to',
    'an attempt is given up after 30000 ms',
    ['given up after 30383 ms', 'given up after 30,412 ms'],
    'given up after <too late>',
  ],
  [
    'a time of which nothing is expected',
    'an abort settles at once',
    ['settled 1204 ms after the abort', 'settled 3 s after the abort'],
    'settled <some time> after the abort',
  ],
  [
    'how much later a request came that is one too many',
    'no retries are left',
    ['after 429, request 5 came 812 ms later', 'after 429, request 5 came 1,012 ms later'],
    'after 429, request 5 came <some time> later',
  ],
  [
    'figures of a sample',
    'delays of 1000 clients are spread evenly over 250 to 500 ms',
    [
      '1000 delays before retry 1 lie between 250 and 499 ms, unevenly: 61 % of them in the window’s lower 50 %',
      '1000 delays before retry 1 lie between 251 and 500 ms, unevenly: 63.5 % of them in the window’s lower 49 %',
    ],
    '1000 delays before retry 1 lie between <some time>, unevenly: <share> of them in the window’s lower <share>',
  ],
  [
    'ids, ports, addresses and dates',
    'the path is /v1/chat',
    [
      'the path is /v1/chat/840966c2-91f0-4a0e-8f3c-1d2b3c4d5e6f at 127.0.0.1:40123 on 2026-11-29T22:01:02.123Z, <Client at 0x7f3a9c1d>',
      'the path is /v1/chat/0d9c66c2-0000-4abc-9f3c-aaaaaaaaaaaa at 127.0.0.1:55001 on 2026-12-01T00:00:00Z, <Client at 0xdeadbeef>',
    ],
    'the path is /v1/chat/<id> at 127.0.0.1:<port> on <date>, <Client at <address>>',
  ],
  [
    'an HTTP-date, a time of day in seconds, a token',
    'the header is equal on each attempt',
    [
      'Date: Sun, 29 Nov 2026 22:01:02 GMT, exp 1764453662, key 9f86d081884c7d659a2feaa0c55ad015',
      'Date: Mon, 30 Nov 2026 01:00:00 GMT, exp 1764460000, key e3b0c44298fc1c149afbf4c8996fb924',
    ],
    'Date: <date>, exp <date>, key <id>',
  ],
  [
    'where a program stands on a machine',
    'nothing is rejected unseen',
    [
      'unhandled rejection: Error: x, at send (file:///home/ci/sdk/dist/client.js:12:34), (node:4711) warning',
      'unhandled rejection: Error: x, at send (file:///Users/kim/w/sdk/dist/client.js:15:3), (node:99) warning',
    ],
    'unhandled rejection: Error: x, at send (client.js), (node:<n>) warning',
  ],
  [
    'where a connection led, as urllib3 and Python tell it',
    'no warning',
    [
      "raised ApiError: HTTPConnectionPool(host='127.0.0.1', port=36619): Read timed out; unclosed <socket.socket fd=20, laddr=('127.0.0.1', 43452)>",
      "raised ApiError: HTTPConnectionPool(host='127.0.0.1', port=46573): Read timed out; unclosed <socket.socket fd=35, laddr=('127.0.0.1', 50114)>",
    ],
    "raised ApiError: HTTPConnectionPool(host='127.0.0.1', port=<port>): Read timed out; unclosed <socket.socket fd=<n>, laddr=('127.0.0.1', <port>)>",
  ],
  [
    'a number that is worked out of the time',
    'retryAfter is 20',
    ['retryAfter is 19.998', 'retryAfter is 19.412'],
    'retryAfter is 19.<n>',
  ],
  [
    'the step in which it shows',
    'each call is judged on its own',
    ['step-3: retry 1 came after 0 ms', 'step-17: retry 2 came after 1 ms'],
    'step-<n>: retry <n> came after <some time>',
  ],
])('%s', (_, expected, seen, signature) => {
  expect(seen.map((text) => signatureOf({ expected, seen: text }))).toEqual(seen.map(() => signature));
});

// Faults that a known one must not hide.
test.each<[string, string, string, string]>([
  ['too soon and too late', window, 'retry 1 came after 12 ms', 'retry 1 came after 2000 ms'],
  ['how many requests came', 'c', 'after 429 the SDK stopped: 1 request', 'after 429 the SDK stopped: 3 requests'],
  ['which request is too many', 'c', 'after 429, request 4 came 9 ms later', 'after 429, request 5 came 9 ms later'],
  ['the status', 'c', 'raised ServerError: HTTP 500', 'raised ServerError: HTTP 503'],
  ['the class', 'c', 'raised RateLimitError: Slow down', 'raised Error: Slow down'],
  ['how many events came', 'c', 'returned 2 events', 'returned 3 events'],
  ['a value', 'c', 'retryAfter is 0.25', 'retryAfter is 2.5'],
  ['no value', 'c', 'retryAfter is null', 'retryAfter is 30'],
  ['the exit code', 'c', 'the process ended with code 1', 'the process ended with code 134'],
  ['the length of a message', 'c', 'the message has 4097 bytes', 'the message has 50000 bytes'],
  ['the clients of a sample', 'c', 'all 40 clients waited 500 ms', 'all 1000 clients waited 500 ms'],
])('%s tells faults apart', (_, expected, one, other) => {
  expect(signatureOf({ expected, seen: one })).not.toBe(signatureOf({ expected, seen: other }));
});

test('a signature is its own signature, so that a person may write one down', () => {
  const once = signatureOf({ expected: window, seen: 'retry 1 came after 12 ms at 127.0.0.1:40123' });
  expect(signatureOf({ expected: window, seen: once })).toBe(once);
});
