import type { ClockTier, Exchange, Stamp } from '@sdk-conformance/model';
import { describe, expect, test } from 'vitest';
import { caseOf, due, notPassed, passed, simulated, value } from './testing/observed.js';

const always429 = 'status/429/initSession';
const max3 = { arrivals: [0, 400, 1200, 2700], settledMs: 2700, outcome: due(always429, 4) };

test('what conforms passes on each requirement that it touches', () => {
  const given = caseOf(always429, max3);
  expect(notPassed(given)).toEqual([]);
  expect(passed(given)).toMatchInlineSnapshot(`
    [
      "call.prompt",
      "call.settles",
      "error.base",
      "error.class",
      "error.message",
      "error.messageBound",
      "error.name",
      "error.retryAfter",
      "error.secrets",
      "error.serializable",
      "error.status",
      "process.escapedTimer",
      "process.leftBehind",
      "process.rejections",
      "process.responds",
      "process.survives",
      "process.warnings",
      "request.body",
      "request.credentials",
      "request.headers",
      "request.method",
      "request.path",
      "request.query",
      "request.sameHeaders",
      "request.sent",
      "request.stable",
      "retry.backoff",
      "retry.count",
      "retry.status",
    ]
  `);
});

describe('the walk follows the SDK', () => {
  test('a missing attempt is charged once, and the gap that never came to nobody', () => {
    const given = caseOf(always429, { arrivals: [0, 400], settledMs: 400, outcome: due(always429, 2) });
    expect(notPassed(given)).toMatchInlineSnapshot(`
      [
        "retry.count fails; expected 4 requests at most: one attempt and 3 retries; seen after 429 the SDK stopped: 2 requests, then raised RateLimitError: Rate limit exceeded: 30 chat messages a minute for each API key.",
      ]
    `);
    expect(passed(given)).toContain('retry.backoff');
  });

  test('after a retry too many, what follows is judged on', () => {
    const given = caseOf('retry/mixed/503-400/initSession', {
      arrivals: [0, 400, 900],
      settledMs: 900,
      outcome: value,
    });
    expect(notPassed(given)).toMatchInlineSnapshot(`
      [
        "retry.status fails; expected 400 is not retried; seen after 400, request 3 came 500 ms later",
        "success.value fails; expected each key of the recorded success keeps its value; seen /session_id: expected "5e8f1d20-94c7-4b3a-8d6e-07c2b9f41a83", got absent; it returned {"ok":true}",
      ]
    `);
  });

  test('one wrong gap breaks the backoff alone', () => {
    expect(
      notPassed(caseOf(always429, { ...max3, arrivals: [0, 400, 2000, 3500], settledMs: 3500 })),
    ).toMatchInlineSnapshot(`
      [
        "retry.backoff fails; expected backoff before retry 2: 500 to 1000 ms; seen retry 2 came after 1600 ms",
      ]
    `);
  });

  test('a wrong error after the right attempts breaks the error alone', () => {
    expect(notPassed(caseOf(always429, { ...max3, outcome: due('status/503/initSession', 4) }))).toMatchInlineSnapshot(`
      [
        "error.class fails; expected 429 raises RateLimitError; seen raised ServerError < FoilEngineError < Error: Foil Engine is down for maintenance and will be back shortly.",
        "error.message fails; expected the message holds "Rate limit exceeded: 30 chat messages a minute for each API "; seen the message is "Foil Engine is down for maintenance and will be back shortly."",
        "error.status fails; expected statusCode is 429; seen statusCode is 503",
      ]
    `);
  });

  test('retries of a status that is not retried', () => {
    const id = 'status/404/initSession';
    expect(notPassed(caseOf(id, { arrivals: [0, 400], settledMs: 400, outcome: due(id, 1) }))).toMatchInlineSnapshot(`
      [
        "retry.status fails; expected 404 is not retried; seen after 404, request 2 came 400 ms later",
      ]
    `);
  });
});

