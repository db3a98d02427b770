import { expect, test } from 'vitest';
import { exchangesOfHar } from './har.js';
import { type Exchange, recordedOf } from './recorded.js';

const exchange: Exchange = {
  method: 'GET',
  url: 'https://api.shop.example/v1/items?api_key=key-of-the-query',
  requestHeaders: [['Authorization', 'Bearer token-of-the-request']],
  status: 200,
  headers: [
    ['Content-Type', 'application/json'],
    ['Content-Encoding', 'gzip'],
    ['Content-Length', '31'],
    ['Set-Cookie', 'sid=1'],
    ['X-Request-Id', 'req_1'],
  ],
  body: '{"items":[{"id":"1","name":"First"}],"max_tokens":5}',
};

test('an answer as curl prints it, without what is of the connection', () => {
  const { path, text, redactions } = recordedOf({ ...exchange, headers: exchange.headers.slice(0, 3) });
  expect(path).toBe('get-v1-items-200.http');
  expect(text).toBe(`HTTP/1.1 200 OK\nContent-Type: application/json\n\n${exchange.body}`);
  expect(redactions).toEqual([]);
});

test('no secret of the request or the answer is kept', () => {
  const body = JSON.stringify({
    access_token: 'anything',
    echo: 'you sent token-of-the-request and key-of-the-query',
    jwt: 'eyJhbGciOiJI.eyJzdWIiOiIx.c2ln',
    key: 'sk_live_0123456789abcdef',
    nested: [{ password: 'hunter2' }],
  });
  const { text, redactions } = recordedOf({ ...exchange, body });
  expect(text).not.toMatch(/anything|token-of|key-of|eyJ|sk_live|hunter2|sid=1/);
  expect(text).toContain('X-Request-Id: req_1\n');
  expect(redactions).toEqual(['the header Set-Cookie', '/access_token', '/echo', '/jwt', '/key', '/nested/0/password']);
  const plain = recordedOf({ ...exchange, headers: [], body: 'token-of-the-request is refused' });
  expect(plain.text).toBe('HTTP/1.1 200 OK\n\nREDACTED is refused');
});

test('the exchanges of an HTTP archive', () => {
  const entry = (of: object, content: object) => ({
    request: { method: 'GET', url: 'https://api.shop.example/v1/items', headers: [{ name: 'Cookie', value: 'sid=1' }] },
    response: { status: 200, headers: [{ name: 'Content-Type', value: 'application/json' }], content, ...of },
  });
  const archive = {
    log: {
      entries: [
        entry({}, { text: '{}' }),
        entry({}, { text: Buffer.from('{"a":"ä"}').toString('base64'), encoding: 'base64' }),
        entry({ status: 0 }, {}),
        'no entry',
      ],
    },
  };
  const found = exchangesOfHar(archive);
  expect(typeof found === 'string' ? found : found.map(({ body }) => body)).toEqual(['{}', '{"a":"ä"}']);
  expect(exchangesOfHar({ openapi: '3.0.0' })).toBe('this is no HTTP archive\n  expected: a mapping with log.entries');
});
