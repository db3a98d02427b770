import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { acting, all, target, told } from '../testing/stage.js';

test('a flood of output is told once, and only the last lines are kept', async () => {
  const events = await all({
    target: target('adapter.mjs'),
    scenarios: [acting('flood', '1'), acting('flood', '2')],
    output: { floodBytes: 100_000 },
  });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/1: returned after 1 requests",
      "act/2: returned after 1 requests",
      "notice: the process floods its stderr: over 100000 bytes, of which only the last lines are kept",
      "session: fake tier C, 5 workers",
    ]
  `);
});

test('children left behind are ended', async () => {
  const events = await all({ target: target('adapter.mjs'), scenarios: [acting('child')] });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/child: returned after 1 requests",
      "notice: the process left child processes behind; they have been ended",
      "session: fake tier C, 5 workers",
    ]
  `);
});

test.runIf(platform() === 'linux').each(['strayChild', 'unmarkedChild'])(
  'a child that has left the process group is ended too: %s',
  async (how) => {
    const number = join(mkdtempSync(join(tmpdir(), 'stray-')), 'number');
    onTestFinished(() => rmSync(dirname(number), { recursive: true }));
    const events = await all({ target: target('adapter.mjs', { NUMBER: number }), scenarios: [acting(how)] });
    expect(told(events)).toEqual([
      `act/${how}: returned after 1 requests`,
      'notice: the process left child processes behind; they have been ended',
      'session: fake tier C, 5 workers',
    ]);
    const stat = () => readFileSync(`/proc/${readFileSync(number, 'utf8').trim()}/stat`, 'utf8').split(') ')[1]?.[0];
    // A zombie where nobody reaps orphans, as in many a container.
    await expect.poll(() => attempt(stat)).toMatch(/^(gone|Z)$/);
  },
);

test('what the adapter does not offer is unsupported without a call', async () => {
  const events = await all({ target: target('adapter.mjs', { OPERATIONS: 'ping' }), scenarios: [acting('well')] });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/well: unsupported (the adapter does not offer act) after 0 requests",
      "session: fake tier C, 5 workers",
    ]
  `);
});

test('a process that ignores SIGTERM is killed', async () => {
  const scenarios = [acting('sigterm'), acting('never')];
  const events = await all({ target: target('adapter.mjs', { CLOCK: '1' }), scenarios });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/never: neverSettled (no timer, nothing in flight and nothing held back) after 0 requests",
      "act/sigterm: returned after 1 requests",
      "notice: the process ignored SIGTERM and was killed",
      "session: fake tier A, 5 workers",
    ]
  `);
});

function attempt(act: () => string | undefined): string | undefined {
  try {
    return act();
  } catch {
    return 'gone';
  }
}
