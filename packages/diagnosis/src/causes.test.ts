import type { PolicyAt } from '@sdk-conformance/oracle';
import { describe, expect, test } from 'vitest';
import { backoff, hints } from './candidate.js';
import { stops } from './candidates/count.js';
import { hintCandidates } from './candidates/hints.js';
import { causesIn, causesOver, causesUnder } from './testing/model-plays.js';

function told(policyAt: PolicyAt): readonly string[] {
  return causesUnder(policyAt).map(({ name, params, scope }) =>
    [
      name,
      ...Object.values(params),
      ...(scope ?? []).map(({ feature, values }) => `${feature}=${values.join('|')}`),
    ].join(' '),
  );
}

test('of an SDK that does as the spec says nothing is told', () => {
  expect(told((_, policy) => policy)).toEqual([]);
});

test('an SDK whose attempts share one timeout is told by it, also where it had ended before they began', () => {
  const shared: PolicyAt = ({ attempt, before }, policy) =>
    attempt > 0 && before.every(({ broken }) => broken === 'timeout') ? { ...policy, timeoutMs: 1 } : policy;
  expect(told(shared)[0]).toBe('timeoutCoversCall');
});

test('an SDK that retries one call and not its like is told to share state, or to leave it to chance', () => {
  let waiting = 0;
  const budget: PolicyAt = (f, p) => {
    waiting += 1;
    return waiting % 3 === 0 ? stops(f, p) : p;
  };
  expect(told(budget)[0]).toBe('sharesState');
});

test('of changes that explain the same where they are tried, the one that explains most of all is told', () => {
  const hex = hintCandidates.find(({ params }) => params['takes'] === 'hex');
  expect(told(hex?.change ?? stops)[0]).toBe('readsOtherNumbers hex');
});

test('two changes that explain the same are told as one or the other, with the answers after which they would differ', () => {
  const flat: PolicyAt = (f, policy) => backoff(() => ({ kind: 'constant' }))(f, policy);
  const texts = (kind: RegExp) => causesOver(kind, flat).map(({ text }) => text.split(' (')[0]);
  expect([texts(/max-2/), texts(/max-[25]/)]).toMatchInlineSnapshot(`
    [
      [
        "behaves like an SDK that waits the same delay before every retry, or one that lets its delays grow one retry too late: 429 4 times would tell",
      ],
      [
        "behaves like an SDK that waits the same delay before every retry",
      ],
    ]
  `);
});

test('where a change holds is told as one or the other where no call that was played has one without the other', () => {
  const after429: PolicyAt = (f, policy) => (f.answer.status === 429 ? stops(f, policy) : policy);
  const texts = (kind: RegExp) => causesOver(kind, after429).map(({ text }) => text.split(' (')[0]);
  const together = /^retry\/after\/seconds-.*\/429\/|^retry\/backoff\/50/;
  expect([texts(together), texts(/^status|^retry\/(after\/seconds-.*\/429\/|backoff)/)]).toMatchInlineSnapshot(`
    [
      [
        "behaves like an SDK that does not retry after 429, or with a hint in whole seconds: a call with one and not the other would tell",
      ],
      [
        "behaves like an SDK that does not retry after 429",
      ],
    ]
  `);
});

test('what is read otherwise in a place is told with it, and nothing that no place bears on', () => {
  const unread: PolicyAt = (f, policy) =>
    /Date$|^date$/.test(f.answer.hint) ? hints(() => ({ statuses: [] }))(f, policy) : policy;
  const texts = (environment: RegExp) => causesIn(environment, unread).map(({ text }) => text.split(' (')[0]);
  expect([texts(/date-asctime.*tz=/), texts(/culture=/)]).toMatchInlineSnapshot(`
    [
      [
        "behaves like an SDK that ignores the hint of the server with an HTTP-date in the form of asctime in the time zone Europe/Berlin",
      ],
      [
        "behaves like an SDK that ignores the hint of the server with an HTTP-date in the culture ar-SA or de-DE",
      ],
    ]
  `);
});

describe('where a change holds is found', () => {
  test.each([
    ['one status', (f, p) => (f.answer.status === 503 ? stops(f, p) : p), ['doesNotRetry answer=503']],
    [
      'two statuses',
      (f, p) => (f.answer.status === 503 || f.answer.status === 429 ? stops(f, p) : p),
      ['doesNotRetry answer=429|503'],
    ],
    ['one method', (f, p) => (f.method === 'GET' ? stops(f, p) : p), ['doesNotRetry method=GET']],
    [
      'waits for events',
      (f, p) => (f.answer.status === 200 ? { ...p, timeoutMs: (p.timeoutMs ?? 0) * 2 } : p),
      ['multipliesTimeout 2 answer=200'],
    ],
    [
      'broken connections',
      (f, p) => (f.answer.broken !== null && f.answer.broken !== 'timeout' ? stops(f, p) : p),
      ['doesNotRetry class=network fault'],
    ],
  ] as readonly (readonly [string, PolicyAt, readonly string[]])[])('%s', (_, policyAt, causes) => {
    expect(told(policyAt)).toEqual(causes);
  });
});
