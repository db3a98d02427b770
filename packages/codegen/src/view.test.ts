import { expect, test } from 'vitest';
import { foilengine } from './testing/specs.js';
import { viewOf } from './view.js';

test('a status that is retried only with a header is not retryable by itself', () => {
  const spec = foilengine();
  const statuses = [
    { kind: 'code', code: 429 },
    { kind: 'code', code: 403, when: { in: 'header', name: 'Retry-After', equals: null } },
  ] as const;
  const { retried, statuses: rows } = viewOf({ ...spec, retry: { ...spec.retry, statuses } }, 'typescript');
  expect(retried).toEqual([{ from: 429, to: 429 }]);
  expect(rows.filter(({ retryable }) => retryable === true).map(({ code }) => code)).toEqual([429]);
});
