import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type ClockServer,
  createRealDomain,
  createSleepDomain,
  createVirtualDomain,
  startClockServer,
} from './index.js';

let server: ClockServer;
let log: string[];
const listener = {
  stepStarted: (step: string, { virtualMs }: { virtualMs: number }) => log.push(`started ${step} ${virtualMs}`),
  stepSettled: (step: string, { virtualMs }: { virtualMs: number }) => log.push(`settled ${step} ${virtualMs}`),
  idle: () => log.push('idle'),
  escaped: (realMs: number, what: string) => log.push(`escaped ${realMs} ${what}`),
  blocked: (ms: number, what: string) => log.push(`blocked ${ms} ${what}`),
  ended: ({ virtualMs }: { virtualMs: number }) => log.push(`ended ${virtualMs}`),
};

beforeEach(async () => {
  log = [];
  server = await startClockServer();
});
afterEach(() => server.close());

/** A client by hand: sends chunks, reads until so many lines came or the server closed. */
async function talk(chunks: readonly string[], lines: number, greet = true): Promise<readonly string[]> {
  const [, port = '', token = ''] = /:(\d+)\/(.+)/.exec(server.url) ?? [];
  const socket = connect({ port: Number(port), host: '127.0.0.1', noDelay: true });
  socket.on('error', () => {});
  let text = '';
  const enough = () => text.split('\n').length > lines + (greet ? 1 : 0);
  const heard = new Promise<void>((resolve) => {
    socket.on('data', (data) => {
      text += data;
      if (enough()) resolve();
    });
    socket.on('close', () => resolve());
  });
  for (const chunk of [...(greet ? [`hello ${token}\n`] : []), ...chunks]) {
    await new Promise((resolve) => socket.write(chunk, resolve));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await heard;
  const closed = socket.closed || !enough();
  socket.destroy();
  const said = text.split('\n').slice(greet ? 1 : 0, -1);
  return closed ? [...said, '(closed)'] : said;
}

test('two phases, stamps in order, several calls on one connection', async () => {
  server.register('a', createVirtualDomain(), listener);
  server.register('b', createVirtualDomain(), listener);
  expect(
    await talk(['begin a s1\nquiet a 0\nquiet b 1\nquiet b 0 -\n', 'advance a 0 250\n', 'advance b 0 -\n'], 5),
  ).toEqual(['quiet a 0', 'busy b', 'quiet b 0', 'now a 250', 'idle b']);
  await talk(['settled a s1\nquiet a 0\n'], 1);
  expect(log).toEqual(['started s1 0', 'settled s1 250']);
});

test('what a client says of a call reaches its listener', async () => {
  server.register('a', createVirtualDomain(), listener);
  expect(
    await talk(['escaped a 120 a worker thread\nblocked a 80 the event loop\nunsettled a\njump a 40\n'], 1),
  ).toEqual(['now a 40']);
  await talk(['end a\nquiet a 0\n'], 1);
  expect(log).toEqual(['escaped 120 a worker thread', 'blocked 80 the event loop', 'idle', 'ended 40']);
});

test('half lines, blank lines and carriage returns are lines all the same', async () => {
  server.register('a', createVirtualDomain(), listener);
  expect(await talk(['qui', 'et a', ' 0\r', '\n\n  \nadvance\ta  0 7\n'], 2)).toEqual(['quiet a 0', 'now a 7']);
});

test('what is not of the protocol is answered with what is expected', async () => {
  const lines = [
    'nonsense 1',
    'quiet',
    'quiet a -1',
    'quiet a 1 2 3',
    'advance a 0',
    'advance a x -',
    'move a 1',
    'jump a -',
  ];
  lines.push(
    'sleep a s',
    'sleep a s 0.5',
    'wake a',
    'begin a',
    'settled a s t',
    'escaped a 5',
    'blocked a x it',
    'end',
    'hello again',
    '__proto__',
    '\u0000\u0007\u00ff',
  );
  expect(await talk([`${lines.join('\n')}\n`], lines.length)).toMatchInlineSnapshot(`
    [
      "error unknown command "nonsense"",
      "error expected quiet <call> <inFlight> [<atMost>|-]",
      "error expected quiet <call> <inFlight> [<atMost>|-]",
      "error expected quiet <call> <inFlight> [<atMost>|-]",
      "error expected advance <call> <epoch> <toMs>|-",
      "error expected advance <call> <epoch> <toMs>|-",
      "error expected move <call> <over> <toMs>|-",
      "error expected jump <call> <toMs> [restless]",
      "error expected sleep <call> <who> <ms>",
      "error expected sleep <call> <who> <ms>",
      "error expected wake <call> <who>",
      "error expected begin <call> <step>",
      "error expected settled <call> <step>",
      "error expected escaped <call> <realMs> <what>",
      "error expected blocked <call> <ms> <what>",
      "error expected end <call>",
      "error hello again",
      "error unknown command "__proto__"",
      "error unknown command "\\u0000\\u0007ÿ"",
    ]
  `);
});

test('a call that is not registered, or no longer, is unknown', async () => {
  expect(await talk(['quiet a 0\nbegin a s\n'], 2)).toEqual(['unknown a', 'unknown a']);
  server.register('a', createVirtualDomain(), listener);
  server.unregister('a');
  expect(await talk(['advance a 0 5\n'], 1)).toEqual(['unknown a']);
  expect(log).toEqual([]);
});

test('a call in real time stamps its steps and cannot be moved', async () => {
  server.register('a', createRealDomain({ monotonicMs: () => 0, epochMs: () => 0, after: () => () => {} }), listener);
  expect(await talk(['begin a s\nquiet a 0\n'], 1)).toEqual(['error a runs in real time']);
  expect(log).toEqual(['started s 0']);
});

test('a call with a sleep alone is moved by that', async () => {
  server.register('a', createSleepDomain(), listener);
  expect(await talk(['begin a s\nsleep a s 30000\n'], 1)).toEqual(['woke a s 30000']);
  expect(await talk(['begin a t\nsleep a s 200\nsleep a t 100\nsleep a t 100\nquiet a 0\n'], 3)).toEqual([
    'woke a t 30100',
    'error t of a sleeps already',
    'error a has no clock of its own: only sleep moves it',
  ]);
  await talk(['wake a s\nsettled a t\nquiet a 0\n'], 1);
  expect(log).toEqual(['started s 0', 'started t 30000', 'settled t 30100']);
});

test.each([
  ['in real time', () => createRealDomain(), 'error a runs in real time'],
  ['with a clock of its own', () => createVirtualDomain(), 'error a has a clock of its own: quiet and advance move it'],
])('a call %s is not moved by a sleep', async (_, domain, said) => {
  server.register('a', domain(), listener);
  expect(await talk(['sleep a s 500\nwake a s\n'], 1)).toEqual([said]);
});

test.each([
  ['a wrong token', ['hello 00112233445566778899aabbccddeeff\n'], 'error wrong token'],
  ['a short token', ['hello x\n'], 'error wrong token'],
  ['no greeting', ['quiet a 0\n'], 'error expected hello <token>'],
  ['HTTP', ['GET / HTTP/1.1\r\n\r\n'], 'error expected hello <token>'],
])('%s is refused and the connection closed', async (_, chunks, said) => {
  expect(await talk(chunks, 2, false)).toEqual([said, '(closed)']);
});

test('a line too long is refused and the connection closed', async () => {
  expect(await talk(['x'.repeat(5000)], 2, false)).toEqual(['error line longer than 4096 bytes', '(closed)']);
  expect(await talk([`${'x'.repeat(5000)}\n`], 2, false)).toEqual(['error line longer than 4096 bytes', '(closed)']);
});

test('a client that vanishes in the middle of a question harms nobody', async () => {
  server.register('a', createVirtualDomain(), listener);
  const [, port = '', token = ''] = /:(\d+)\/(.+)/.exec(server.url) ?? [];
  const socket = connect({ port: Number(port), host: '127.0.0.1' });
  await new Promise((resolve) => socket.write(`hello ${token}\n${'quiet a 0\n'.repeat(100)}adv`, resolve));
  socket.resetAndDestroy();
  expect(await talk(['quiet a 0\n'], 1)).toEqual(['quiet a 0']);
});

test('names of calls are checked', () => {
  server.register('a', createVirtualDomain(), listener);
  expect(() => server.register('a', createVirtualDomain(), listener)).toThrowErrorMatchingInlineSnapshot(
    `[RangeError: call a is registered already]`,
  );
  expect(() => server.register('a b', createVirtualDomain(), listener)).toThrowErrorMatchingInlineSnapshot(
    `[RangeError: not a call's name: "a b"]`,
  );
});
