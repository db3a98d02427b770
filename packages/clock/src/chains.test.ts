import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { startMock } from './testing/mock.js';
import { runHost } from './testing/run-host.js';
import { startSlowNetwork } from './testing/slow-network.js';

test.each([
  ['of 7 virtual s', {}, [0, 500, 1500, 3500]],
  ['with Retry-After 30', { 'retry-after': '30' }, [0, 30_000, 60_000, 90_000]],
])('200 chains at once %s are exact, with a CPU burner beside them', async (_, headers, expected) => {
  const burner = spawn(process.execPath, ['-e', 'const parent = process.ppid; while (process.ppid === parent);'], {
    stdio: 'ignore',
  });
  const mock = await startMock();
  try {
    const ids = Array.from({ length: 200 }, (_, index) => `c${index}`);
    const played = ids.map((id) => mock.open(id, [{ status: 429, headers: () => headers }]));
    await runHost(mock, 'conducts', Object.fromEntries(ids.map((id) => [id, 'retry chain'])));
    expect(played.map(({ arrivals }) => arrivals)).toEqual(ids.map(() => expected));
    expect(played.flatMap(({ escaped, idle }) => [...escaped, ...(idle ? ['idle'] : [])])).toEqual([]);
  } finally {
    burner.kill('SIGKILL');
    await mock.close();
  }
});

test('requests and answers that are long on their way are waited for', async () => {
  const mock = await startMock();
  const network = await startSlowNetwork(mock.base, 30);
  try {
    const played = mock.open('slow', [{ status: 429 }]);
    const held = mock.open('held', [
      { status: 200, delayMs: null },
      { status: 200, delayMs: 1000 },
    ]);
    const calls = { slow: 'retry chain', held: 'fetch, AbortSignal.timeout' };
    await runHost({ base: network.base, clock: mock.clock }, 'conducts', calls);
    expect(played.arrivals).toEqual([0, 500, 1500, 3500]);
    expect([held.arrivals, held.endedAt]).toEqual([[0, 2500, 4500], 5500]);
    expect([...played.escaped, ...held.escaped]).toEqual([]);
  } finally {
    network.close();
    await mock.close();
  }
});
