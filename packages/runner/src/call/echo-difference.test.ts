import { expect, test } from 'vitest';
import { echoDifference } from './echo-difference.js';

const typed = { compareNull: false };
const raw = { compareNull: true };

/** As a message carries it. */
function wire(text: string) {
  return JSON.parse(text);
}

test.each<[string, string, string]>([
  ['a whole number as a double', '{"score": 1}', '{"score": 1.0}'],
  ['a number with an exponent', '1500000', '1.5e6'],
  ['more than a double holds', '[9007199254740993]', '[9007199254740992]'],
  ['15 digits of 17', '0.12345678901234568', '0.123456789012346'],
  ['minus zero', '-0.0', '0'],
  ['a null that a model fills', '{"outcome": null}', '{"outcome": 0}'],
  ['a null that is left out', '{"outcome": null}', '{}'],
  ['a key more', '{"a": 1}', '{"a": 1, "b": 2}'],
  ['another order of keys', '{"a": 1, "b": 2}', '{"b": 2, "a": 1}'],
  ['a number that JSON cannot hold, by its name', '1e999', '"Infinity"'],
])('%s is no loss', (_, sent, got) => {
  expect(echoDifference(wire(sent), wire(got), typed)).toBe(null);
});

test.each<[string, string, string]>([
  ['{"personaId": 1}', '{"persona_id": 1}', '/personaId: expected 1, got nothing'],
  ['{"a": [{"n": 1}]}', '{"a": [{"n": "1"}]}', '/a/0/n: expected 1, got "1"'],
  ['{"a/b": {"c~d": true}}', '{"a/b": {"c~d": "true"}}', '/a~1b/c~0d: expected true, got "true"'],
  ['[1, 2]', '[1]', 'the value: expected 2 items, got 1'],
  ['1.5', '2', 'the value: expected 1.5, got 2'],
  ['9007199254740993', '"9007199254740993"', 'the value: expected 9007199254740992, got "9007199254740993"'],
  ['{}', '[]', 'the value: expected {}, got []'],
  ['"2026-01-01T00:00:00Z"', '"2026-01-01"', 'the value: expected "2026-01-01T00:00:00Z", got "2026-01-01"'],
])('%s that comes back as %s is told', (sent, got, told) => {
  expect(echoDifference(wire(sent), wire(got), typed)).toBe(told);
});

test('where values are promised as they came, a null must be kept', () => {
  expect(echoDifference({ a: null }, {}, raw)).toBe('/a: expected null, got nothing');
});
