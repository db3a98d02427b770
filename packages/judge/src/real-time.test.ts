import { predict } from '@sdk-conformance/oracle';
import { expect, test } from 'vitest';
import { needsVirtualClock } from './real-time.js';
import { foilengine } from './testing/observed.js';

function why(id: string, tier: 'A' | 'B' | 'C'): string | null {
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
