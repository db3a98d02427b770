import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { createSleepDomain, startClockServer } from './index.js';

const page = readFileSync(new URL('../../protocol/PROTOCOL.md', import.meta.url), 'utf8');
const [, shown = ''] =
  /<!-- kept by packages\/clock\/src\/transcript\.test\.ts -->\n\n```text\n([^`]+)```/.exec(page) ?? [];

test('the sleeps that the adapter protocol’s page shows are answered so', async () => {
  const server = await startClockServer();
  onTestFinished(() => server.close());
  const [host = '', port = '', token = ''] = server.url.split(/[:/]/);
  server.register('c17', createSleepDomain(), { stepStarted() {}, stepSettled() {}, idle() {}, escaped() {} });
  const socket = connect(Number(port), host);
  onTestFinished(() => void socket.destroy());
  const answers = createInterface({ input: socket })[Symbol.asyncIterator]();
  const said: string[] = [];
  for (const line of shown.trim().split('\n')) {
    if (line.startsWith('> ')) {
      socket.write(`${line.slice(2).replace(/^hello .*/, `hello ${token}`)}\n`);
      said.push(line);
    } else said.push(`< ${(await answers.next()).value}`);
  }
  expect(said.length).toBeGreaterThan(2);
  expect(`${said.join('\n')}\n`).toBe(shown);
});
