import { expect, test } from 'vitest';
import type { Crew, Entry } from './crew.js';
import { createWatchdog } from './watchdog.js';

/** A crew of one open call, of which a look sees nothing but `trace` and `heard`. */
function crewOf(stallMs: number) {
  const state = { trace: '0', heard: 0 };
  const playing = { call: 'c1', scenario: { steps: [{}] }, trace: () => state.trace };
  const entry = { playing, state: 'open', attempt: null, idle: false } as unknown as Entry;
  const crew = {
    deadlines: { stallMs, callMs: 1e9, startMs: 1e9, agreeMs: 1e9 },
    host: { heard: () => state.heard, session: { idle: () => [] } },
    pending: new Map([['c1', entry]]),
  } as unknown as Crew;
  return { state, look: createWatchdog(crew) };
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
