import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { conducts } from './testing/conducts.js';
import { type MockAnswer, startMock } from './testing/mock.js';
import { runHost } from './testing/run-host.js';

let mock: Awaited<ReturnType<typeof startMock>>;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

let calls = 0;
/** Plays several conducts at once, each as a call of its own against the same script. */
async function play(names: readonly (keyof typeof conducts)[], script: readonly MockAnswer[] = [{ status: 200 }]) {
  const ids = names.map(() => `c${calls++}`);
  const played = ids.map((id) => mock.open(id, script));
  const report = await runHost(mock, 'conducts', Object.fromEntries(ids.map((id, index) => [id, names[index] ?? ''])));
  return ids.map((id, index) => {
    const { arrivals, abandoned, steps, escaped, idle, endedAt } = played[index] ?? mock.open('none', []);
    const thrown = report.thrown.filter((line) => line.includes(` ${id} `)).map((line) => line.replace(id, 'call'));
    return { ...report.calls[id], arrivals, abandoned, steps, escaped, idle, endedAt, thrown };
  });
}

const said = ({ outcome }: { outcome?: string }) => JSON.parse(outcome?.replace(/^returned /, '') ?? 'null');

describe('request timeouts while the mock holds the answer back', () => {
  test('fire at their own time, and answers that come before them at theirs', async () => {
    const names = [
      'fetch, AbortSignal.timeout',
      'fetch, AbortController and setTimeout',
      'node:http, request.setTimeout',
      'node:http, option timeout',
      'node:http, one socket',
    ] as const;
    const script = [
      { status: 200, delayMs: null },
      { status: 200, delayMs: 3000 },
      { status: 200, delayMs: 1500 },
    ];
    for (const { arrivals, abandoned, endedAt, idle } of await play(names, script)) {
      expect({ arrivals, abandoned, endedAt, idle }).toEqual({
        arrivals: [0, 2500, 5500],
        abandoned: [2000, 4500],
        endedAt: 7000,
        idle: false,
      });
    }
  });

  test('who waits without a timeout waits for the answer, also in a queue for one socket', async () => {
    const names = ['patient fetch', 'patient node:http', 'two at once over one socket', 'body never read'] as const;
    const all = await play(names, [{ status: 200, delayMs: 45_000 }]);
    expect(all.map(({ arrivals, endedAt }) => [arrivals, endedAt])).toEqual([
      [[0], 45_000],
      [[0], 45_000],
      [[0, 45_000], 90_000],
      [[0, 45_500, 91_500], 136_500],
    ]);
  });

  test('bodies are waited for like heads', async () => {
    const all = await play(['head only', 'patient fetch', 'patient node:http'], [{ status: 200, bodyDelayMs: 1500 }]);
    expect(all.map(({ endedAt }) => endedAt)).toEqual([1500, 1500, 1500]);
    const [headOnly, patient] = await play(['head only', 'patient node:http'], [{ status: 200, bodyDelayMs: null }]);
    expect([headOnly?.outcome, headOnly?.abandoned]).toEqual(['returned "TimeoutError"', [2000]]);
    expect([patient?.outcome, patient?.idle]).toEqual([
      'raised NeverSettledError: the call never settles: no timer, nothing in flight, nothing held back',
      true,
    ]);
  });

  test('fetch has a timeout of its own for heads and for bodies', async () => {
    const script = [
      { status: 200, delayMs: null },
      { status: 200, bodyDelayMs: null },
      { status: 200, delayMs: 299_000 },
    ];
    const [settled] = await play(['fetch to the end of its patience'], script);
    expect([settled?.outcome, settled?.arrivals, settled?.endedAt]).toEqual([
      'returned "fetch failed: HeadersTimeoutError,terminated: BodyTimeoutError,200"',
      [0, 300_000, 600_000],
      899_000,
    ]);
  });

  test('a timer and an answer that are due at once: the timer comes first', async () => {
    const [settled] = await play(['fetch, AbortSignal.timeout'], [{ status: 200, delayMs: 2000 }]);
    expect([settled?.outcome, settled?.arrivals]).toEqual([
      'returned "TimeoutError,TimeoutError,TimeoutError"',
      [0, 2500, 5500],
    ]);
  });
});

test('work in other threads is no waiting', async () => {
  const names = [
    'files between',
    'scrypt between',
    'digest between',
    'gzip between',
    'bad gzip between',
    'compression stream between',
  ] as const;
  const all = await play(names);
  expect(all.map(({ arrivals }) => arrivals)).toEqual(names.map(() => [0, 500, 1500]));
  expect(all.flatMap(({ escaped }) => escaped)).toEqual([]);
});

