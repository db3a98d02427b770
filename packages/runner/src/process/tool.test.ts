import { expect, test } from 'vitest';
import { runTool, type Tool } from './tool.js';

const tool = (script: string, more: Partial<Tool> = {}): Tool => ({
  command: ['/bin/sh', '-c', script],
  cwd: process.cwd(),
  env: { PATH: process.env['PATH'] },
  signal: new AbortController().signal,
  deadlineMs: 60_000,
  ...more,
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('how a program ends', async () => {
  const ends = [
    tool('exit 0'),
    tool('echo half; echo done >&2; exit 3'),
    tool('kill -9 $$'),
    tool('', { command: ['no'] }),
  ];
  expect(await Promise.all(ends.map(runTool))).toEqual([
    { ok: true },
    { ok: false, why: 'ended with code 3', output: ['half', 'done'] },
    { ok: false, why: 'ended with SIGKILL', output: [] },
    { ok: false, why: 'could not be started: there is no program no', output: [] },
  ]);
});

test('what takes too long is ended with its children, though they trap SIGTERM', async () => {
  const end = await runTool(tool("trap '' TERM; sleep 600 & echo $!; while :; do wait; done", { deadlineMs: 300 }));
  expect(end).toEqual({ ok: false, why: 'took longer than 0.3 s', output: [expect.stringMatching(/^\d+$/)] });
  expect(end.ok || isThere(Number(end.output[0]))).toBe(false);
});

test('an interrupt ends it at once, and starts none', async () => {
  const stop = new AbortController();
  const running = runTool(tool('exec sleep 600', { signal: stop.signal }));
  stop.abort();
  const interrupted = { ok: false, why: 'was interrupted', output: [] };
  expect([await running, await runTool(tool('exit 0', { signal: stop.signal }))]).toEqual([interrupted, interrupted]);
});
