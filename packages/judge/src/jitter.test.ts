import type { ClockTier } from '@sdk-conformance/model';
import { deriveScenarios } from '@sdk-conformance/scenarios';
import { describe, expect, test } from 'vitest';
import type { Case } from './assess.js';
import { judge } from './judge.js';
import { type OtherDelay, otherDelays } from './other-delays.js';
import { drawFrom, simulate, stamp } from './testing/model-sdk.js';
import { foilengine, notPassed, simulated } from './testing/observed.js';

const sample = 'retry/backoff/clients-64/429-200/initSession';
const given = simulated(sample);

/** Delay before retry k of 0, 1, 2, ms, of a number drawn from 0 to 1. */
type Delays = (retry: number, u: number, draw: () => number, step?: string) => number;

/** Delays of the other scenarios of a run that passed: as many as a run of Foil Engine brings. */
function elsewhere(delays: Delays, draw: () => number): readonly OtherDelay[] {
  const all = Array.from({ length: 486 }, (_, i): OtherDelay => {
    const [retry, toMs] = [i % 3, 500 * 2 ** (i % 3)];
    return { fromMs: toMs / 2, toMs, ms: Math.floor(delays(retry, draw(), draw, `elsewhere-${i}`)) };
  });
  return all.filter(({ fromMs, toMs, ms }) => ms >= fromMs && ms <= toMs);
}

/** What an SDK with these delays does in a sample of many clients. */
function waiting(delays: Delays, seed = 5, tier: ClockTier = 'A', from: Case = given): Case {
  const draw = drawFrom(seed);
  const ends = new Map<string | null, number>();
  const exchanges = [...from.observation.exchanges].map((e) => {
    const last = ends.get(e.step);
    const arrives =
      last === undefined
        ? e.arrivedAt.virtualMs
        : last + Math.floor(delays((e.answer ?? 1) - 1, draw(), draw, e.step ?? ''));
    ends.set(e.step, arrives);
    return { ...e, arrivedAt: stamp(arrives), served: { ...e.served, endedAt: stamp(arrives) } };
  });
  const steps = from.observation.steps.map((s) => ({ ...s, settledAt: stamp(ends.get(s.step) ?? 0) }));
  const others = from === given ? elsewhere(delays, draw) : [];
  return { ...from, observation: { ...from.observation, tier, exchanges, steps }, others };
}

const declared: Delays = (retry, u) => 500 * 2 ** retry * (0.5 + u / 2);

test.each([1, 2, 3])('delays as declared pass, and the sample tells what it could have found: seed %i', (seed) => {
  const sound = waiting(declared, seed);
  expect(notPassed(sound)).toEqual([]);
  const { measured } = judge(sound).find((f) => f.requirement === 'retry.backoff.jitter') ?? {};
  const sizes = { clients: 64, gaps: 2, delays: 614, fewest: 64, tests: 3 };
  expect(measured).toMatchObject({ ...sizes, falseAlarm: expect.closeTo(3e-8, 12) });
  expect(measured?.['deviation']).toBeLessThan(0.15);
  expect([measured?.['findsDeviation']?.toFixed(3), measured?.['findsNarrowing']?.toFixed(3)]).toEqual([
    '0.199',
    '0.040',
  ]);
});

test('by its own delays alone a sample tells less: a tenth of the window is no more missed', () => {
  const tenth: Delays = (retry, u, draw) => declared(retry, 0.1 + u * 0.9, draw);
  expect(notPassed({ ...waiting(tenth), others: [] })).toEqual([]);
  expect(notPassed(waiting(tenth))).not.toEqual([]);
});

test('where clients that make one call draw alike, other scenarios count for nothing', () => {
  const once = new Map<string, number>();
  const perClient: Delays = (retry, u, draw, step = '') => {
    const share = once.get(step) ?? u;
    once.set(step, share);
    return declared(retry, share, draw);
  };
  const seen = waiting(perClient);
  const { measured } = judge(seen).find((f) => f.requirement === 'retry.backoff.jitter') ?? {};
  expect([seen.others?.length, measured?.['delays']]).toEqual([486, 64]);
});

