import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { locked, type Waiting } from '../bin/lock.mjs';

let folder: string;
let lock: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  lock = join(folder, 'it');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Works until it is told to end. */
function work() {
  let begin = () => {};
  let end = (_: string) => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const ended = new Promise<string>((resolve) => {
    end = resolve;
  });
  const act = () => {
    begin();
    return ended;
  };
  return { act, begun, end };
}

/** The most of so many contenders that worked at once, and how many did. */
async function contend(contenders: number, waiting: Waiting = {}) {
  let working = 0;
  let most = 0;
  let done = 0;
  const act = async () => {
    most = Math.max(most, ++working);
    await new Promise((resolve) => setImmediate(resolve));
    working--;
    done++;
  };
  await Promise.all(Array.from({ length: contenders }, () => locked(lock, act, waiting)));
  return { most, done };
}

test('of many that contend one works at a time, and all do', async () => {
  expect(await contend(20)).toEqual({ most: 1, done: 20 });
  expect(readdirSync(folder)).toEqual(['it.20']);
});

test('a lock whose owner was killed is taken over, by one of those who wait', async () => {
  writeFileSync(`${lock}.7`, '4711');
  expect(await contend(20, { staleLooks: 10 })).toEqual({ most: 1, done: 20 });
  expect(readdirSync(folder)).toEqual(['it.27']);
});

test('an owner that lives is waited for, however long it takes', async () => {
  const { act, begun, end } = work();
  const first = locked(lock, act, { staleLooks: 10 });
  await begun;
  const waits: string[] = [];
  const second = locked(lock, async () => 'second', {
    staleLooks: 10,
    onWait: ({ owner, waitedMs }) => {
      waits.push(owner);
      if (waitedMs > 1_000) end('first');
    },
  });
  expect([await first, await second]).toEqual([
    { done: true, value: 'first' },
    { done: true, value: 'second' },
  ]);
  expect(new Set(waits)).toEqual(new Set([String(process.pid)]));
});

test('a wait ends when its time is over, or at a signal, and the work is not done', async () => {
  const { act, begun, end } = work();
  const first = locked(lock, act);
  await begun;
  const never = () => Promise.reject(new Error('not to be done'));
  const owner = String(process.pid);
  const late = await locked(lock, never, { longestMs: 10 });
  expect(late).toEqual({ done: false, why: 'late', owner, waitedMs: expect.any(Number) });
  const interrupt = new AbortController();
  const interrupted = await locked(lock, never, { signal: interrupt.signal, onWait: () => interrupt.abort() });
  expect(interrupted).toEqual({ done: false, why: 'interrupted', owner, waitedMs: expect.any(Number) });
  end('well');
  expect(await first).toEqual({ done: true, value: 'well' });
});

test('work that fails gives the lock back', async () => {
  await expect(locked(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(readFileSync(`${lock}.1`, 'utf8')).toBe('free');
  expect(await locked(lock, async () => 'next')).toEqual({ done: true, value: 'next' });
});

test('an owner that was taken for dead gives nothing back', async () => {
  const { act, begun, end } = work();
  const first = locked(lock, act);
  await begun;
  // As one does that saw no sign of life.
  writeFileSync(`${lock}.2`, '4711');
  rmSync(`${lock}.1`);
  end('late');
  await first;
  expect(readdirSync(folder)).toEqual(['it.2']);
  expect(readFileSync(`${lock}.2`, 'utf8')).toBe('4711');
});
