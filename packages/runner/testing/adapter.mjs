// An adapter that plays `ping` and `act`; what `act` does, its argument `behave` says. The environment changes the session:
// CAPABILITIES adds claims, ECHO echoes in a way,
// CLOSES_ALL=after makes the end of a call close the clients of all, before lets none send, WITHOUT says what the SDK lacks (JSON), CLOCK=1 claims the clock capability, SLEEP=1 the sleep capability, TRANSPORT=http, WORKERS, PROTOCOL, OPERATIONS, LANGUAGE.
import { spawn } from 'node:child_process';
import { openClock, overHttp, overIpc, rawOverHttp, rawOverIpc, sendHalf, writeIpc } from './connection.mjs';

const { env } = process;
const send = env.TRANSPORT === 'http' ? overHttp : overIpc;
const { say, sleepOnClock } = env.CLOCK === '1' || env.SLEEP === '1' ? openClock() : { say: () => {} };

const sleep = (ms) => new Promise((resolve) => setTimeout(() => resolve(null), ms));

const raised = (error) => ({
  outcome: 'raised',
  error: {
    type: error.constructor.name,
    bases: [],
    message: [error.message, error.cause?.message].filter(Boolean).join(': '),
    fields: {},
    causeType: null,
    text: String(error),
    texts: {},
    traits: {},
  },
});

const raisedWith = (type) => {
  const { error } = raised(new Error('no'));
  return { id: 'a', outcome: 'raised', error: { ...error, type, bases: [type], causeType: type, message: type } };
};

let closed = env.CLOSES_ALL === 'before';

async function request(call, step) {
  if (closed) throw new Error('the client is closed');
  const url = new URL(`${call.baseUrl}/v1/${step.operation}`);
  for (const [name, value] of Object.entries(step.arguments)) url.searchParams.set(name, value);
  const client = call.clients.find(({ id }) => id === step.client);
  const response = await fetch(url, { headers: { 'x-key': client.credentials.key } });
  return { outcome: 'returned', value: await response.json() };
}

const deep = '['.repeat(100_000) + ']'.repeat(100_000);

