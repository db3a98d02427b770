import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMock } from './testing/mock.js';
import { runHost } from './testing/run-host.js';
import { conducts } from './testing/sleeps.js';

let mock: Awaited<ReturnType<typeof startMock>>;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

const escaping = ['a worker thread', 'a loop on Date.now'];

test('every way to sleep is virtual, exact to the millisecond', async () => {
  const names = Object.keys(conducts).filter((name) => !escaping.includes(name));
  const calls = Object.fromEntries(names.map((name, index) => [`c${index}`, name]));
  const played = names.map((_, index) => mock.open(`c${index}`, [{ status: 500 }]));
  const report = await runHost(mock, 'sleeps', calls);
  const seen = names.map((name, index) => [name, played[index]?.arrivals, report.calls[`c${index}`]?.outcome]);
  expect(seen).toEqual(names.map((name) => [name, [0, 500, 1500, 3500], 'returned "done"']));
  expect(played.flatMap(({ escaped }) => escaped)).toEqual([]);
  const blocked = played
    .map((call, index) => [names[index], call.blocked] as const)
    .filter(([, told]) => told.length > 0);
  const what = 'the event loop';
  expect(blocked).toEqual([['Atomics.wait', [500, 1000, 2000].map((ms) => ({ ms, what }))]]);
  expect(played.map(({ steps }) => steps)).toEqual(names.map(() => ['begin s 0', 'settled s 3500']));
});

test.each([
  ['a worker thread', [0, 0, 0, 0]],
  ['a loop on Date.now', null],
])('%s is let through by real time and reported as escaped', async (name, arrivals) => {
  const lane = mock.open(name.replaceAll(' ', '-'), [{ status: 500 }]);
  const report = await runHost(mock, 'sleeps', { [name.replaceAll(' ', '-')]: name });
  expect(Object.values(report.calls).map(({ outcome }) => outcome)).toEqual(['returned "done"']);
  expect(lane.escaped.map(({ what }) => what)).toEqual(Array(3).fill(lane.escaped[0]?.what));
  expect(lane.escaped[0]?.what).toMatch(/^(a worker thread|a loop that reads the clock)$/);
  const atLeast = [50, 100, 200];
  expect(lane.escaped.filter(({ realMs }, index) => realMs >= (atLeast[index] ?? 0))).toEqual(lane.escaped);
  // A worker's sleep is in real time alone, a loop's in both.
  if (arrivals) expect(lane.arrivals).toEqual(arrivals);
  else
    expect(lane.arrivals.slice(1).map((ms, n) => ms - (lane.arrivals[n] ?? 0) >= (atLeast[n] ?? 0))).toEqual([
      true,
      true,
      true,
    ]);
});
