import { expect, test } from 'vitest';
import { told } from '../told.test.kit.js';

const retry = 'retry:\n  maxRetries: 2\n';
const success = (text: string): readonly [string, string] => [retry, `success: { ${text} }\n\n${retry}`];

test('only a success is listed as one', () => {
  expect(told(success('statuses: [2xx, 404]'))).toMatchInlineSnapshot(`
    "tides.yaml:42:28: 404 is no success
      expected: 2xx, statuses of it, or 304
        41 |
      > 42 | success: { statuses: [2xx, 404] }
           |                            ^^^
        43 |"
  `);
});

test('a success raises nothing', () => {
  expect(told(success('statuses: [2xx]'), ['200: { meaning: OK }', '202: { error: Request }'])).toMatchInlineSnapshot(`
    "tides.yaml:42:23: 2xx is a success, and 202 raises Request in the table of statuses
      expected: a list without 202
        41 |
      > 42 | success: { statuses: [2xx] }
           |                       ^^^
        43 |"
  `);
});

test('an operation succeeds with a success', () => {
  expect(told(success('statuses: [200]'))).toMatchInlineSnapshot(`
    "tides.yaml:78:25: book succeeds with 201, which is no success by success.statuses
      expected: one of success.statuses: 200
        77 |     rateLimit: all
      > 78 |     response: { status: 201, fixture: tides/book }
           |                         ^^^
        79 |   watch:"
  `);
});

test('a row that raises nothing is a success', () => {
  expect(told(success('statuses: [200, 201]'), ['200: { meaning: OK }', '204: {}'])).toMatchInlineSnapshot(`
    "tides.yaml:21:3: 204 raises no error class, and is no success by success.statuses
      expected: one of success.statuses: 200, 201
        20 | statuses:
      > 21 |   204: {}
           |   ^^^
        22 |   409: { meaning: Conflict, error: Conflict }"
  `);
});