test('HTTP dates come from the same clock', async () => {
  const later = (domain: { epochMs(): number }) => new Date(domain.epochMs() + 30_000).toUTCString();
  const [settled] = await play(
    ['Retry-After as a date'],
    [{ status: 429, headers: (domain) => ({ 'retry-after': later(domain) }) }],
  );
  expect(settled?.arrivals).toEqual([0, 30_000, 60_000, 90_000]);
});

describe('what cannot be virtual is reported', () => {
  test('a call that never settles, at once', async () => {
    const [settled] = await play(['never settles']);
    expect(settled).toMatchObject({ idle: true, endedAt: 0, escaped: [] });
    expect(settled?.outcome).toBe(
      'raised NeverSettledError: the call never settles: no timer, nothing in flight, nothing held back',
    );
  });

  test.each([
    ['the head never comes', { status: 200, delayMs: null }, 'raised TypeError: fetch failed'],
    ['the body never comes', { status: 200, bodyDelayMs: null }, 'returned "TypeError"'],
  ] as const)(
    'a signal of fetch that is lost when it is collected is lost each time: %s',
    async (_, answer, outcome) => {
      const all = await play(Array(20).fill('a signal that nobody holds'), [answer]);
      // Only fetch's own patience of 300 s ends these, where 2 s were asked for.
      expect(all.map((it) => [it.outcome, it.abandoned])).toEqual(Array(20).fill([outcome, [300_000]]));
    },
  );

  test('a signal of fetch that is held is not lost', async () => {
    const [head, body] = [
      { status: 200, delayMs: null },
      { status: 200, bodyDelayMs: null },
    ];
    const plain = ['fetch, AbortSignal.timeout', 'fetch, AbortController and setTimeout'] as const;
    const all = [...(await play(['a signal that is held'], [body])), ...(await play(plain, [head]))];
    expect(all.map(({ outcome }) => outcome)).toEqual([
      'returned "TimeoutError,true"',
      'returned "TimeoutError,TimeoutError,TimeoutError"',
      'returned "AbortError,AbortError,AbortError"',
    ]);
  });

  test('a call whose timers fire for ever', async () => {
    const [settled] = await play(['polls for ever']);
    expect(settled?.idle).toBe(true);
    expect(settled?.outcome).toBe(
      'raised NeverSettledError: the call never settles: timers fire on and on, and nothing comes of them',
    );
  });

  test('a timer that no call created', async () => {
    const [settled] = await play(['a timer of another context']);
    expect(settled).toMatchObject({ outcome: 'returned undefined', idle: false, endedAt: 0 });
    expect(settled?.escaped.map(({ what }) => what)).toEqual(['something outside the clock']);
  });

  test('a loop over turns of the event loop', async () => {
    const [settled] = await play(['loop of immediates']);
    expect(settled?.escaped.map(({ what }) => what)).toEqual(['a loop that reads the clock']);
    expect((settled?.arrivals[1] ?? 0) - (settled?.arrivals[0] ?? 0)).toBeGreaterThanOrEqual(50);
  });
});

test('a wait for which nothing holds the process is told, and a timer that holds nothing beside others is not', async () => {
  const [unheld, held] = await play(['waits by a timer that holds nothing', 'has timers that hold nothing']);
  expect([unheld?.left, held?.left]).toEqual([['1 unheld wait'], []]);
});

test('what is left behind is counted, and played on for 120 s', async () => {
  const [settled] = await play(['leaves things behind']);
  expect(settled).toMatchObject({
    left: ['2 timer', '1 interval'],
    arrivals: [0, 7000],
    steps: ['begin s 0', 'settled s 0'],
    endedAt: 120_000,
  });
});

test('what is thrown out of band is told with its call', async () => {
  const [timer, rejection] = await play(['throws in a timer', 'rejects unhandled']);
  expect([timer?.thrown, timer?.outcome]).toEqual([['timer call Error: in a timer'], 'returned 1000']);
  expect(rejection?.thrown).toEqual(['unhandledRejection call Error: nobody listens']);
});

test('timer objects behave as Node’s', async () => {
  const [settled] = await play(['timer objects']);
  expect(said(settled ?? {})).toMatchInlineSnapshot(`
    [
      "false true Timeout",
      "zero@1",
      "negative@1",
      "huge@1",
      "nan@1",
      "x+y",
      "[object Object]",
      "a@9",
      "b@10",
      "c@10",
      "tick@30",
      "refreshed@35",
      "unref@40",
      "tick@60",
      "tick@90",
    ]
  `);
});

test('dates of a call are dates', async () => {
  const [settled] = await play(['date class']);
  expect(said(settled ?? {})).toMatchInlineSnapshot(`
    [
      "2030-10-27T00:59:51.234Z",
      true,
      true,
      "[object Date]",
      "Sun Oct 27 2030 00:59:51",
      "1970-01-01T00:00:00.000Z",
      2020,
      true,
      true,
      [
        "Date",
        7,
      ],
      true,
      true,
      [
        0,
        0,
      ],
      2.234,
    ]
  `);
});
