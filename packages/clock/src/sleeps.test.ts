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
  expect(played.map(({ steps }) => steps)).toEqual(names.map(() => ['begin s 0', 'settled s 3500']));
});
