import { expect, test } from 'vitest';
import { learn } from './learn.js';
import { edited } from './testing/edited-spec.js';
import { fixturesOf, modelOf } from './testing/model-lesson.js';

test('a part that leans on others is learnt alone, and nothing is written of the others', async () => {
  const { spec, given } = edited(['zero: backoff', 'zero: immediate'], ['maxRetries: 3 ', 'maxRetries: 2 ']);
  const operations = spec.operations.map(({ id }) => id);
  const lesson = { given, language: 'typescript', about: 'The model', operations, fixtures: fixturesOf(spec) };
  const { lines } = await learn({ ...lesson, only: ['hints'] }, modelOf(spec, 'typescript'));
  expect(
    lines.filter(({ at }) => at[0] !== 'backoff').map(({ at, value }) => `${at.join('.')}: ${JSON.stringify(value)}`),
  ).toMatchInlineSnapshot(`
    [
      "hints.headers: [{"name":"Retry-After","unit":"s","httpDate":true}]",
      "hints.statuses: "retried"",
      "hints.combine: "replace"",
      "hints.zero: "immediate"",
      "hints.negative: "backoff"",
      "hints.fractional: "accept"",
      "hints.invalid: "backoff"",
      "hints.numbers: "digits"",
      "hints.pastDate: "backoff"",
      "hints.capMs: 60000",
      "hints.overCap: "noRetry"",
    ]
  `);
});