describe('told apart', () => {
  const wrong: Readonly<Record<string, Delays>> = {
    'no jitter': (retry) => 500 * 2 ** retry,
    'jitter alike in every client': (retry) => declared(retry, [0.3, 0.9, 0.6][retry] ?? 0, Math.random),
    'a range that is a tenth too narrow': (retry, u, draw) => declared(retry, 0.1 + u * 0.9, draw),
    'a range without its upper end': (retry, u, draw) => declared(retry, u * 0.92, draw),
    'a bell instead of an even spread': (retry, u, draw) => declared(retry, (u + draw()) / 2, draw),
    'jitter drawn twice': (retry, u, draw) => declared(retry, Math.sqrt(u), draw),
    'beyond the upper end': (retry, u) => 500 * 2 ** retry * (0.5 + u),
    'another exponent': (retry, u) => 500 * 1.5 ** retry * (0.5 + u / 2),
    'no exponent': (_, u) => 500 * (0.5 + u / 2),
  };

  test.each(Object.entries(wrong))('%s', (_, delays) => {
    expect(notPassed(waiting(delays))).toMatchSnapshot();
  });
});

describe('drawn once for several delays', () => {
  const once = (of: (step: string) => string): Delays => {
    const known = new Map<string, number>();
    return (retry, u, draw, step = '') => {
      const share = known.get(of(step)) ?? u;
      known.set(of(step), share);
      return declared(retry, share, draw, step);
    };
  };
  const { scenario } = given;
  const call = new Map(scenario.steps.map((step) => [step.id, JSON.stringify(step.arguments)]));

  test.each([1, 2, 3, 4, 5])('for a client: no fault, for clients do not wait alike; seed %i', (seed) => {
    expect(
      notPassed(
        waiting(
          once((step) => step),
          seed,
        ),
      ),
    ).toEqual([]);
  });

  test('for a call: all that make it wait alike', () => {
    expect(notPassed(waiting(once((step) => call.get(step) ?? '')))).toMatchInlineSnapshot(`
      [
        "retry.backoff.jitter fails; expected delays of 64 clients are spread evenly over 250 to 500, 500 to 1000 ms; seen all 40 clients that make the same call waited alike, 307 ms before retry 1, 614 ms before retry 2, and those that make others did not",
      ]
    `);
  });
});

test('what differs by less than the clock’s own error is not told', () => {
  expect(notPassed(waiting((retry, u, draw) => declared(retry, u, draw) + 1))).toEqual([]);
});

describe('other policies', () => {
  const under = (backoff: Partial<NonNullable<typeof foilengine.spec.backoff>>): Case => {
    const { spec, fixtures } = foilengine;
    if (spec.backoff === null) throw new RangeError('there is a policy');
    const changed = { ...spec, backoff: { ...spec.backoff, ...backoff } };
    const scenario = deriveScenarios(changed, fixtures).find(({ id }) => id === sample);
    if (scenario === undefined) throw new RangeError(`no scenario ${sample}`);
    return simulate({ spec: changed, fixtures, language: 'typescript', scenario }, drawFrom(11));
  };
  const capped = under({ maxMs: 800, clampAfterJitter: true, jitter: { kind: 'symmetric', ratio: 0.5 } });
  const decorrelated = under({ jitter: { kind: 'decorrelated', ratio: 1 }, maxMs: null });

  test('a cap on what was drawn: many delays are at it', () => {
    const symmetric = (retry: number, u: number) => Math.min(800, 500 * 2 ** retry) * (0.5 + u);
    const cut: Delays = (retry, u) => Math.min(800, symmetric(retry, u));
    expect(notPassed(waiting(cut, 5, 'A', capped))).toEqual([]);
    expect(notPassed(waiting(symmetric, 5, 'A', capped))).toMatchInlineSnapshot(`
      [
        "retry.backoff fails; expected backoff before retry 2: 400 to 800 ms; seen retry 2 came after 1103 ms",
      ]
    `);
    expect(notPassed(waiting(declared, 5, 'A', under({ maxMs: 700 })))).toMatchInlineSnapshot(`
      [
        "retry.backoff fails; expected backoff before retry 2: 350 to 700 ms; seen retry 2 came after 861 ms",
      ]
    `);
  });

  test('windows that the clock hardly tells apart are accused of nothing', () => {
    const brief = under({ initialMs: 2, factor: 1.01, jitter: { kind: 'equal', ratio: 0.5 }, maxMs: null });
    const draw: Delays = (_, u) => 1 + u;
    const verdict = judge(waiting(draw, 5, 'A', brief)).find((f) => f.requirement === 'retry.backoff.jitter');
    expect(verdict).toMatchObject({
      verdict: 'unspecified',
      seen: 'the windows are too narrow for what this clock tells apart',
    });
  });

  test('delays that hang on the one before', () => {
    let before = 500;
    const chained: Delays = (retry, u) => {
      const most = retry === 0 ? 1500 : before * 3;
      before = Math.floor(500 + u * (most - 500));
      return before;
    };
    // By client, in the order of its retries: the delay before is its own.
    const byClient = [...decorrelated.observation.exchanges].sort(
      (a, b) => Number(a.step?.slice(5)) - Number(b.step?.slice(5)) || a.index - b.index,
    );
    const ordered = { ...decorrelated, observation: { ...decorrelated.observation, exchanges: byClient } };
    expect(notPassed(waiting(chained, 5, 'A', ordered))).toEqual([]);
    const independent: Delays = (retry, u) => 500 + u * (500 * 3 ** (retry + 1) - 500);
    expect(notPassed(waiting(independent, 5, 'A', ordered))).not.toEqual([]);
  });
});

