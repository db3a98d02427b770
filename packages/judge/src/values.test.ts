import { describe, expect, test } from 'vitest';
import { differenceOf } from './values.js';

describe('a typed SDK', () => {
  const model = { id: 'r1', score: 3, at: '2026-01-01T00:00:00Z', gates: [{ name: 'Gate', open: true }], note: null };
  const difference = (served: Parameters<typeof differenceOf>[0], got: Parameters<typeof differenceOf>[0]) =>
    differenceOf(served, got, model);

  test('may add keys of its own, drop keys that nobody recorded, and give a moment in another form', () => {
    const got = { ...model, at: '2026-01-01T00:00:00.000Z', extra: null, count: 0, tags: [] };
    expect(difference({ ...model, unknown: 1 }, got)).toBeNull();
  });

  test('may fill what was served as null', () => {
    expect(difference({ ...model, score: null }, { ...model, score: 0 })).toBeNull();
  });

  test('may lose no key that was served and recorded, at any depth', () => {
    expect(difference(model, { ...model, gates: [{ open: true }] })).toBe('/gates/0/name: expected "Gate", got absent');
    const { score: _, ...rest } = model;
    expect(difference(model, rest)).toBe('/score: expected 3, got absent');
    expect(difference(model, { ...model, gates: [] })).toBe(
      '/gates/0: expected {"name":"Gate","open":true}, got absent',
    );
    expect(difference(model, null)).toMatch(/^the value: expected /);
  });

  test('may change no value', () => {
    expect(difference(model, { ...model, id: 'r2' })).toBe('/id: expected "r1", got "r2"');
    expect(difference(model, { ...model, score: '3' })).toBe('/score: expected 3, got "3"');
    expect(difference(model, { ...model, at: '2026-01-01T01:00:00Z' })).toMatch(/^\/at: /);
  });

  test('is held to nothing where another kind was served than recorded', () => {
    expect(difference({ ...model, gates: 'none' }, { ...model, gates: [] })).toBeNull();
    expect(difference([1, 2], null)).toBeNull();
  });
});

describe('an SDK that gives the JSON itself', () => {
  test('gives all of it and nothing else', () => {
    expect(differenceOf({ a: [1, null] }, { a: [1, null] }, null)).toBeNull();
    expect(differenceOf({ a: [1, null] }, { a: [1] }, null)).toBe('/a: expected 2 items, got 1');
    expect(differenceOf({ a: 1 }, { a: 1, b: null }, null)).toBe('/b: expected absent, got null');
    expect(differenceOf({ 'a/b': null }, {}, null)).toBe('/a~1b: expected null, got absent');
  });
});