/** Misbehaves as told; what it gives stands over the report. */
const behaviours = {
  exit: () => process.exit(3),
  exitLater: () => void setTimeout(() => process.exit(4), 20),
  exitBesideOthers: (_call, { others }) => others() > 0 && process.exit(5),
  crash: () => process.kill(process.pid, 'SIGKILL'),
  loop: () => {
    console.error('about to loop');
    for (;;);
  },
  never: (call) => {
    say(`unsettled ${call.call}`);
    return new Promise(() => {});
  },
  waits: () => new Promise(() => {}),
  storm: async (call, { step }) => {
    for (;;) await request(call, step).catch(() => {});
  },
  foreign: async (_call, { report, worker }) => void (await report({ worker: worker === 0 ? 1 : 0 })),
  invalid: () => ({ steps: [{ id: 'a', outcome: 'exploded' }] }),
  wrongStep: () => ({ steps: [{ id: 'z', outcome: 'returned' }] }),
  noReport: () => null,
  halfReport: (_call, { path }) => sendHalf(path, { breakOff: true }).then(() => null),
  hangingReport: (_call, { path }) => sendHalf(path, { breakOff: false }).then(() => null),
  notJson: (_call, { path }) =>
    fetch(`${env.CONFORMANCE_URL}${path}`, { method: 'POST', body: '{' }).then(() => sleep(300)),
  asks: (_call, { path }) => fetch(`${env.CONFORMANCE_URL}${path}`).then(() => {}),
  hugeReport: () => ({ process: [{ kind: 'warning', text: 'x'.repeat(200_000) }] }),
  sigterm: () => void process.on('SIGTERM', () => {}),
  adapterFailed: () => ({ steps: undefined, adapterFailed: 'no such client' }),
  flood: () => new Promise((resolve) => process.stderr.write(`${'x'.repeat(999)}\n`.repeat(200), () => resolve())),
  rawLine: () => void writeIpc('oops\n'),
  notUtf8: (_call, { raw, path }) => raw(path, Buffer.from([0x22, 0xff, 0x22])).then(() => null),
  manyNames: () => ({
    process: Array.from({ length: 10_001 }, () => ({ kind: 'warning', text: '' })),
  }),
  deepProtocol: (_call, { raw }) => raw('/v1/sessions', `{"protocol":${deep}}`),
  deepReport: (_call, { raw, path }) => raw(path, `{"worker":${deep}}`).then(() => null),
  longReport: (_call, { raw, path }) => raw(path, `{"worker":"${'x'.repeat(400_000)}"}`).then(() => null),
  deaf: () => {
    process.removeAllListeners('disconnect');
    // Of what its other workers still want to send.
    process.on('error', () => {});
    process.disconnect();
    return new Promise((resolve) => setTimeout(resolve, 600_000));
  },
  strayMessage: () => void process.send('hello'),
  halfLine: () => void writeIpc('{"id":'),
  longLine: () => writeIpc(`${'x'.repeat(400_000)}\n`),
  emptyLines: () => void writeIpc('\n\n\n'),
  noObject: (_call, { raw, path }) => raw(path, '[1]').then(() => null),
  wrongToken: (_call, { path }) =>
    fetch(new URL(`/0123456789abcdef0123456789abcdef${path}`, env.CONFORMANCE_URL), {
      method: 'POST',
      body: '{}',
    }).then(() => {}),
  wrongPath: () => send('/v1/nowhere', {}).then(() => {}),
  wrongSession: () => send('/v1/sessions/s99/next', { worker: 0 }).then(() => {}),
  wrongCall: (_call, { path, report }) => report({}, path.replace(/c\w+$/, 'c99')).then(() => {}),
  noWorker: (_call, { report }) => report({ worker: 99 }).then(() => {}),
  opensAgain: () => send('/v1/sessions', opening).then(() => {}),
  acts: () => ({ steps: [raisedWith('E\u001b[2J\u202e\r\nCONFORMS')] }),
  child: () => void spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' }).unref(),
  strayChild: () => void leaveChild({}),
  unmarkedChild: () => void leaveChild({ env: {} }),
  lateWarning: () => ({ process: [{ kind: 'warning', text: 'DeprecationWarning: old', suspects: [] }] }),
  rejection: () => ({ process: [{ kind: 'unhandledRejection', text: 'Error: left alone' }] }),
  rejectionOfSome: (call) => ({
    process: [{ kind: 'unhandledRejection', text: 'Error: whose?', suspects: openCalls(call) }],
  }),
  zone: async (call) => {
    const zone = call.environment?.timeZone ?? 'usual';
    zones.push(zone);
    await sleep(20);
    const beside = zones.filter((other) => other !== zone);
    zones.splice(zones.indexOf(zone), 1);
    return beside.length > 0 ? { steps: [raisedWith(`${zone} beside ${beside[0]}`)] } : undefined;
  },
  hold: () => sleep(50).then(() => {}),
  restAMinute: () => sleep(60_000).then(() => {}),
  sleepAMinute: async (call, { step }) => {
    await request(call, step);
    await sleepOnClock(call.call, step.id, 60_000);
  },
  sleepForReal: async (call, { step }) => {
    await request(call, step);
    await sleep(150);
  },
};

/** In a session of its own, and so outside our process group. */
const leaveChild = (options) =>
  spawn('/bin/sh', ['-c', 'echo $$ > "$0"; exec sleep 600', env.NUMBER], {
    ...options,
    detached: true,
    stdio: 'ignore',
  }).unref();

const open = new Set();
/** In which the calls that are open are played. */
const zones = [];
const openCalls = (call) => [call.call, ...[...open].filter((id) => id !== call.call)];

