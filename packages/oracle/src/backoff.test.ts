import type { BackoffPolicy, JitterKind } from '@sdk-conformance/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backoffAfter, backoffAt, backoffDraw, backoffRange } from './backoff.js';

const plain: BackoffPolicy = {
  kind: 'exponential',
  initialMs: 500,
  factor: 2,
  power: 1,
  delaysMs: [],
  firstRetryMs: null,
  minMs: null,
  maxMs: null,
  jitter: { kind: 'none', ratio: 0 },
  floorAfterJitter: false,
  clampAfterJitter: false,
  for: [],
};

function windows(change: Partial<BackoffPolicy>, retries = 4): readonly string[] {
  return Array.from({ length: retries }, (_, k) => {
    const { fromMs, toMs } = backoffRange({ ...plain, ...change }, k);
    return fromMs === toMs ? `${fromMs}` : `${fromMs}..${toMs}`;
  });
}

test.each<[BackoffPolicy['kind'], number, readonly string[]]>([
  ['exponential', 2, ['500', '1000', '2000', '4000']],
  ['exponential', 1.5, ['500', '750', '1125', '1687.5']],
  ['linear', 1, ['500', '1000', '1500', '2000']],
  ['linear', 0.5, ['500', '750', '1000', '1250']],
  ['constant', 3, ['500', '500', '500', '500']],
])('%s growth by %d', (kind, factor, expected) => {
  expect(windows({ kind, factor })).toEqual(expected);
});

describe('jitter', () => {
  test.each<[JitterKind, number, readonly string[]]>([
    ['none', 0, ['500', '1000', '2000']],
    ['full', 1, ['0..500', '0..1000', '0..2000']],
    ['equal', 1, ['250..500', '500..1000', '1000..2000']],
    ['subtract', 0.25, ['375..500', '750..1000', '1500..2000']],
    ['add', 0.1, ['500..550', '1000..1100', '2000..2200']],
    ['symmetric', 0.2, ['400..600', '800..1200', '1600..2400']],
    ['decorrelated', 1, ['500..1500', '500..4500', '500..13500']],
  ])('%s', (kind, ratio, expected) => {
    expect(windows({ jitter: { kind, ratio } }, 3)).toEqual(expected);
  });

  test.each<[JitterKind, readonly string[]]>([
    ['subtract', ['400..500', '900..1000', '1900..2000']],
    ['add', ['500..600', '1000..1100', '2000..2100']],
    ['symmetric', ['400..600', '900..1100', '1900..2100']],
  ])('%s of so many ms is the same whatever the delay', (kind, expected) => {
    expect(windows({ jitter: { kind, ratio: 0, ms: 100 } }, 3)).toEqual(expected);
  });

  test('decorrelated does not hang on how the delay would grow', () => {
    const jitter = { kind: 'decorrelated', ratio: 1 } as const;
    expect(windows({ kind: 'constant', jitter }, 3)).toEqual(['500..1500', '500..4500', '500..13500']);
    expect(windows({ maxMs: 4000, jitter }, 3)).toEqual(['500..1500', '500..4000', '500..4000']);
  });

  test('decorrelated grows with the delay before, which the first has not', () => {
    const policy = { ...plain, jitter: { kind: 'decorrelated', ratio: 1 } } as const;
    expect([0, 1, 2].map((retry) => backoffDraw(policy, retry).timesPrevious)).toEqual([null, 3, 3]);
  });
});

describe('the cap', () => {
  const jitter = { kind: 'add', ratio: 0.5 } as const;
  test('holds for the delay before its jitter', () => {
    expect(windows({ maxMs: 1500, jitter })).toEqual(['500..750', '1000..1500', '1500..2250', '1500..2250']);
  });
  test('holds for the jittered delay where the policy says so', () => {
    expect(windows({ maxMs: 1500, jitter, clampAfterJitter: true })).toEqual([
      '500..750',
      '1000..1500',
      '1500',
      '1500',
    ]);
  });
});

test('polynomial delays', () => {
  expect(windows({ kind: 'polynomial', initialMs: 1000, power: 2 })).toEqual(['1000', '4000', '9000', '16000']);
});

test('listed delays: the last one stays', () => {
  const listed = { kind: 'listed', initialMs: 1000, delaysMs: [1000, 4000, 9000] } as const;
  expect(windows(listed)).toEqual(['1000', '4000', '9000', '9000']);
});

test('a first retry at once, the others as they would be', () => {
  expect(windows({ firstRetryMs: 0, jitter: { kind: 'full', ratio: 1 } })).toEqual([
    '0',
    '0..1000',
    '0..2000',
    '0..4000',
  ]);
});

describe('the floor', () => {
  const jitter = { kind: 'equal', ratio: 1 } as const;
  test('holds for the delay before its jitter', () => {
    expect(windows({ minMs: 800, jitter })).toEqual(['400..800', '500..1000', '1000..2000', '2000..4000']);
  });
  test('holds for the jittered delay where the policy says so', () => {
    expect(windows({ minMs: 600, jitter, floorAfterJitter: true })).toEqual([
      '600',
      '600..1000',
      '1000..2000',
      '2000..4000',
    ]);
  });
});

test('a status with a delay of its own', () => {
  const own = {
    statuses: [
      { kind: 'code', code: 429 },
      { kind: 'code', code: 420 },
    ],
    initialMs: 1000,
    maxMs: 3000,
    pointer: '/backoff/for/0',
  } as const;
  const policy = { ...plain, for: [own] };
  const after = (status: number) => {
    const { policy: found, pointer } = backoffAfter(policy, status);
    return [pointer, ...[0, 1, 2].map((retry) => backoffRange(found, retry).toMs)];
  };
  expect(after(503)).toEqual(['/backoff', 500, 1000, 2000]);
  expect(after(429)).toEqual(['/backoff/for/0', 1000, 2000, 3000]);
  expect(after(420)).toEqual(['/backoff/for/0', 1000, 2000, 3000]);
  for (const status of [429, 503]) {
    const { policy: found, pointer } = backoffAfter(policy, status);
    expect(backoffAt(policy, pointer)).toEqual(found);
  }
});

test('a window never ends before it begins, nor outside the bounds that hold for it', () => {
  const policy = fc.record({
    kind: fc.constantFrom('exponential', 'linear', 'constant', 'polynomial', 'listed'),
    initialMs: fc.integer({ min: 1, max: 10_000 }),
    factor: fc.double({ min: 1, max: 4, noNaN: true }),
    power: fc.double({ min: 0.5, max: 3, noNaN: true }),
    delaysMs: fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1 }),
    firstRetryMs: fc.constant(null),
    minMs: fc.integer({ min: 1, max: 1000 }),
    maxMs: fc.integer({ min: 1000, max: 20_000 }),
    jitter: fc.record({
      kind: fc.constantFrom('none', 'full', 'equal', 'subtract', 'add', 'symmetric', 'decorrelated'),
      ratio: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    floorAfterJitter: fc.constant(true),
    clampAfterJitter: fc.constant(true),
    for: fc.constant([]),
  }) satisfies fc.Arbitrary<BackoffPolicy>;
  fc.assert(
    fc.property(policy, fc.nat(12), (given, retry) => {
      const { fromMs, toMs } = backoffRange(given, retry);
      expect(fromMs).toBeGreaterThanOrEqual(given.minMs);
      expect(toMs).toBeGreaterThanOrEqual(fromMs);
      expect(toMs).toBeLessThanOrEqual(given.maxMs);
    }),
    { seed: 7 },
  );
});