describe('gaps', () => {
  const once = 'retry/after/seconds-2/429/initSession';
  const after = (gapMs: number, tier: ClockTier, tookMs = 0) =>
    notPassed(
      caseOf(once, { arrivals: [0, tookMs + gapMs], tookMs, settledMs: tookMs + gapMs, outcome: due(once, 2), tier }),
    ).map((line) => line.split(';')[0]);

  test.each([
    ['A', 1999, 2001],
    ['B', 1998, 2010],
    ['S', 1999, 2001],
    ['C', 1975, 2250],
  ] as const)('clock tier %s allows %i to %i ms for 2 s', (tier, least, most) => {
    const broken = ['retry.after fails'];
    expect([least - 1, least, most, most + 1].map((ms) => after(ms, tier))).toEqual([broken, [], [], broken]);
  });

  test('under tier B a wait may end later by what its process read off the clock meanwhile, which is reported from 100 ms', () => {
    const at = (gapMs: number, readMs: number) => {
      const exchange = (e: Exchange): Exchange => (e.index === 0 ? e : { ...e, arrivedAt: { ...e.arrivedAt, readMs } });
      const given = { arrivals: [0, gapMs], settledMs: gapMs, outcome: due(once, 2), tier: 'B', exchange } as const;
      return notPassed(caseOf(once, given)).length;
    };
    expect([at(2019, 9), at(2020, 9), at(2110, 500), at(2111, 500)]).toEqual([0, 1, 0, 1]);
    expect([at(1998, 9), at(1997, 9)]).toEqual([0, 1]);
  });

  test('under tier C a long wait may be a tenth longer', () => {
    const id = 'retry/after/seconds-30/429/initSession';
    const at = (ms: number) =>
      notPassed(caseOf(id, { arrivals: [0, ms], settledMs: ms, outcome: due(id, 2), tier: 'C' }));
    expect(at(33_000)).toEqual([]);
    expect(at(33_001)).toHaveLength(1);
  });

  test('run from the last byte that was served', () => {
    expect(after(2000, 'A', 700)).toEqual([]);
    expect(after(1300, 'A', 700)).toEqual(['retry.after fails']);
  });

  test('after a stall run from when the client gave up, and giving up is judged on its own', () => {
    const id = 'transport/timeout-2000/stall-request-200/initSession';
    const gaveUp = (gaveUpAfterMs: number, gapMs: number) => {
      const ms = gaveUpAfterMs + gapMs;
      return notPassed(caseOf(id, { arrivals: [0, ms], gaveUpAfterMs, settledMs: ms, outcome: due(id, 2) }));
    };
    expect(gaveUp(2000, 300)).toEqual([]);
    expect([gaveUp(1000, 300), gaveUp(2000, 100)]).toMatchInlineSnapshot(`
      [
        [
          "timeout.attempt fails; expected an attempt is given up after 2000 ms; seen given up after 1000 ms",
        ],
        [
          "retry.backoff fails; expected backoff before retry 1: 250 to 500 ms; seen retry 1 came after 100 ms",
        ],
      ]
    `);
  });

  test('each wait for an event of a stream has the timeout', () => {
    const id = 'stream/timeout-2000/stall-after-first/streamMessage';
    const gaveUp = (gaveUpAfterMs: number) =>
      notPassed(caseOf(id, { arrivals: [0], gaveUpAfterMs, settledMs: gaveUpAfterMs, outcome: due(id, 1) }));
    expect(gaveUp(2000)).toEqual([]);
    expect(gaveUp(9000)).toEqual([
      'stream.idle fails; expected a wait for an event is given up after 2000 ms; seen given up after 9000 ms',
    ]);
  });

  test('with a sleep of its own an SDK waits exactly, and gives up in real time', () => {
    const id = 'transport/timeout-2000/stall-request-200/initSession';
    const gaveUp = (gaveUpAfterMs: number, gapMs: number, tier: 'A' | 'S') => {
      const ms = gaveUpAfterMs + gapMs;
      const given = caseOf(id, { arrivals: [0, ms], gaveUpAfterMs, settledMs: ms, outcome: due(id, 2), tier });
      return notPassed(given).map((line) => line.split(';')[0]);
    };
    expect([gaveUp(2040, 300, 'S'), gaveUp(2000, 505, 'S'), gaveUp(2040, 300, 'A')]).toEqual([
      [],
      ['retry.backoff fails'],
      ['timeout.attempt fails'],
    ]);
    // A busy machine sees the request late, and so the end too soon after it.
    expect([gaveUp(1750, 300, 'S'), gaveUp(1749, 300, 'S'), gaveUp(1998, 300, 'A')]).toEqual([
      [],
      ['timeout.attempt fails'],
      ['timeout.attempt fails'],
    ]);
  });

  test('a date is read off a calendar that goes by real time', () => {
    const id = 'retry/after/date-3/429/initSession';
    const waited = (ms: number, tier: 'A' | 'S') =>
      notPassed(caseOf(id, { arrivals: [0, ms], settledMs: ms, outcome: due(id, 2), tier })).length;
    expect([waited(1985, 'S'), waited(1985, 'A'), waited(1900, 'S')]).toEqual([0, 1, 1]);
  });

  test('a wait may end with the frame in which it is over, where timers end on frames', () => {
    const waited = (ms: number, granularityMs?: number) => {
      const seen = { arrivals: [0, ms], settledMs: ms, outcome: due(once, 2) };
      return notPassed(caseOf(once, granularityMs === undefined ? seen : { ...seen, granularityMs })).length;
    };
    expect([waited(2012), waited(2012, 17), waited(2019, 17), waited(1990, 17)]).toEqual([1, 0, 1, 1]);
  });

  test('real time that a virtual clock did not see counts', () => {
    const real = (e: Exchange): Exchange => (e.index === 0 ? e : { ...e, arrivedAt: { virtualMs: 0, realMs: 2000 } });
    const given = caseOf(once, {
      arrivals: [0, 0],
      settledMs: 0,
      outcome: due(once, 2),
      exchange: real,
      process: [{ kind: 'escapedTimer', realMs: 2000, what: 'setTimeout' }],
    });
    expect(notPassed(given)).toMatchInlineSnapshot(`
      [
        "process.escapedTimer fails; expected Waits are seen by the virtual clock; seen 2000 ms of real time passed that the virtual clock did not see (setTimeout)",
      ]
    `);
  });
});

