import type { Exchange } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { notPassed, seen, simulated } from './testing/observed.js';

type Header = readonly [name: string, value: string];

/** What is not passed where each request has these headers beside its own; the numbers count from 0. */
const beside = (headers: (request: number) => readonly Header[]): readonly string[] =>
  notPassed(
    seen(simulated('request/attempts/initSession'), (exchange: Exchange) => ({
      ...exchange,
      request: { ...exchange.request, headers: [...exchange.request.headers, ...headers(exchange.index)] },
    })),
  );

test('headers of which the spec says nothing: what accuses nobody', () => {
  const sound: Readonly<Record<string, readonly string[]>> = {
    'the same on each': beside(() => [['X-Client', 'a, b']]),
    'another value on each': beside((n) => [['X-Request', `id-${n}`]]),
    'a number that grows': beside((n) => [['X-Number', String(10 ** n)]]),
    'a retry that is told': beside((n) => (n === 0 ? [] : [['X-Retry-Count', String(n)]])),
    'a cookie that the server set': beside((n) => (n === 0 ? [] : [['Cookie', 'a=b']])),
    'what clients send by themselves': beside((n) => (n === 0 ? [] : [['Connection', 'close']])),
    'a list in two lines': beside(() => [
      ['Accept-Language', 'en'],
      ['Accept-Language', 'de'],
    ]),
  };
  expect(Object.entries(sound).filter(([, findings]) => findings.length > 0)).toEqual([]);
});

test('headers that come, go, grow or are said twice', () => {
  const wrong: Readonly<Record<string, readonly string[]>> = {
    'lost on retries': beside((n) => (n === 0 ? [['X-Client', 'a']] : [])),
    'only on retries': beside((n) => (n === 0 ? [] : [['X-Client', 'a']])),
    'grows in its line': beside((n) => [
      [
        'X-Client',
        Array(n + 1)
          .fill('tag')
          .join(', '),
      ],
    ]),
    'grows by lines': beside((n) => Array(n + 1).fill(['X-Client', 'tag'])),
    'sent twice': beside(() => [
      ['User-Agent', 'sdk/1'],
      ['User-Agent', 'app/2'],
    ]),
    'says its value twice': beside(() => [['X-Client', 'sdk/1 sdk/1']]),
  };
  expect(
    Object.fromEntries(Object.entries(wrong).map(([name, lines]) => [name, lines.map((l) => l.split('seen ')[1])])),
  ).toMatchInlineSnapshot(`
    {
      "grows by lines": [
        "request 2: x-client grows",
      ],
      "grows in its line": [
        "request 2: x-client grows",
      ],
      "lost on retries": [
        "request 2: x-client is missing",
      ],
      "only on retries": [
        "request 2: x-client is new",
      ],
      "says its value twice": [
        "x-client says its value twice",
      ],
      "sent twice": [
        "user-agent is sent twice",
      ],
    }
  `);
  expect(
    Object.values(wrong)
      .flat()
      .every((line) => line.startsWith('request.sameHeaders fails')),
  ).toBe(true);
});
