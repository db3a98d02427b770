import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ClockServer, createVirtualDomain, startClockServer } from './index.js';

let server: ClockServer;
beforeEach(async () => {
  server = await startClockServer();
});
afterEach(() => server.close());

function preload(name: string) {
  const [host = '', port = '', token = ''] = server.url.split(/[:/]/);
  const socket = connect(Number(port), host);
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  const say = (line: string) => void socket.write(`${line}\n`);
  say(`hello ${token}`);
  say(`process ${name}`);
  return { say, hear: async () => (await lines.next()).value, gone: () => socket.destroy() };
}

test('a process is told when a call opens and closes', async () => {
  const told = server.registerProcess('p1');
  const process = preload('p1');
  await told.connected;
  expect(await process.hear()).toBe('ok 1');
  server.register('c1', createVirtualDomain({ tier: 'B' }), {
    stepStarted() {},
    stepSettled() {},
    idle() {},
    escaped() {},
  });

  const opened = told.open('c1', 1_893_456_000_000);
  expect(await process.hear()).toBe('open c1 1893456000000');
  process.say('opened c1');
  await opened;
  process.say('quiet c1 0 -');
  expect(await process.hear()).toBe('quiet c1 0');

  const closed = told.close('c1', 10_000);
  expect(await process.hear()).toBe('close c1 10000');
  process.say('end c1');
  await closed;
});

test('a process that has gone is not waited for', async () => {
  const told = server.registerProcess('p1');
  const process = preload('p1');
  await told.connected;
  const opened = told.open('c1', 0);
  process.gone();
  await opened;
  await told.close('c1', 0);
});

test('a process that is not expected, or is there already', async () => {
  const stranger = preload('p1');
  expect([await stranger.hear(), await stranger.hear(), await stranger.hear()]).toEqual([
    'ok 1',
    'error no process p1 is expected',
    undefined,
  ]);
  const told = server.registerProcess('p1');
  expect(() => server.registerProcess('p1')).toThrow('process p1 is registered already');
  preload('p1');
  await told.connected;
  const second = preload('p1');
  expect([await second.hear(), await second.hear()]).toEqual(['ok 1', 'error no process p1 is expected']);
});
