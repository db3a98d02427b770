import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));
const command = fileURLToPath(new URL('../../../packages/cli/bin/conformance.mjs', import.meta.url));

/** What each of these scenarios breaks. */
function broken(...scenarios: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const filters = scenarios.flatMap((id) => ['--filter', id]);
  const { stdout } = spawnSync(process.execPath, [command, 'run', '--reporter', 'jsonl', ...filters], {
    cwd: here,
    encoding: 'utf8',
  });
  const log = stdout.split('\n').filter((line) => line !== '');
  const findings = log
    .map((line) => JSON.parse(line))
    .filter(({ verdict, type }) => type === 'finding' && verdict === 'fail');
  return Object.fromEntries(
    scenarios.map((id) => [
      id,
      findings.filter(({ scenario }) => scenario === id).map(({ requirement }) => requirement),
    ]),
  );
}

test('a handful of what the vendor’s SDK keeps and breaks', () => {
  expect(
    broken(
      'status/200/createChatCompletion',
      'stream/good/streamChatCompletion',
      'retry/after/seconds-2/429/createChatCompletion',
      'retry/after/garbage/429/createChatCompletion',
      'retry/after/over-cap/429/createChatCompletion',
      'errors/max-0/429/retrieveModel',
      'stream/missing-terminal/streamChatCompletion',
      'abort/retry-after/retrieveModel',
    ),
  ).toEqual({
    'status/200/createChatCompletion': [],
    'stream/good/streamChatCompletion': [],
    'retry/after/seconds-2/429/createChatCompletion': [],
    'retry/after/garbage/429/createChatCompletion': ['retry.after.invalid'],
    'retry/after/over-cap/429/createChatCompletion': ['retry.after.cap'],
    'errors/max-0/429/retrieveModel': ['error.name', 'error.requestId'],
    'stream/missing-terminal/streamChatCompletion': ['stream.terminal'],
    'abort/retry-after/retrieveModel': ['abort.settles'],
  });
});
