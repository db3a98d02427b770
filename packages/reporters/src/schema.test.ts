import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { LogRecord } from './records.js';
import {
  causeRecord,
  endRecord,
  findingRecord,
  observationRecord,
  runRecord,
  scenarioRecord,
  targetRecord,
} from './testing/records.js';

const schema = JSON.parse(readFileSync(new URL('../schema/log.v2.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020().compile(schema);

const lines: readonly LogRecord[] = [
  runRecord,
  targetRecord,
  scenarioRecord('retry/count/a', 'fail', { round: 2 }),
  scenarioRecord('retry/count/b', 'pass', {
    unsteady: [{ requirement: 'retry.backoff', signature: 'a wait', failed: 1, plays: 4 }],
  }),
  scenarioRecord('retry/count/c', 'fail', { replayed: false }),
  findingRecord('retry/count/a'),
  observationRecord('retry/count/a'),
  {
    ...observationRecord('retry/count/b'),
    exchanges: observationRecord('retry/count/b').exchanges.map((exchange) => ({
      ...exchange,
      step: null,
      answer: -1,
      rejected: { in: 'headers', why: 'no Host header', bytes: '', cut: false },
    })),
  },
  causeRecord(['retry/count/a'], { params: { sends: 2 }, scope: [{ feature: 'answer', values: ['429'] }] }),
  endRecord(),
];

test.each(lines.map((line) => [line.type, line] as const))('a %s line fits the schema', (_, line) => {
  expect(validate(JSON.parse(JSON.stringify(line)))).toBe(true);
});

test.each([
  ['a field that is not there', { ...scenarioRecord('a', 'pass'), more: 1 }],
  ['a field that is missing', { type: 'scenario', target: 't' }],
  ['another type', { type: 'summary' }],
  ['another verdict', { ...scenarioRecord('a', 'pass'), verdict: 'green' }],
])('the schema refuses %s', (_, line) => {
  expect(validate(line)).toBe(false);
});
