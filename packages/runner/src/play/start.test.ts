import { expect, test } from 'vitest';
import type { PlayEvent } from '../supervision/events.js';
import { acting, all, options, target, told } from '../testing/stage.js';
import { play } from './play.js';

const scenarios = [acting('well')];

test('a silent adapter that ignores SIGTERM', async () => {
  const events = await all({ target: target('silent.mjs'), scenarios, deadlines: { startMs: 2000 } });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/well: not run, the adapter failed: the process opened no session within 2 s",
      "adapter failed: the process opened no session within 2 s",
      "notice: the process ignored SIGTERM and was killed",
    ]
  `);
  expect(events.flatMap((event) => (event.type === 'adapterFailed' ? event.stderr : []))).toEqual(['here I am', 'no']);
});

test('an adapter that does not load', async () => {
  const events = await all({ target: target('broken.mjs'), scenarios });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/well: not run, the adapter failed: the process exited with code 1 before it opened its session",
      "adapter failed: the process exited with code 1 before it opened its session",
    ]
  `);
  const stderr = events.flatMap((event) => (event.type === 'adapterFailed' ? event.stderr : []));
  expect(stderr.filter((line) => line.startsWith('Error'))).toEqual(['Error: the SDK is not installed']);
});

test('a program that is not there', async () => {
  const absent = { ...target('broken.mjs'), command: ['/no/such/program'] };
  expect(told(await all({ target: absent, scenarios }))).toMatchInlineSnapshot(`
    [
      "act/well: not run, the adapter failed: the process could not be started: there is no program /no/such/program",
      "adapter failed: the process could not be started: there is no program /no/such/program",
    ]
  `);
});

test('a command that no system takes', async () => {
  const odd = { ...target('broken.mjs'), command: [''] };
  const events = await all({ target: odd, scenarios });
  expect(events.map(({ type }) => type)).toEqual(['adapterFailed', 'notRun']);
  expect(told(events).at(-1)).toContain("adapter failed: the process could not be started: The argument 'file'");
});

test('interrupted while calls are open: what was not played is told, and nothing is left running', async () => {
  const stop = new AbortController();
  const many = [...scenarios, ...['1', '2', '3', '4', '5', '6'].map((n) => acting('never', n))];
  const events: PlayEvent[] = [];
  for await (const event of play(options({ target: target('adapter.mjs'), scenarios: many, signal: stop.signal }))) {
    events.push(event);
    if (event.type === 'played') stop.abort();
  }
  expect(running(events)).toBe(false);
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/1: not run, interrupted",
      "act/2: not run, interrupted",
      "act/3: not run, interrupted",
      "act/4: not run, interrupted",
      "act/5: not run, interrupted",
      "act/6: not run, interrupted",
      "act/well: returned after 1 requests",
      "session: fake tier C, 5 workers",
    ]
  `);
});

test('scenarios are told apart by their ids', () => {
  const twins = [acting('well'), acting('well')];
  return expect(all({ target: target('adapter.mjs'), scenarios: twins })).rejects.toThrow(
    'two scenarios have the id act/well',
  );
});

test('leaving the loop early ends the process', async () => {
  const events: PlayEvent[] = [];
  for await (const event of play(options({ target: target('adapter.mjs'), scenarios }))) {
    events.push(event);
    if (event.type === 'session') break;
  }
  expect(events.map((event) => event.type)).toEqual(['session']);
  expect(running(events)).toBe(false);
});

/** Whether the process is still there: it gives its number as its version. */
function running(events: readonly PlayEvent[]): boolean {
  const [session] = events.flatMap((event) => (event.type === 'session' ? [event] : []));
  try {
    return process.kill(Number(session?.sdk.version), 0);
  } catch {
    return false;
  }
}
