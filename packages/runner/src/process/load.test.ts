import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { loadOf } from './load.js';

const here = process.platform === 'linux' ? test : test.skip;

here('the load of a process counts what it has started, and grows by work alone', async () => {
  const loop =
    "const end = process.cpuUsage().user + 3e5; while (process.cpuUsage().user < end); console.log('done'); setInterval(() => {}, 1e6)";
  const parent = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(loop)}], { stdio: 'inherit' }); setInterval(() => {}, 1e6)`;
  const child = spawn(process.execPath, ['-e', parent], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const { pid = 0 } = child;
  try {
    await once(child.stdout, 'data');
    expect(loadOf(pid)?.workedMs).toBeGreaterThanOrEqual(300);
    expect(loadOf(pid)?.deniedMs).toBeGreaterThanOrEqual(0);
  } finally {
    process.kill(-pid, 'SIGKILL');
  }
  await once(child, 'close');
  expect(loadOf(pid)).toBe(null);
});