describe('calls that do not end', () => {
  test('never settled, after its retries', () => {
    const outcome = { kind: 'neverSettled', why: 'no timer, nothing in flight' } as const;
    expect(notPassed(caseOf(always429, { ...max3, outcome, settledMs: null }))).toMatchInlineSnapshot(`
      [
        "call.settles fails; expected A call returns or raises; it never hangs; seen never settled (no timer, nothing in flight)",
      ]
    `);
  });

  test('a storm is charged to the count alone', () => {
    const arrivals = [0, 400, 1200, 2700, ...Array.from({ length: 46 }, (_, i) => 2800 + i)];
    const storm = (e: Exchange): Exchange =>
      e.index < 40 ? e : { ...e, step: null, served: { ...e.served, label: 'storm' } };
    const outcome = { kind: 'neverSettled', why: 'given up after 40 requests' } as const;
    const given = caseOf(always429, { arrivals, exchange: storm, outcome, settledMs: null });
    expect(notPassed(given).map((line) => line.split(';')[0])).toMatchInlineSnapshot(`
      [
        "retry.count fails",
      ]
    `);
  });
});

test('a stream that its caller leaves lets go of its connection', () => {
  const id = 'stream/left-after-1/streamMessage';
  const given = simulated(id);
  expect(notPassed(given)).toEqual([]);
  const closed = (at: (end: Stamp) => Stamp | null) => {
    const [first, ...others] = given.observation.exchanges;
    if (first?.served.endedAt == null) throw new Error('the stream has no end');
    const exchange = { ...first, served: { ...first.served, endedAt: null, abandonedAt: at(first.served.endedAt) } };
    return notPassed({ ...given, observation: { ...given.observation, exchanges: [exchange, ...others] } });
  };
  const after = (ms: number) => closed((end) => ({ ...end, virtualMs: end.virtualMs + ms }));
  expect(after(50)).toEqual([]);
  expect(after(2000)).toEqual([
    'process.leftBehind fails; expected a stream that its caller leaves lets go of its connection; seen the connection was closed 2000 ms after the stream was left',
  ]);
  expect(closed(() => null)).toEqual([
    'process.leftBehind fails; expected a stream that its caller leaves lets go of its connection; seen the connection was open still when the call had ended',
  ]);
});
