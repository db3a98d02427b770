import { expect, test } from 'vitest';
import type { PlayEvent } from '../supervision/events.js';
import { acting, all, target, told } from '../testing/stage.js';

const sleeper = target('adapter.mjs', { SLEEP: '1', TRANSPORT: 'http' }, { transport: 'http' });

// The last byte of an answer is stamped a little before its exchange is over.
function toTens(ms: number): number {
  return Math.round(ms / 10) * 10;
}

/** ms on the call's clock between the end of each exchange and the next request, to the nearest ten. */
function gaps(events: readonly PlayEvent[]): readonly (readonly [string, ...number[]])[] {
  return events
    .flatMap((e): [string, ...number[]][] => {
      if (e.type !== 'played') return [];
      const { exchanges } = e.observation;
      const ends = exchanges.map((exchange) => exchange.served.endedAt?.virtualMs ?? Number.NaN);
      return [
        [
          e.scenario.id,
          ...exchanges.slice(1).map((exchange, i) => toTens(exchange.arrivedAt.virtualMs - (ends[i] ?? 0))),
        ],
      ];
    })
    .sort();
}

test('a sleep takes no time, and each call has a clock of its own', async () => {
  const events = await all({
    target: sleeper,
    scenarios: [acting('sleepAMinute', '1'), acting('well'), acting('sleepAMinute', '2'), acting('sleepAMinute', '3')],
  });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/1: returned after 2 requests",
      "act/2: returned after 2 requests",
      "act/3: returned after 2 requests",
      "act/well: returned after 1 requests",
      "session: fake tier S, 5 workers",
    ]
  `);
  expect(gaps(events)).toEqual([['act/1', 60_000], ['act/2', 60_000], ['act/3', 60_000], ['act/well']]);
});

test('who claims the sleep and waits in real time is told', async () => {
  const events = await all({ target: sleeper, scenarios: [acting('sleepForReal'), acting('well')] });
  expect(told(events).map((line) => line.replace(/up to \d+ ms/, 'up to N ms'))).toMatchInlineSnapshot(`
    [
      "act/sleepForReal: returned after 2 requests, escapedTimer",
      "act/well: returned after 1 requests",
      "adapter failed: it claims the sleep capability, but never slept on the clock: 1 call waited in real time, up to N ms in act/sleepForReal. Give the SDK the sleep that asks the clock, or drop the claim",
      "session: fake tier S, 5 workers",
    ]
  `);
  expect(gaps(events)).toEqual([['act/sleepForReal', 0], ['act/well']]);
});

test('what else sleeps as it claims may forget it once: the call is charged, not the adapter', async () => {
  const events = await all({ target: sleeper, scenarios: [acting('sleepForReal'), acting('sleepAMinute')] });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/sleepAMinute: returned after 2 requests",
      "act/sleepForReal: returned after 2 requests, escapedTimer",
      "session: fake tier S, 5 workers",
    ]
  `);
});

test('where the time of a whole process cannot be told, a sleep of its own takes its place', async () => {
  const absent = {
    ...sleeper,
    clock: 'B' as const,
    preload: { absent: 'it needs Linux on x64, this is darwin on arm64' },
  };
  const events = await all({ target: absent, scenarios: [acting('sleepAMinute')] });
  expect(told(events).slice(1)).toMatchInlineSnapshot(`
    [
      "notice: the time preload of clock tier B is not to be had: it needs Linux on x64, this is darwin on arm64; played by the adapter's own clock or sleep, else in real time",
      "session: fake tier S, 5 workers",
    ]
  `);
  expect(gaps(events)).toEqual([['act/sleepAMinute', 60_000]]);
});

test('without the claim, and in real time, there is no sleep', async () => {
  const declared = { ...sleeper, env: { TRANSPORT: 'http' }, clock: 'S' as const };
  expect(told(await all({ target: declared, scenarios: [acting('well')] }))).toMatchInlineSnapshot(`
    [
      "act/well: returned after 1 requests",
      "session: fake tier C, 5 workers",
    ]
  `);
});