describe('in real time', () => {
  const few = simulated('retry/backoff/clients-40/429-200/initSession');

  test('only a span that is too small is told', () => {
    expect(notPassed(waiting((retry, u, draw) => declared(retry, u * 0.5, draw), 5, 'C', few))).toEqual([]);
    expect(notPassed(waiting((retry, u) => 500 * 2 ** retry + 30 * u, 5, 'C', few))).toMatchInlineSnapshot(`
      [
        "retry.backoff.jitter fails; expected delays of 40 clients are spread evenly over 250 to 500 ms; seen 40 delays before retry 1 lie between 500 and 529 ms",
      ]
    `);
  });
});

describe('delays of other scenarios', () => {
  const of = (id: string, change: Partial<NonNullable<typeof foilengine.spec.backoff>> = {}): readonly OtherDelay[] => {
    const { expectation, observation, spec, language } = simulated(id);
    if (spec.backoff === null) throw new RangeError('there is a policy');
    return otherDelays(
      { spec: { ...spec, backoff: { ...spec.backoff, ...change } }, language },
      expectation,
      observation,
    );
  };
  const windows = (...given: Parameters<typeof of>) => of(...given).map(({ fromMs, toMs }) => `${fromMs} to ${toMs}`);

  test('are those that backoff alone decides', () => {
    expect(windows('retry/backoff/503-503-503-503/initSession')).toEqual(['250 to 500', '500 to 1000', '1000 to 2000']);
    expect(
      of('retry/backoff/503-503-503-503/initSession').every(({ fromMs, toMs, ms }) => ms >= fromMs && ms <= toMs),
    ).toBe(true);
    expect(windows('status/200/listPersonas')).toEqual([]);
  });

  test('are none where a floor or a cap cuts what is drawn, or a draw hangs on the one before', () => {
    const cut = { maxMs: 1000, minMs: 300 };
    expect(windows('retry/backoff/503-503-503-503/initSession', cut)).toEqual([]);
    expect(
      windows('retry/backoff/503-503-503-503/initSession', { jitter: { kind: 'decorrelated', ratio: 1 } }),
    ).toEqual([]);
  });

  test('are none of waits that an abort or a limit of time cuts, and of attempts whose end is not certain', () => {
    const families = ['abort/', 'transport/stall', 'transport/refuse', 'retry/total'];
    const ids = [...foilengine.scenarios.keys()].filter((id) => families.some((family) => id.startsWith(family)));
    expect(ids.length).toBeGreaterThan(10);
    expect(ids.flatMap((id) => of(id))).toEqual([]);
  });

  test('of a hint are those of retries without one', () => {
    expect(windows('retry/after/stale/429-429/initSession')).toEqual(['500 to 1000']);
  });
});
