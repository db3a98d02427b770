import { validate } from 'ctrf';
import { expect, test } from 'vitest';
import { ctrfReporter } from './ctrf.js';
import { failingRun } from './testing/big.js';
import { suffixed } from './testing/suffixed.js';

// What others read, held against their own schemas.

test.each([
  ['sound', failingRun(0)],
  ['failing, known and only advised', failingRun(10)],
  ['hostile', suffixed(failingRun(10), '\u0000 <b>"\n\ud800')],
])('CTRF of a %s run is as ctrf.io wants it', (_, records) => {
  const reporter = ctrfReporter();
  const text = records.map((record) => reporter.write(record)).join('');
  expect(validate(JSON.parse(text))).toEqual({ valid: true, errors: [] });
});
