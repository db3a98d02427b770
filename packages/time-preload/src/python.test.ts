import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { absent, type Played, type Program, startProgram } from './testing/stage.js';

const script = fileURLToPath(new URL('../testing/sleeps.py', import.meta.url));
const failing = [{ status: 503 }];

/** Virtual ms between one request and the next. */
function gaps({ arrivals }: Played): readonly number[] {
  return arrivals.slice(1).map((at, i) => at - (arrivals[i] ?? 0));
}

function toTens(ms: number): number {
  return Math.round(ms / 10) * 10;
}

describe.skipIf(absent !== null)('a Python program without a clock of its own', () => {
  let program: Program;
  beforeAll(async () => {
    program = await startProgram(['python3', script]);
  });
  afterAll(() => program.stop());

  test.each([
    'sleep',
    'event',
    'lock',
    'condition',
    'queue',
    'timer',
    'select',
    'poll',
    'epoll',
    'asyncio',
    'semaphore',
    'futex',
    'polled',
  ])('%s: delays to the millisecond', async (way) => {
    const played = await program.play(`${way} 0.5 1 30`, failing);
    expect(played).toMatchObject({ said: '503', escaped: [], unsettled: false });
    // A moment that was reckoned from the clock may be in the ms after: reading it takes a little, and a loop reads it a thousand times.
    const most = way === 'polled' ? 10 : 2;
    const late = gaps(played).map((ms, i) => ms - ([500, 1000, 30_000][i] ?? 0));
    expect(late.filter((ms) => ms < 0 || ms > most)).toEqual([]);
    expect(late).toHaveLength(3);
  });

  test('Retry-After, and a timeout while the answer is held back', async () => {
    const { arrivals, said } = await program.play('sleep 1 1', [
      { status: 429, headers: { 'Retry-After': '30' } },
      { status: 200, heldMs: 90_000 },
      { status: 200, heldMs: 59_000 },
    ]);
    expect({ arrivals, said }).toEqual({ arrivals: [0, 30_000, 91_000], said: '200' });
  });

  test('its wall clock is the call’s', async () => {
    await program.play('sleep 5', failing);
    const { said } = await program.play('date', []);
    expect(said).toMatch(/^2030-10-27T00:59:50(\.000\d{3})?\+00:00$/);
  });

  test('a loop on the clock is let through by the time it takes, and reported', async () => {
    const played = await program.play('spun 0.5', failing);
    expect(gaps(played).map(toTens)).toEqual([500]);
    expect(played.escaped.map(({ realMs, what }) => [toTens(realMs), what])).toEqual([
      [500, 'a loop that reads the clock'],
    ]);
  });

  test('short sleeps while the mock waits for the program come to an end', async () => {
    const played = await program.play('polls 1', failing);
    expect(played).toMatchObject({ said: '503', escaped: [], unsettled: false });
    expect(gaps(played)).toEqual([expect.toSatisfy((ms: number) => ms >= 3_000 && ms <= 3_010)]);
  });

  test('work is no loop on the clock, however long it takes and whatever it reads', async () => {
    const played = await program.play('busy 2.5', failing);
    expect(played.escaped).toEqual([]);
    expect(gaps(played).map((ms) => ms <= 10)).toEqual([true]);
  });

  test('a thread that gives way until another has waited is let through, and reported', async () => {
    const played = await program.play('yielding 0.5', failing);
    expect(gaps(played)).toEqual([expect.toSatisfy((ms: number) => ms >= 500)]);
    // Where the machine lets it rest for a moment, it is reported for each of its parts.
    expect(new Set(played.escaped.map(({ what }) => what))).toEqual(new Set(['a thread that never rests']));
  });

  test.each([
    ['child', 'a child process'],
    ['outside', 'sigtimedwait'],
  ])('%s: what sleeps out of reach is waited for, and reported', async (way, what) => {
    const played = await program.play(`${way} 0.3`, failing);
    expect(gaps(played)).toEqual([0]);
    expect(played.escaped.map((escaped) => escaped.what)).toEqual([what]);
    expect(played.escaped[0]?.realMs).toBeGreaterThan(200);
  });

  test('nothing left to wait for', async () => {
    const lost = await startProgram(['python3', script]);
    expect(await lost.play('never 1', failing)).toMatchObject({ arrivals: [0], unsettled: true });
    await lost.stop();
  });
});
