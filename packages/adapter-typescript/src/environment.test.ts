import { expect, test } from 'vitest';
import { setTimeZone } from './environment.js';

test('a time zone holds for dates until another is set', () => {
  const hours = () => new Date('2030-01-01T12:00:00Z').getHours();
  const usual = hours();
  setTimeZone('Asia/Tokyo');
  expect(hours()).toBe(21);
  setTimeZone('America/Nuuk');
  expect(hours()).toBe(10);
  setTimeZone(undefined);
  expect(hours()).toBe(usual);
});
