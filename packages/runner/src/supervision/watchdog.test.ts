import type { Outcome } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import type { Load } from '../process/index.js';
import type { Crew, Entry } from './crew.js';
import { createWatchdog } from './watchdog.js';

/** A crew of one open call, of which a look sees nothing but `trace`, `served` and `heard`. */
function crewOf(stallMs: number, callMs = 1e9) {
  const state = { trace: '0', served: 1, heard: 0, load: null as Load | null, ownMs: 0 };
  const gaveUp: Outcome[] = [];
  const staged = {
    call: 'c1',
    scenario: { steps: [{}] },
    trace: () => state.trace,
    served: () => state.served,
    giveUp: (otherwise: Outcome) => void gaveUp.push(otherwise),
  };
  const entry = { staged, state: 'open', trial: {}, idle: false } as unknown as Entry;
  const crew = {
    deadlines: { stallMs, workMs: 3_000, callMs, startMs: 1e9, idleMs: 1e9 },
    host: { heard: () => state.heard, load: () => state.load, session: { idle: () => [], abandon() {} }, workers: 1 },
    pending: new Map([['c1', entry]]),
    gone: new Set(),
    task() {},
  } as unknown as Crew;
  return { state, gaveUp, look: createWatchdog(crew, () => state.ownMs) };
}

test('silence is counted while we look', () => {
  const { state, look } = crewOf(2_000);
  const seen = [0, 500, 1_000, 1_500, 2_000, 2_500].map(look);
  expect(seen.map((hang) => hang?.why ?? null)).toEqual([
    null,
    null,
    null,
    null,
    null,
    'no sign of life from the process for 2 s',
  ]);
  state.trace = '1';
  expect(look(3_000)).toBe(null);
});

test('while this machine slept, nobody was silent', () => {
  const { look } = crewOf(2_000);
  expect([0, 500, 3_600_000, 3_600_400].map(look)).toEqual([null, null, null, null]);
});

test('while the process works, or has no processor to work on, it is not silent', () => {
  const { state, look } = crewOf(2_000);
  const after = (ms: number, load: Load) => {
    state.load = load;
    return look(ms)?.why ?? null;
  };
  after(0, { workedMs: 0, deniedMs: 0 });
  for (let ms = 500; ms <= 60_000; ms += 500) {
    expect(after(ms, { workedMs: ms / 30, deniedMs: ms * 4 })).toBe(null);
  }
  const began = { workedMs: 2_000, deniedMs: 240_000 };
  expect(after(60_500, began)).toBe(null);
  expect([500, 1_000, 1_500].map((ms) => after(60_500 + ms, { ...began, workedMs: 2_000 + ms }))).toEqual([
    null,
    null,
    'no sign of life from the process in 3 s of its work',
  ]);
});

test('what it waits for while we ourselves have no time is not its silence', () => {
  const { state, gaveUp, look } = crewOf(2_000);
  const after = (ms: number, ownMs: number) => {
    state.ownMs = ownMs;
    state.heard = ms;
    return look(ms);
  };
  for (let ms = 0; ms <= 60_000; ms += 500) after(ms, ms * 0.99);
  expect(gaveUp).toEqual([]);
  for (let ms = 60_500; ms <= 62_500; ms += 500) after(ms, 59_400);
  expect(gaveUp).toEqual([{ kind: 'neverSettled', why: 'no progress for 2 s, though the process answers' }]);
});

test('a call on a slow machine has time for each exchange; one whose time goes on without any has it once', () => {
  const { state, gaveUp, look } = crewOf(2_000, 5_000);
  for (let ms = 0; ms <= 60_000; ms += 500) {
    state.trace = String(ms);
    if (ms % 4_000 === 0) state.served++;
    look(ms);
  }
  expect(gaveUp).toEqual([]);
  for (let ms = 60_500; ms <= 65_500; ms += 500) {
    state.trace = String(ms);
    look(ms);
  }
  expect(gaveUp).toEqual([{ kind: 'neverSettled', why: 'still going on 5 s after its last exchange' }]);
});
