import type { Spec } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { predict } from './predict.js';
import { fixtures, scenarios, spec } from './testing/decisions.js';

test('the headers of a response are due where the spec has a field for them, but for those of the connection', () => {
  const names = { typescript: 'headers' };
  const field = { id: 'headers', names, classes: ['RateLimit'], pointer: '/errors/fields/headers' } as const;
  const promised: Spec = { ...spec, errors: { ...spec.errors, fields: [...spec.errors.fields, field] } };
  const headersOf = (id: string, of = promised) => {
    const scenario = scenarios.get(id);
    if (scenario === undefined) throw new RangeError(`no scenario ${id}`);
    const outcome = predict(of, 'typescript', scenario, fixtures).steps[0]?.decisions[0]?.outcome;
    return outcome?.kind === 'raised' ? outcome.headers : undefined;
  };
  expect(headersOf('retry/after/seconds-2/429/initSession')).toEqual({
    name: 'headers',
    holds: { 'content-type': 'application/json', 'retry-after': '2', 'x-request-id': 'req_e3a5417c' },
    because: {
      requirement: 'error.headers',
      pointer: '/errors/fields/headers',
      text: 'headers holds the headers of the response',
    },
  });
  // What is filled when it is served is not known; another class has no such field; nor has the spec itself.
  expect(Object.keys(headersOf('retry/after/date-3/429/initSession')?.holds ?? {})).toEqual([
    'content-type',
    'x-request-id',
  ]);
  expect(headersOf('status/404/initSession')).toBeNull();
  expect(headersOf('retry/after/seconds-2/429/initSession', spec)).toBeNull();
});
