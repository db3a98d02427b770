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
  const { deviation, edge } = sharpness(places.length);
  const { distance, emptyBelow, emptyAbove } = deviationOf(places);
  return distance > deviation || Math.max(emptyBelow, emptyAbove) > edge;
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

test('what a sample can tell grows with it', () => {
  const figures = [20, 40, 1000].map((n) => Object.values(sharpness(n)).map((v) => v.toFixed(3)));
  expect([falseAlarm, ...figures]).toMatchInlineSnapshot(`
    [
      1e-8,
      [
        "0.711",
        "0.623",
        "1.050",
        "0.623",
      ],
      [
        "0.503",
        "0.386",
        "0.743",
        "0.386",
      ],
      [
        "0.101",
        "0.019",
        "0.149",
        "0.019",
      ],
    ]
  `);
});

test('an error of measurement is no deviation', () => {
  const blurred = sample(1000, 1).map(({ least }) => ({ least: least - 0.3, most: least + 0.3 }));
  expect(deviationOf(blurred).distance).toBe(0);
});
