import { readFileSync } from 'node:fs';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { validate } from 'ctrf';
import { expect, test } from 'vitest';
import { ctrfReporter } from './ctrf.js';
import type { LogRecord, Reporter } from './records.js';
import { sarifReporter } from './sarif.js';
import { failingRun } from './testing/big.js';
import { suffixed } from './testing/suffixed.js';

// What others read, held against their own schemas.

const sarif21 = new URL(import.meta.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));
const ajv = addFormats.default(new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false }));
const validateSarif = ajv.compile(JSON.parse(readFileSync(sarif21, 'utf8')));

const runs: readonly (readonly [string, readonly LogRecord[]])[] = [
  ['sound', failingRun(0)],
  ['failing, known and only advised', failingRun(10)],
  ['hostile', suffixed(failingRun(10), '\u0000 <b>"\n\ud800 %')],
];

function made(reporter: Reporter, records: readonly LogRecord[]): unknown {
  return JSON.parse(records.map((record) => reporter.write(record)).join(''));
}

test.each(runs)('CTRF of a %s run is as ctrf.io wants it', (_, records) => {
  expect(validate(made(ctrfReporter(), records))).toEqual({ valid: true, errors: [] });
});

test.each(runs)('SARIF of a %s run is as OASIS wants it', (_, records) => {
  validateSarif(made(sarifReporter(), records));
  expect(validateSarif.errors).toBeNull();
});

test('the schema of SARIF refuses what is none', () => {
  expect(validateSarif({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
});
