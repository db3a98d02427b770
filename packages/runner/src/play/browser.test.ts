import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Fixture } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { acting, all, target, told } from '../testing/stage.js';

const slowDown: Fixture = {
  id: 'slow-down',
  file: 'slow-down.http',
  status: 429,
  reason: 'Too Many Requests',
  headers: [['Retry-After', '7']],
  body: new TextEncoder().encode('{}'),
};
const ok: Fixture = { ...slowDown, id: 'ok', file: 'ok.http', status: 200, reason: 'OK', headers: [] };

test('a page in a browser is an adapter', async ({ skip }) => {
  const browser = onPath(['chromium', 'chromium-browser', 'google-chrome']);
  if (browser === null) return skip('no Chromium on the PATH: apt-get install -y chromium');
  const plain = acting('refuse');
  const refused = { ...plain, steps: plain.steps.map((step) => ({ ...step, script: [{ fixture: 'slow-down' }] })) };
  const events = await all({
    target: target('browser.mjs', { BROWSER: browser }, { transport: 'http' }),
    scenarios: [acting('well'), refused],
    fixtures: new Map([ok, slowDown].map((fixture) => [fixture.id, fixture])),
    // A browser takes its time to start and to end.
    deadlines: { graceMs: 10_000 },
  });
  expect(told(events)).toEqual([
    'act/refuse: raised after 1 requests',
    'act/well: returned after 1 requests',
    'session: page tier C, 1 workers',
  ]);
  const [error] = events.flatMap((event) =>
    event.type === 'played' && event.scenario.id === 'act/refuse'
      ? event.observation.steps.flatMap(({ outcome }) => (outcome.kind === 'raised' ? [outcome.error] : []))
      : [],
  );
  expect(error?.fields).toEqual({ status: 429, retryAfter: '7' });
}, 60_000);

function onPath(names: readonly string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const there = (file: string) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  };
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(there) ?? null;
}
