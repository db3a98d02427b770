import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultSeams } from '../src/seams.js';
import { mutants, seamsOf } from './index.js';
import { listFile, mutantsYaml } from './list.js';

test('names are unique, and tell a mutant in a command line', () => {
  const names = mutants.map((m) => m.name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z0-9-]+$/.test(name))).toEqual([]);
});

test.each(mutants)('$name replaces seams that there are', ({ seams }) => {
  const replaced = Object.entries(seams(defaultSeams));
  expect(replaced.length).toBeGreaterThan(0);
  for (const [name, seam] of replaced) {
    expect(Object.keys(defaultSeams)).toContain(name);
    expect(seam).not.toBe(Reflect.get(defaultSeams, name));
  }
});

test('an unknown mutant is refused', () => {
  expect(seamsOf(undefined)).toEqual({});
  expect(() => seamsOf('off-by-two')).toThrow('no mutant off-by-two; there are: off-by-one, ');
});

test('the list in mutants.yaml is what the mutants say', () => {
  expect(readFileSync(listFile, 'utf8')).toBe(mutantsYaml());
});
