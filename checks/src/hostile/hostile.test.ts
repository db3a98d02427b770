import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test, vi } from 'vitest';
import { inCalls, inCallsAlone, type Mode, ofProcesses, type Transport, transports } from './modes.js';
import { mark, type Played, playModes, type Row } from './play.js';
import { accusedIn, tableOf } from './table.js';

const has = (transport: Transport) => (mode: Mode) => mode.only === undefined || mode.only === transport;

/** Runs so many at once: each waits more than it works. */
async function pooled<T>(tasks: readonly (() => Promise<T>)[], most: number): Promise<readonly T[]> {
  const results: T[] = [];
  const left = [...tasks];
  const work = async () => {
    for (let task = left.shift(); task !== undefined; task = left.shift()) results.push(await task());
  };
  await Promise.all(Array.from({ length: most }, work));
  return results;
}

function runsOver(transport: Transport): readonly (() => Promise<Played>)[] {
  return [
    () => playModes(transport, inCalls.filter(has(transport)), 'adapter.mjs'),
    ...inCallsAlone.filter(has(transport)).map((mode) => () => playModes(transport, [mode], 'adapter.mjs')),
    ...ofProcesses.filter(has(transport)).map((mode) => () => playModes(transport, [mode], 'hostile.mjs')),
  ];
}

/** Numbers of processes with our mark; zombies are gone but for their number. */
function orphans(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`${mark}=1`);
      } catch {
        return false;
      }
    });
}

const servers = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
const before = servers();
const rows = new Map<Transport, ReadonlyMap<Mode, Row>>();

test.each(transports)(
  'over %s no adapter keeps a run from its end, and each is told for what it does',
  async (transport) => {
    const played = await pooled(runsOver(transport), 8);
    expect(played.flatMap(({ flaws }) => flaws)).toEqual([]);
    const all = new Map(played.flatMap((each) => [...each.rows]));
    expect(all.size).toBeGreaterThanOrEqual(25);
    rows.set(transport, all);
  },
  300_000,
);

const file = new URL('../../hostile-adapters.md', import.meta.url);

test('the table in the repository tells whom they accuse, with WRITE_TABLE=1 anew', () => {
  const table = tableOf(rows);
  if (process.env['WRITE_TABLE'] === '1') writeFileSync(file, table);
  expect(accusedIn(table)).toEqual(accusedIn(readFileSync(file, 'utf8')));
});

afterAll(async () => {
  // A server that is closed is gone a moment later.
  const gone = () => {
    if (process.platform === 'linux') expect(orphans()).toEqual([]);
    expect(servers()).toBe(before);
  };
  await vi.waitFor(gone, { timeout: 20_000, interval: 100 });
});
