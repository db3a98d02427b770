import { describe, expect, test } from 'vitest';
import { deviationOf, falseAlarm, sharpness } from './distribution.js';
import { drawFrom } from './testing/model-sdk.js';

/** A sample measured without error. */
function sample(size: number, seed: number, from: (u: number) => number = (u) => u) {
  const draw = drawFrom(seed);
  return Array.from({ length: size }, () => {
    const place = from(draw());
    return { least: place, most: place };
  });
}

function isFound(places: ReturnType<typeof sample>): boolean {
  const most = sharpness(places.length);
  const { distance, emptyBelow, emptyAbove, mean, scatter } = deviationOf(places);
  const crooked = distance > most.deviation || Math.abs(mean) > most.mean || Math.abs(scatter) > most.scatter;
  return crooked || Math.max(emptyBelow, emptyAbove) > most.edge;
}

function found(size: number, samples: number, from?: (u: number) => number): number {
  return Array.from({ length: samples }, (_, seed) => isFound(sample(size, seed, from))).filter(Boolean).length;
}

describe('a thousand draws', () => {
  test('from the declared distribution raise no alarm, and their distances are those of theory', () => {
    const distances = Array.from({ length: 1000 }, (_, seed) => deviationOf(sample(1000, seed)).distance);
    expect(found(1000, 1000)).toBe(0);
    // Kolmogorov: a sample of n is farther off than 1.358 / √n once in 20 times.
    const beyond = distances.filter((d) => d > 1.358 / Math.sqrt(1000)).length / 1000;
    expect(beyond).toBeGreaterThan(0.03);
    expect(beyond).toBeLessThan(0.07);
  });

  const { findsDeviation, findsNarrowing } = sharpness(1000);

  test.each([
    ['a part of all lies at the lower end', (u: number) => Math.max(0, u - findsDeviation) / (1 - findsDeviation)],
    ['the window lacks its lower end', (u: number) => findsNarrowing + u * (1 - findsNarrowing)],
    ['the window lacks its upper end', (u: number) => u * (1 - findsNarrowing)],
  ])('that deviate by what is said to be found are found by 99 of 100 samples: %s', (_, from) => {
    expect(found(1000, 300, from)).toBeGreaterThanOrEqual(294);
  });

  test('that deviate by half of the narrowing are no alarm', () => {
    expect(found(1000, 200, (u) => findsNarrowing / 2 + u * (1 - findsNarrowing / 2))).toBe(0);
  });
});

test('mean and scatter are off as far as they are', () => {
  const places = [0.1, 0.2, 0.6].map((at) => ({ least: at, most: at }));
  const { mean, scatter } = deviationOf(places);
  expect(mean).toBeCloseTo(-0.2, 12);
  expect(scatter).toBeCloseTo((0.16 + 0.09 + 0.01) / 3 - 1 / 12, 12);
  const blurred = deviationOf(places.map(({ least }) => ({ least: least - 0.05, most: least + 0.05 })));
  expect(blurred.mean).toBeCloseTo(-0.15, 12);
  expect(blurred.scatter).toBe(0);
});

test.each([
  ['squared', (u: number) => u ** 2],
  ['gathered around the middle', (u: number) => (u < 0.5 ? Math.sqrt(u / 2) : 1 - Math.sqrt((1 - u) / 2))],
  ['gathered at the ends', (u: number) => (1 - Math.cos(Math.PI * u)) / 2],
])('300 draws show that they are %s', (_, from) => {
  expect(found(300, 100, from)).toBeGreaterThanOrEqual(95);
  expect(found(300, 300)).toBe(0);
});

test.each([
  ['forty clients that meet one error', 40, '74.9 %', '39.4 %'],
  ['64 clients that meet two', 128, '41.9 %', '14.5 %'],
  ['100 clients that meet three, as was', 300, '27.3 %', '6.5 %'],
  ['64 clients that meet two, and the delays of a run of Foil Engine besides', 656, '18.5 %', '3.0 %'],
])('what the delays of %s find 99 times in 100, with one false alarm in 1e8', (_, size, deviation, narrowing) => {
  const { findsDeviation, findsNarrowing } = sharpness(size);
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  expect([percent(findsDeviation), percent(findsNarrowing)]).toEqual([deviation, narrowing]);
});

test('what a sample can tell grows with it', () => {
  const figures = [20, 40, 1000].map((n) => Object.values(sharpness(n)).map((v) => v.toFixed(3)));
  expect([falseAlarm, ...figures]).toMatchInlineSnapshot(`
    [
      1e-8,
      [
        "0.720",
        "0.633",
        "0.416",
        "0.179",
        "1.059",
        "0.632",
      ],
      [
        "0.509",
        "0.394",
        "0.294",
        "0.110",
        "0.749",
        "0.394",
      ],
      [
        "0.102",
        "0.020",
        "0.059",
        "0.016",
        "0.150",
        "0.020",
      ],
    ]
  `);
});

test('an error of measurement is no deviation', () => {
  const blurred = sample(1000, 1).map(({ least }) => ({ least: least - 0.3, most: least + 0.3 }));
  expect(deviationOf(blurred).distance).toBe(0);
});
