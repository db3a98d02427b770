import { expect, test } from 'vitest';
import { parseEvents } from './sse.js';

test.each([
  ['one event', 'event: tick\ndata: {"n":1}\n\n', [{ event: 'tick', data: { n: 1 } }]],
  ['without a name', 'data: 1\n\n', [{ event: 'message', data: 1 }]],
  ['data that is not JSON', 'data: [DONE]\n\n', [{ event: 'message', data: '[DONE]' }]],
  ['several data lines', 'data: {\ndata: "a": 1}\n\n', [{ event: 'message', data: { a: 1 } }]],
  ['only the first blank goes', 'data:  two\n\n', [{ event: 'message', data: ' two' }]],
  ['no blank', 'event:a\ndata:1\n\n', [{ event: 'a', data: 1 }]],
  ['a field without a colon', 'data\n\n', [{ event: 'message', data: '' }]],
  [
    'comments, ids, retry and unknown fields',
    ': hi\nid: 7\nretry: 10\nfoo: bar\ndata: 1\n\n',
    [{ event: 'message', data: 1 }],
  ],
  ['a name without data is no event, and is forgotten', 'event: a\n\ndata: 1\n\n', [{ event: 'message', data: 1 }]],
  ['CRLF', 'event: a\r\ndata: 1\r\n\r\n', [{ event: 'a', data: 1 }]],
  ['CR', 'event: a\rdata: 1\r\r', [{ event: 'a', data: 1 }]],
  ['a byte order mark', '\uFEFFdata: 1\n\n', [{ event: 'message', data: 1 }]],
  ['an unfinished last event', 'data: 1\n\ndata: 2\n', [{ event: 'message', data: 1 }]],
  ['an unfinished last line', 'data: 1\n\ndata: 2', [{ event: 'message', data: 1 }]],
  ['nothing', '', []],
])('%s', (_, text, expected) => {
  expect(parseEvents(text)).toEqual(expected);
});
