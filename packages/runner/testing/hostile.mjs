// An adapter that misbehaves as a whole, as MODE says, over TRANSPORT; what misbehaves in a call is `adapter.mjs`.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { overHttp, overIpc, rawOverHttp, rawOverIpc, sendHalf, writeIpc } from './connection.mjs';

const { env } = process;
const http = env.TRANSPORT === 'http';
const send = http ? overHttp : overIpc;
const raw = http ? rawOverHttp : rawOverIpc;
const stay = () => setInterval(() => {}, 1_000);

const sdk = { name: 'hostile', version: '1.0.0', language: 'typescript', runtime: 'node', variant: '' };
const opening = { protocol: 1, sdk, operations: ['act'], capabilities: [], workers: 1 };
const open = (more = {}) => send('/v1/sessions', { ...opening, ...more });
const next = (session) => send(`/v1/sessions/${session}/next`, { worker: 0 });

/** Plays its calls as they should be played. */
async function playAll(session) {
  for (;;) {
    const call = await next(session);
    if (call.done) return;
    if (call.call === undefined) continue;
    const [{ id }] = call.steps;
    const { arguments: given, client } = call.steps[0];
    const { credentials } = call.clients.find((each) => each.id === client);
    const url = `${call.baseUrl}/v1/act?behave=${given.behave}`;
    const response = await fetch(url, { headers: { 'x-key': credentials.key } });
    const steps = [{ id, outcome: 'returned', value: await response.json() }];
    await send(`/v1/sessions/${session}/calls/${call.call}`, { worker: 0, steps });
  }
}

const deep = '['.repeat(100_000) + ']'.repeat(100_000);
const floodFor = async (write) => {
  for (let n = 0; n < 40; n++) await new Promise((resolve) => write(`${'x'.repeat(9_999)}\n`.repeat(10), resolve));
};

const modes = {
  endsAtOnce: () => process.exit(0),
  fails: () => process.exit(7),
  diesAtOnce: () => process.kill(process.pid, 'SIGKILL'),
  throws: () => {
    throw new Error('the SDK is not installed');
  },
  silent: stay,
  silentThroughTerm: () => process.on('SIGTERM', () => {}) && stay(),
  stopped: () => process.kill(process.pid, 'SIGSTOP'),
  opensDeep: () => raw('/v1/sessions', `{"protocol":${deep}}`).then(() => process.exit(1)),
  opensNotUtf8: () => raw('/v1/sessions', Buffer.from([0x22, 0xff, 0x22])).then(() => process.exit(1)),
  opensLong: () => raw('/v1/sessions', `{"protocol":"${'x'.repeat(400_000)}"}`).then(() => process.exit(1)),
  opensEmpty: () => send('/v1/sessions', {}).then(() => process.exit(1)),
  opensHalf: () => {
    if (http) return void sendHalf('/v1/sessions', { breakOff: true });
    writeIpc('{"id":1,');
    return stay();
  },
  otherProtocol: () => open({ protocol: 2 }).then(() => process.exit(1)),
  otherLanguage: () => open({ sdk: { ...sdk, language: 'python' } }).then(() => process.exit(1)),
  noWorkers: () => open({ workers: 0 }).then(() => process.exit(1)),
  longName: () => open({ sdk: { ...sdk, name: 'x'.repeat(100_000) } }).then(() => process.exit(1)),
  offersNothing: () => open({ operations: [] }).then(({ session }) => playAll(session)),
  claimsAnything: () => open({ capabilities: ['flight'] }).then(() => process.exit(1)),
  neverAsks: () => open().then(stay),
  endsOpened: () => open().then(() => process.exit(0)),
  diesOpened: () => open().then(() => process.kill(process.pid, 'SIGKILL')),
  asksElsewhere: () =>
    open()
      .then(() => next('s99'))
      .then(() => process.exit(1)),
  neverEnds: () =>
    open()
      .then(({ session }) => playAll(session))
      .then(stay),
  neverEndsThroughTerm: () => process.on('SIGTERM', () => {}) && modes.neverEnds(),
  failsAtEnd: () =>
    open()
      .then(({ session }) => playAll(session))
      .then(() => process.exit(9)),
  floodsOutput: () => floodFor((text, done) => process.stdout.write(text, done)).then(modes.well),
  floodsErrors: () => floodFor((text, done) => process.stderr.write(text, done)).then(modes.well),
  leavesChild: () => void spawn('/bin/sleep', ['600'], { stdio: 'ignore' }).unref() ?? modes.well(),
  leavesDaemon: () => void spawn('/bin/sleep', ['600'], { stdio: 'ignore', detached: true }).unref() ?? modes.well(),
  leavesUnmarkedDaemon: () =>
    void spawn('/bin/sleep', ['600'], { stdio: 'ignore', detached: true, env: {} }).unref() ?? modes.well(),
  leavesPort: () => createServer().listen(0, '127.0.0.1', modes.well),
  closesChannel: () =>
    open()
      .then(() => process.removeAllListeners('disconnect').disconnect())
      .then(stay),
  well: () =>
    open()
      .then(({ session }) => playAll(session))
      .then(() => process.exit(0)),
};
modes[env.MODE]();
