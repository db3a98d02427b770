import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { absent, type Program, startProgram } from './testing/stage.js';

const source = fileURLToPath(new URL('../testing/Sleeps.java', import.meta.url));
const noJava = spawnSync('javac', ['-version']).status !== 0;

describe.skipIf(absent !== null || noJava)('a Java program', () => {
  const classes = mkdtempSync(join(tmpdir(), 'time-preload-'));
  let program: Program;
  beforeAll(async () => {
    execFileSync('javac', ['-d', classes, source]);
    program = await startProgram(['java', '-cp', classes, 'Sleeps']);
    // Loading reads the clock a great deal.
    await program.play('sleep 1', [{ status: 503 }]);
  });
  afterAll(async () => {
    await program?.stop();
    rmSync(classes, { recursive: true });
  });

  test.each(['sleep', 'monitor', 'park', 'latch', 'scheduled', 'future'])('%s', async (way) => {
    const { arrivals, said, escaped } = await program.play(`${way} 500 1000 30000`, [{ status: 503 }]);
    const late = arrivals.slice(1).map((at, i) => at - (arrivals[i] ?? 0) - ([500, 1000, 30_000][i] ?? 0));
    expect({ said, escaped, requests: arrivals.length }).toEqual({ said: '503', escaped: [], requests: 4 });
    // Its runtime reads the clock now and then, and each reading takes a little.
    expect(late.filter((ms) => ms < 0 || ms > 10)).toEqual([]);
  });

  test('a timeout of the HTTP client while the answer is held back', async () => {
    const { arrivals } = await program.play('sleep 1000', [{ status: 200, heldMs: 90_000 }, { status: 200 }]);
    expect(Math.round(((arrivals[1] ?? 0) - (arrivals[0] ?? 0)) / 50) * 50).toBe(61_000);
  });
});