async function playStep(call, step) {
  say(`begin ${call.call} ${step.id}`);
  const report = await request(call, step).catch(raised);
  say(`settled ${call.call} ${step.id}`);
  return { id: step.id, ...report };
}

async function play(call, worker, session) {
  const path = `/v1/sessions/${session}/calls/${call.call}`;
  const [step] = call.steps;
  open.add(call.call);
  let over = {};
  const behaviour = behaviours[step.arguments.behave];
  if (step.arguments.behave === 'never') say(`begin ${call.call} ${step.id}`);
  if (behaviour !== undefined && step.arguments.behave !== 'exitLater') {
    const early = await behaviour(call, {
      step,
      path,
      worker,
      raw: env.TRANSPORT === 'http' ? rawOverHttp : rawOverIpc,
      others: () => open.size - 1,
      report: (more, to = path) => send(to, { worker, steps: [{ id: step.id, outcome: 'returned' }], ...more }),
    });
    if (early === null) return open.delete(call.call);
    over = early ?? {};
  }
  const steps = [];
  for (const each of call.steps) steps.push(await playStep(call, each));
  open.delete(call.call);
  closed ||= env.CLOSES_ALL === 'after';
  await send(path, { worker, steps, ...over });
  if (step.arguments.behave === 'twice') await send(path, { worker, steps });
  if (step.arguments.behave === 'exitLater') behaviours.exitLater();
  if (step.arguments.behave === 'stopLater') process.kill(process.pid, 'SIGSTOP');
}

/** What the adapter makes of JSON that it hands back, by ECHO; each loses something that another does not. */
const echoes = {
  soundly: (value) => value,
  numbersAsTexts: (value) => JSON.parse(JSON.stringify(value, (_, v) => (typeof v === 'number' ? String(v) : v))),
  renamed: (value) => ({ OK: value.ok }),
};

async function echo({ echo, texts }, worker, session) {
  const path = `/v1/sessions/${session}/echoes/${echo}`;
  if (env.ECHO === 'never') return;
  if (env.ECHO === 'silent') return new Promise(() => {});
  if (env.ECHO === 'invalid') return send(path, { worker, values: [{ valeu: 1 }] });
  if (env.ECHO === 'tooFew') return send(path, { worker, values: [] });
  if (env.ECHO === 'fails') return send(path, { worker, values: texts.map(() => ({ failed: 'out of ink' })) });
  return send(path, { worker, values: texts.map((text) => ({ value: echoes[env.ECHO](JSON.parse(text)) })) });
}

async function work(worker, session) {
  for (;;) {
    const answer = await send(`/v1/sessions/${session}/next`, { worker });
    if (answer.done) return;
    if (answer.echo !== undefined) await echo(answer, worker, session);
    if (answer.call !== undefined) await play(answer, worker, session);
  }
}

const opening = {
  protocol: Number(env.PROTOCOL ?? 1),
  sdk: {
    name: 'fake',
    version: String(process.pid),
    language: env.LANGUAGE ?? 'typescript',
    runtime: 'node',
    variant: '',
  },
  operations: (env.OPERATIONS ?? 'ping,act').split(','),
  capabilities: [
    'steps',
    ...(env.CAPABILITIES?.split(',') ?? []),
    ...(env.ECHO ? ['echo'] : []),
    ...(env.CLOCK === '1' ? ['clock'] : []),
    ...(env.SLEEP === '1' ? ['sleep'] : []),
  ],
  ...(env.WITHOUT === undefined ? {} : { without: JSON.parse(env.WITHOUT) }),
  workers: Number(env.WORKERS ?? 8),
};
const opened = await send('/v1/sessions', opening);
if (opened.error !== undefined) {
  console.error(`refused: ${opened.error.message}`);
  process.exit(1);
}
await Promise.all(Array.from({ length: opened.workers }, (_, worker) => work(worker, opened.session)));
process.exit(0);
