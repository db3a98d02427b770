import type { Answer, Scenario, Spec } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import type { Decision } from './expectation.js';
import { predict } from './predict.js';
import { error, fixtures, ok, spec } from './testing/decisions.js';

const quota = { capacity: 20, cost: 5, throttleCost: 2, timeoutCost: 10, refund: 1 };
const reset: Answer = { fixture: null, fault: { kind: 'reset', after: 'request' } };

/** Decisions of calls, one after the other or at once; all of one client, or each of its own. */
function decided(
  scripts: readonly (readonly Answer[])[],
  { atOnce = false, of = spec, alone = false }: { atOnce?: boolean; of?: Spec; alone?: boolean } = {},
): readonly (readonly Decision[])[] {
  const clientOf = (i: number) => (alone ? `c${i}` : 'c');
  const scenario: Scenario = {
    id: 's',
    family: 's',
    about: 's',
    clients: [...new Set(scripts.map((_, i) => clientOf(i)))].map((id) => ({ id, options: {} })),
    steps: scripts.map((script, i) => ({
      id: String(i),
      client: clientOf(i),
      operation: 'sendMessage',
      arguments: {},
      script,
      ...(i === 0 || atOnce ? {} : { startAfter: String(i - 1) }),
    })),
  };
  const limited: Spec = { ...of, retry: { ...of.retry, quota } };
  return predict(limited, 'typescript', scenario, fixtures).steps.map(({ decisions }) => decisions);
}

/** How often each call is retried, and by what it stops. */
function calls(...given: Parameters<typeof decided>): readonly string[] {
  return decided(...given).map((decisions) => {
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
  expect(calls([[told], [told], [told], [told]], { of: bySpec }).at(-1)).toBe('1 retries, then stop by retry.quota');
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
  expect(calls([[error(503)], [error(503)]], { atOnce: true })).toEqual([
    '0 retries, then open by retry.quota',
    '0 retries, then open by retry.quota',
  ]);
  expect(calls([[error(503)], [ok]], { atOnce: true })[0]).toBe('3 retries, then stop by retry.count');
});

test('calls at once that empty the bucket to its last token find it full enough', () => {
  expect(calls([[error(503)], [error(503), ok]], { atOnce: true })).toEqual([
    '3 retries, then stop by retry.count',
    '1 retries, then stop by retry.status',
  ]);
});

test('each client has a bucket of its own', () => {
  const alone = '3 retries, then stop by retry.count';
  expect(calls([[error(503)], [error(503)]], { alone: true })).toEqual([alone, alone]);
});

test('a retry of the first call is by its status; of a later one by what is left in the bucket, too', () => {
  const [first, second] = decided([[error(503)], [error(503)]]).map(([decision]) => decision?.because);
  expect(first?.requirement).toBe('retry.status');
  expect(second).toMatchObject({
    requirement: 'retry.quota',
    text: 'a retry takes 5 tokens, and the client came to this call with 5 of 20',
  });
});

test('behind a call whose end is open nobody knows how many tokens are left', () => {
  const stalled: Answer = { ...error(503), fault: { kind: 'stall', after: 'head' } };
  const found = decided([[error(503)], [stalled], [error(503)]]);
  expect(found[1]?.map(({ action }) => action)).toContain('open');
  expect(found[2]?.map(({ action }) => action)).not.toContain('retry');
  expect(found[2]?.[0]).toMatchObject({ action: 'open', because: { requirement: 'retry.quota' } });
});
