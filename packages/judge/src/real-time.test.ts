import type { ClockTier } from '@sdk-conformance/model';
import { predict } from '@sdk-conformance/oracle';
import { expect, test } from 'vitest';
import { needsVirtualClock } from './real-time.js';
import { foilengine } from './testing/observed.js';

function why(id: string, tier: ClockTier): string | null {
  const { spec, scenarios, fixtures } = foilengine;
  const scenario = scenarios.get(id);
  if (scenario === undefined) throw new RangeError(`no scenario ${id}`);
  return needsVirtualClock(predict(spec, 'typescript', scenario, fixtures), tier);
}

test('long waits need a virtual clock, short ones do not', () => {
  const long = 'retry/after/seconds-30/429/initSession';
  expect([why(long, 'A'), why(long, 'B')]).toEqual([null, null]);
  expect({
    [long]: why(long, 'C'),
    'four timeouts of 30 s, three delays': why('transport/stall-request/initSession', 'C'),
    'twice at most 3.5 s': why('retry/backoff/429-429-429-429/initSession', 'C'),
    'aborted after 5 s of 30 s': why('abort/retry-after/initSession', 'C'),
    'stopped at the cap': why('retry/after/over-cap/429/initSession', 'C'),
    'one call after the other': why('steps/again/initSession', 'C'),
  }).toMatchInlineSnapshot(`
    {
      "aborted after 5 s of 30 s": null,
      "four timeouts of 30 s, three delays": "needs a virtual clock: it takes 121.8 s of waiting at least",
      "one call after the other": null,
      "retry/after/seconds-30/429/initSession": "needs a virtual clock: it takes 30 s of waiting at least",
      "stopped at the cap": null,
      "twice at most 3.5 s": null,
    }
  `);
});

test('with a sleep of its own an SDK needs no more than its timeouts to be short', () => {
  expect({
    'a wait of 30 s': why('retry/after/seconds-30/429/initSession', 'S'),
    'four timeouts of 30 s, three delays': why('transport/stall-request/initSession', 'S'),
    'four timeouts of 2 s, three delays': why('transport/timeout-2000/stall-request/initSession', 'S'),
  }).toMatchInlineSnapshot(`
    {
      "a wait of 30 s": null,
      "four timeouts of 2 s, three delays": null,
      "four timeouts of 30 s, three delays": "needs a virtual clock: it takes 120 s of answers and timeouts at least",
    }
  `);
});
