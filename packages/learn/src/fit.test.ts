import { drawFrom } from '@sdk-conformance/judge/testing';
import type { BackoffPolicy } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { fitted } from './fit.js';
import { meant } from './windows.js';

/** What so many clients wait before each of nine retries, drawn evenly between two ends. */
function samples(ends: (retry: number) => readonly [number, number], count = 200) {
  const draw = drawFrom(3);
  return Array.from({ length: 9 }, (_, retry) => {
    const [from, to] = ends(retry);
    const waits = Array.from({ length: count }, () => from + draw() * (to - from));
    return { retry, count, least: Math.min(...waits), most: Math.max(...waits) };
  });
}

function policies(ends: (retry: number) => readonly [number, number]) {
  return fitted(samples(ends)).map(({ lines }) =>
    Object.fromEntries(lines.map(({ at, value }) => [at[1] as keyof BackoffPolicy, value])),
  );
}

const exponential = (retry: number) => 500 * 2 ** retry;

test.each([
  ['full jitter', (k: number) => [0, exponential(k)] as const, { jitter: { kind: 'full' } }],
  ['none', (k: number) => [exponential(k), exponential(k)] as const, { jitter: { kind: 'none' } }],
  [
    // The same window as 500 ms with a fifth on both sides, in fewer digits.
    'on both sides',
    (k: number) => [0.8 * exponential(k), 1.2 * exponential(k)] as const,
    { initialMs: 400, jitter: { kind: 'add', ratio: 0.5 } },
  ],
  ['on top', (k: number) => [exponential(k), 1.25 * exponential(k)] as const, { jitter: { kind: 'add', ratio: 0.25 } }],
])('jitter: %s', (_, ends, jitter) => {
  expect(policies(ends)).toEqual([{ kind: 'exponential', factor: 2, initialMs: 500, ...jitter }]);
});

test('a cap that holds before jitter', () => {
  const before = policies((k) => [Math.min(8000, exponential(k)) / 2, Math.min(8000, exponential(k))]);
  expect(before).toEqual([
    {
      kind: 'exponential',
      factor: 2,
      initialMs: 500,
      maxMs: 8000,
      clampAfterJitter: false,
      jitter: { kind: 'subtract', ratio: 0.5 },
    },
  ]);
});

test('a clock that ends waits late', () => {
  const late = samples((k) => [exponential(k) / 2, exponential(k)]).map((sample) => ({
    ...sample,
    least: sample.least + 3,
    most: sample.most + 4,
    tolerance: { belowMs: 2, aboveMs: 22 },
  }));
  expect(fitted(late).map(({ label }) => label)).toEqual(['exponential by 2 from 500 ms, jitter subtract']);
  expect(meant(30_001, { belowMs: 2, aboveMs: 10 })).toBe(30_000);
});

test('a first delay that is none of the others’ kind', () => {
  expect(policies((k) => (k === 0 ? [0, 0] : [exponential(k) / 2, exponential(k)]))).toEqual([
    { kind: 'exponential', factor: 2, initialMs: 500, jitter: { kind: 'subtract', ratio: 0.5 }, firstRetryMs: 0 },
  ]);
});

test.each([
  ['on top', (d: number) => [d, d + 100] as const, { initialMs: 1000, jitter: { kind: 'add', ms: 100 } }],
  ['off', (d: number) => [d - 200, d] as const, { initialMs: 1000, jitter: { kind: 'subtract', ms: 200 } }],
  [
    'on both sides',
    (d: number) => [d - 300, d + 300] as const,
    { initialMs: 1000, jitter: { kind: 'symmetric', ms: 300 } },
  ],
])('jitter of so many ms, whatever the delay: %s', (_, window, keys) => {
  const growing = { kind: 'exponential', factor: 2, ...keys };
  const delay = (k: number) => 1000 * 2 ** k;
  expect(policies((k) => window(delay(k)))).toEqual([growing]);
  const before = { maxMs: 32_000, clampAfterJitter: false };
  expect(policies((k) => window(Math.min(32_000, delay(k))))).toEqual([{ ...growing, ...before }]);
});

test('jitter of so many ms under a cap that holds for what is drawn', () => {
  const cut = (ms: number) => Math.min(60_000, ms);
  expect(policies((k) => [cut(1000 * 2 ** k), cut(1000 * 2 ** k + 1000)])).toEqual([
    {
      kind: 'exponential',
      factor: 2,
      initialMs: 1000,
      maxMs: 60_000,
      clampAfterJitter: true,
      jitter: { kind: 'add', ms: 1000 },
    },
  ]);
});

test('other growths', () => {
  expect(policies(() => [1000, 1000])).toEqual([{ kind: 'constant', initialMs: 1000, jitter: { kind: 'none' } }]);
  expect(policies((k) => [300 * (k + 1) ** 2, 300 * (k + 1) ** 2])).toEqual([
    { kind: 'polynomial', power: 2, initialMs: 300, jitter: { kind: 'none' } },
  ]);
  expect(policies((k) => [[100, 700, 300][k % 3] ?? 0, [100, 700, 300][k % 3] ?? 0])).toEqual([]);
});
