import { timePreload } from '@sdk-conformance/time-preload';
import { expect, test } from 'vitest';
import { acting, all, target, told } from '../testing/stage.js';

const preload = timePreload();
const own = target('adapter.mjs', { CLOCK: '1', TRANSPORT: 'http' }, { transport: 'http', clock: 'B', preload });

// What the runtime itself reads of the clock takes a little.
function toTens(ms: number): number {
  return Math.round(ms / 10) * 10;
}

test.skipIf('absent' in preload)('the whole time of a process is told: a minute passes at once', async () => {
  const events = await all({ target: own, scenarios: [acting('restAMinute'), acting('well')] });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/restAMinute: returned after 1 requests",
      "act/well: returned after 1 requests",
      "session: fake tier B, 2 workers",
    ]
  `);
  const simulated = events.flatMap((e) =>
    e.type === 'played' ? [[e.scenario.id, toTens(e.observation.simulatedMs)]] : [],
  );
  expect(simulated.sort()).toEqual([
    ['act/restAMinute', 60_000],
    ['act/well', 0],
  ]);
});

test.skipIf('absent' in preload)('processes beside each other play each call once', async () => {
  const scenarios = Array.from({ length: 60 }, (_, i) => acting(i % 7 === 0 ? 'restAMinute' : 'well', `${i}`));
  const events = await all({ target: own, scenarios });
  expect(events.flatMap((e) => (e.type === 'played' ? [e.scenario.id] : [])).sort()).toEqual(
    scenarios.map((scenario) => scenario.id).sort(),
  );
  expect(events.filter((e) => e.type !== 'played' && e.type !== 'session')).toEqual([]);
});

test.skipIf('absent' in preload)('a call that ends its process is found out', async () => {
  const events = await all({ target: own, scenarios: [acting('exit'), acting('well'), acting('restAMinute')] });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/exit: lost (the process exited with code 3) after 0 requests, exit 3",
      "act/restAMinute: returned after 1 requests",
      "act/well: returned after 1 requests",
      "session: fake tier B, 2 workers",
    ]
  `);
});

test.skipIf('absent' in preload)(
  'a process that hangs in a call, or does not come to rest after it, is ended',
  async () => {
    const scenarios = [acting('loop'), acting('stopLater')];
    expect(
      told(await all({ target: own, scenarios, deadlines: { stallMs: 2_000, workMs: 2_000 } })),
    ).toMatchInlineSnapshot(`
    [
      "act/loop: neverSettled (no sign of life from the process in 2 s of its work) after 0 requests, hang",
      "act/stopLater: returned after 1 requests, hang",
      "session: fake tier B, 2 workers",
    ]
  `);
  },
);

test('without the preload it is played as its adapter can, and that is told', async () => {
  const absent = { ...own, env: { TRANSPORT: 'http' }, preload: { absent: 'there is no C compiler' } };
  expect(told(await all({ target: absent, scenarios: [acting('well')] }))).toMatchInlineSnapshot(`
    [
      "act/well: returned after 1 requests",
      "notice: the time preload of clock tier B is not to be had: there is no C compiler; played by the adapter's own clock or sleep, else in real time",
      "session: fake tier C, 5 workers",
    ]
  `);
});
