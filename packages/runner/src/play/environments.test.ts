import type { Environment } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { acting, all, target, told } from '../testing/stage.js';
import { playOrder } from './play.js';

const zones = ['Europe/Berlin', 'America/Nuuk', undefined, 'Europe/Berlin', undefined, 'America/Nuuk'];
const scenarios = zones.map((timeZone, i) => {
  const environment: Environment | undefined = timeZone === undefined ? undefined : { timeZone };
  return { ...acting('zone', `${i}`), ...(environment === undefined ? {} : { environment }) };
});

test.each([4, 1])('calls of one environment alone are under way at once, with %d jobs', async (jobs) => {
  const events = await all({ target: target('adapter.mjs', { CAPABILITIES: 'timeZone' }), scenarios, jobs });
  expect(told(events).filter((line) => line.startsWith('act/'))).toEqual(
    zones.map((_, i) => `act/${i}: returned after 1 requests`),
  );
});

test('an adapter that cannot set what a scenario asks for is not asked, and what it can do is played', async () => {
  const events = await all({ target: target('adapter.mjs', {}), scenarios: scenarios.slice(1, 3) });
  expect(told(events).filter((line) => line.startsWith('act/'))).toEqual([
    'act/1: unsupported (the adapter does not claim timeZone, which is optional) after 0 requests',
    'act/2: returned after 1 requests',
  ]);
});

test('one environment comes after the other, the usual one first', () => {
  expect(playOrder(scenarios).map(({ id }) => id)).toEqual(['act/2', 'act/4', 'act/0', 'act/3', 'act/1', 'act/5']);
});
