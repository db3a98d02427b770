import type { Answer, Scenario, Spec } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { predict } from './predict.js';
import { error, fixtures, ok, spec } from './testing/decisions.js';

const quota = { capacity: 20, cost: 5, throttleCost: 2, timeoutCost: 10, refund: 1 };
const reset: Answer = { fixture: null, fault: { kind: 'reset', after: 'request' } };

/** Calls of one client, one after the other or at once: how often each is retried, and by what it stops. */
function calls(scripts: readonly (readonly Answer[])[], atOnce = false, of: Spec = spec): readonly string[] {
  const scenario: Scenario = {
    id: 's',
    family: 's',
    about: 's',
    clients: [{ id: 'c', options: {} }],
    steps: scripts.map((script, i) => ({
      id: String(i),
      client: 'c',
      operation: 'sendMessage',
      arguments: {},
      script,
      ...(i === 0 || atOnce ? {} : { startAfter: String(i - 1) }),
    })),
  };
  const limited: Spec = { ...of, retry: { ...of.retry, quota } };
  return predict(limited, 'typescript', scenario, fixtures).steps.map(({ decisions }) => {
    const end = decisions.findIndex(({ action }) => action !== 'retry');
    return `${end} retries, then ${decisions[end]?.action} by ${decisions[end]?.because.requirement}`;
  });
}

test('a bucket that is empty stops retries, of this call and of the next', () => {
  expect(calls([[error(503)], [error(503)], [error(503)]])).toEqual([
    '3 retries, then stop by retry.count',
    '1 retries, then stop by retry.quota',
    '0 retries, then stop by retry.quota',
  ]);
});

test('a retry costs what its failure does', () => {
  expect([calls([[error(429)], [error(503)]]), calls([[reset]])]).toEqual([
    ['3 retries, then stop by retry.count', '2 retries, then stop by retry.quota'],
    ['2 retries, then stop by retry.quota'],
  ]);
});

test('a code tells whether a client is throttled, whatever its status', () => {
  const codes = [{ code: 'slow_down', error: null, retried: null, throttle: true, statuses: null, pointer: '' }];
  const place = { in: 'header', name: 'x-code', after: null, until: null, error: null, pointer: '' } as const;
  const bySpec: Spec = { ...spec, errors: { ...spec.errors, codes, discriminator: [place] } };
  const told: Answer = { ...error(503), headers: { 'X-Code': 'slow_down' } };
  expect(calls([[told], [told], [told], [told]], false, bySpec).at(-1)).toBe('1 retries, then stop by retry.quota');
});

test('a success gives back what its last retry took, or a little where it had none', () => {
  const passes = [error(503), ok];
  expect(calls([[error(503)], passes, passes, [error(503)], [ok], [error(503)]])).toEqual([
    '3 retries, then stop by retry.count',
    '1 retries, then stop by retry.status',
    '1 retries, then stop by retry.status',
    '1 retries, then stop by retry.quota',
    '0 retries, then stop by retry.status',
    '0 retries, then stop by retry.quota',
  ]);
  const refilled = [...Array.from({ length: 5 }, () => [ok]), [error(503)]];
  expect(calls([[error(503)], [error(503)], ...refilled]).at(-1)).toBe('1 retries, then stop by retry.quota');
});

test('of calls at once it is open which finds the bucket empty, if one may', () => {
  expect(calls([[error(503)], [error(503)]], true)).toEqual([
    '0 retries, then open by retry.quota',
    '0 retries, then open by retry.quota',
  ]);
  expect(calls([[error(503)], [ok]], true)[0]).toBe('3 retries, then stop by retry.count');
});
