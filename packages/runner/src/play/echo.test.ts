import type { Spec } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { acting, all, fixtures, spec, target, told } from '../testing/stage.js';

const scenarios = [acting('well')];
const [ok] = fixtures.values();
if (ok === undefined) throw new Error('no fixture');
const body = new TextEncoder().encode('{"ok": true, "tags": ["a"], "score": 1.5}');
const scored: typeof fixtures = new Map([['ok', { ...ok, body }]]);

async function toldBy(ECHO: string, more: Parameters<typeof target>[1] = {}, deadlines = {}) {
  const http = more['TRANSPORT'] === 'http' ? { transport: 'http' as const } : {};
  return all({ target: target('adapter.mjs', { ECHO, ...more }, http), scenarios, fixtures: scored, deadlines });
}

test.each([
  ['over IPC', {}],
  ['over HTTP', { TRANSPORT: 'http' }],
  ['by one worker alone', { WORKERS: '1' }],
])('an adapter that echoes soundly %s is played as any other', async (_, env) => {
  expect(told(await toldBy('soundly', env))).toEqual([
    'act/well: returned after 1 requests',
    expect.stringMatching('^session: '),
  ]);
});

test.each(['numbersAsTexts', 'renamed', 'fails'])('what an adapter loses is its own fault: %s', async (echo) => {
  const events = await toldBy(echo);
  expect(told(events).filter((line) => line.startsWith('adapter'))).toMatchSnapshot();
  expect(told(events)).toContain('act/well: returned after 1 requests');
  expect(events.find(({ type }) => type === 'adapterFailed')).toMatchObject({ unreliable: ['ping', 'act'] });
});

test.each(['never', 'invalid', 'tooFew'])('an echo that does not come is told: %s', async (echo) => {
  expect(told(await toldBy(echo))).toMatchSnapshot();
});

test('an echo that is never answered ends the target', async () => {
  expect(told(await toldBy('silent', {}, { startMs: 1000 }))).toMatchSnapshot();
});

test('where nothing is recorded that is JSON, there is no echo', async () => {
  const streaming: Spec = { ...spec, operations: spec.operations.map((operation) => ({ ...operation, stream: true })) };
  const adapter = target('adapter.mjs', { ECHO: 'never', CAPABILITIES: 'stream' });
  const events = await all({ target: adapter, scenarios, spec: streaming });
  expect(told(events).filter((line) => line.includes('echo'))).toEqual([]);
});
