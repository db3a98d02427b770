import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fixture } from '@sdk-conformance/model';
import { expect, onTestFinished, test } from 'vitest';
import { acting, all, target, told } from '../testing/stage.js';
import { transcript } from '../testing/transcript.js';

const page = readFileSync(new URL('../../../protocol/PROTOCOL.md', import.meta.url), 'utf8');

function fixture(id: string, status: number, reason: string, body: string): readonly [string, Fixture] {
  const headers = [['Content-Type', 'application/json']] as const;
  return [id, { id, file: `${id}.http`, status, reason, headers, body: new TextEncoder().encode(body) }];
}

const fixtures = new Map([
  fixture('ok', 200, 'OK', '{"ok":true}'),
  fixture('slow-down', 429, 'Too Many Requests', '{"error":{"message":"Slow down"}}'),
]);

test('the session that the page shows is one that took place', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'transcript-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const record = join(folder, 'record.jsonl');
  const scenario = acting('politely');
  const steps = scenario.steps.map((step) => ({ ...step, script: [{ fixture: 'slow-down' }] }));
  const events = await all({
    target: target('recorded.mjs', { RECORD: record }, { transport: 'http' }),
    scenarios: [{ ...scenario, clients: [{ id: 'one', options: { maxRetries: 0 } }], steps }],
    fixtures,
    // The last question stays open until there is nothing left to do: it is never answered by `wait`.
    deadlines: { pollMs: 60_000 },
  });
  expect(told(events)).toEqual(['act/politely: raised after 1 requests', 'session: tiny tier C, 1 workers']);
  const records = readFileSync(record, 'utf8').trimEnd().split('\n');
  const shown = page
    .split('<!-- recorded by packages/runner/src/session/transcript.test.ts -->\n\n```http\n')[1]
    ?.split('```')[0];
  expect(shown).toBe(transcript(records.map((line) => JSON.parse(line))));
});
