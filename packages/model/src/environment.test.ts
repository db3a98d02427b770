import { expect, test } from 'vitest';
import { environmentName, environmentWords } from './environment.js';

test('an environment is named as ids have it', () => {
  expect(
    [undefined, { timeZone: 'Asia/Tokyo' }, { culture: 'tr-TR' }].map((environment) => environmentName(environment)),
  ).toEqual(['', 'tz=Asia/Tokyo', 'culture=tr-TR']);
  expect(environmentName({ timeZone: 'Asia/Tokyo', culture: 'tr-TR' })).toBe('tz=Asia/Tokyo,culture=tr-TR');
});

test('an environment is told as that in which a program is started', () => {
  expect(environmentWords({ timeZone: 'Asia/Tokyo' })).toBe('TZ=Asia/Tokyo');
  expect(environmentWords({ culture: 'tr-TR' })).toBe('the culture tr-TR');
});
