// Serves one scenario in real time and prints each request: node server.mjs [port]. Node's own modules alone; what is served stands in
// scenario.json beside this file.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';

const scenario = JSON.parse(readFileSync(new URL('scenario.json', import.meta.url), 'utf8'));
const [port = scenario.port] = process.argv.slice(2).map(Number);
const served = new Map(scenario.steps.map((step) => [step, 0]));
let began = null;
let requests = 0;

const now = () => {
  began ??= performance.now();
  return Math.round(performance.now() - began);
};
const say = (text) => console.log(`${String(now()).padStart(8)} ms  ${text}`);

// ── Templates: moments and repeats, filled when they are served ──

const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const parts = (date) => date.toUTCString().split(/,? /);
const formats = {
  httpdate: (date) => date.toUTCString(),
  rfc850date: (date) => {
    const [, day, month, year, time] = parts(date);
    return `${weekdays[date.getUTCDay()]}, ${day}-${month}-${year.slice(-2)} ${time} GMT`;
  },
  asctime: (date) => {
    const [weekday, day, month, year, time] = parts(date);
    return `${weekday} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`;
  },
  isodate: (date) => date.toISOString(),
  epoch: (date) => String(Math.floor(date.getTime() / 1000)),
  epochMs: (date) => String(date.getTime()),
};

function filled(text) {
  return text
    .replace(/\{\{repeat +(\d+) ([\s\S]+?)\}\}/g, (_, count, part) => part.repeat(Number(count)))
    .replace(/\{\{ *(\w+)(?: +([+-]\d+)(ms|s|m|h))? *\}\}/g, (_, name, offset = '0', unit = 'ms') =>
      formats[name](new Date(Date.now() + Number(offset) * unitMs[unit])),
    );
}

// ── Requests ──

/** The first whole request in the bytes: `{ head, body, rest }`; null while more is to come. */
function readRequest(bytes) {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [line, ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const [method, target] = line.split(' ');
  const headers = lines.map((text) => [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1).trim()]);
  const header = (name) => headers.find(([n]) => n.toLowerCase() === name)?.[1];
  const request = { method, target, headers };
  const rest = bytes.subarray(end + 4);
  if (/chunked/i.test(header('transfer-encoding') ?? '')) return chunked(request, rest);
  const length = Number(header('content-length') ?? 0);
  return rest.length < length ? null : { ...request, body: rest.subarray(0, length), rest: rest.subarray(length) };
}

function chunked(request, bytes) {
  const chunks = [];
  for (let rest = bytes; ; ) {
    const end = rest.indexOf('\r\n');
    if (end < 0) return null;
    const size = Number.parseInt(rest.subarray(0, end).toString('latin1'), 16);
    if (rest.length < end + 4 + size) return null;
    if (size === 0) return { ...request, body: Buffer.concat(chunks), rest: rest.subarray(end + 4) };
    chunks.push(rest.subarray(end + 2, end + 2 + size));
    rest = rest.subarray(end + 4 + size);
  }
}

const unescaped = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
const formText = (text) => unescaped(text.replaceAll('+', ' '));

/** The step that a request belongs to: by method and path, then by the most of its arguments that the request holds. */
function stepOf({ method, target, body }) {
  const [path, query = ''] = target.split(/\?(.*)/s);
  const text = `${formText(query)}\n${body.toString('utf8')}\n${formText(body.toString('utf8'))}`;
  const fits = scenario.steps.filter(
    (step) => step.method === method && JSON.stringify(path.split('/').map(unescaped)) === JSON.stringify(step.path),
  );
  const score = (step) => step.words.filter((word) => text.includes(word)).length;
  return [...fits].sort((a, b) => score(b) - score(a))[0];
}

// ── Answers ──

const heads = new Set(['date', 'content-length', 'transfer-encoding']);

/** Status, reason, header lines and body, filled. */
function messageOf({ status, reason, headers, withheld, body }) {
  const bytes =
    body.template === undefined
      ? Buffer.from(body.base64, 'base64')
      : Buffer.from(filled(Buffer.from(body.template, 'base64').toString('latin1')), 'latin1');
  const given = new Set([
    ...headers.map(([name]) => name.toLowerCase()).filter((name) => heads.has(name)),
    ...withheld,
  ]);
  const added = [
    ...(given.has('date') ? [] : [['Date', new Date().toUTCString()]]),
    ...(given.has('content-length') || given.has('transfer-encoding') || status === 204 || status === 304
      ? []
      : [['Content-Length', String(bytes.length)]]),
    ...(scenario.closes ? [['Connection', 'close']] : []),
  ];
  const lines = [...headers.map(([name, value]) => [name, filled(value)]), ...added];
  return { status, reason, lines, body: status === 204 || status === 304 ? Buffer.alloc(0) : bytes };
}

function headBytes({ status, reason, lines }) {
  const text = lines.map((line) => `${line.join(': ')}\r\n`).join('');
  return Buffer.from(`HTTP/1.1 ${status} ${reason}\r\n${text}\r\n`, 'latin1');
}

/** What an answer is written to: a connection of HTTP/1.1. `reset` is the connection's own, also under TLS. */
const http1 = (socket, reset) => ({
  informational: (status) => socket.write(`HTTP/1.1 ${status} Informational\r\n\r\n`),
  raw: (bytes) => socket.write(bytes),
  head: (message) => socket.write(headBytes(message)),
  write: (bytes) => socket.write(bytes),
  complete: (closes) => closes && socket.end(),
  finish: () => socket.end(),
  reset,
});

async function answer(wire, step) {
  const at = served.get(step);
  served.set(step, at + 1);
  const due = step.script[Math.min(at, step.script.length - 1)];
  const { sent, heldMs, pace, end, connection } = due.effect;
  if (heldMs > 0) await wait(heldMs);
  say(`   → ${due.label}`);
  const message = due.response === null ? null : messageOf(due.response);
  for (const status of due.informational) wire.informational(status);
  if (sent.kind === 'noise') wire.raw(Buffer.from(sent.text, 'latin1'));
  if (sent.kind === 'partOfHead') wire.raw(headBytes(message).subarray(0, sent.bytes));
  if (sent.kind === 'head') wire.head(message);
  if (sent.kind === 'partOfBody') await sendAll(wire, message, message.body.subarray(0, sent.bytes), pace);
  if (sent.kind === 'all') await sendAll(wire, message, message.body, pace);
  if (end === 'rst') {
    // What was written must reach the client before the reset does.
    await wait(20);
    wire.reset();
  } else if (end === 'fin') wire.finish();
  else if (end === 'complete') wire.complete(connection === 'lostUnsaid' || scenario.closes);
}

async function sendAll(wire, message, body, pace) {
  wire.head(message);
  if (pace === null) {
    wire.write(body);
    return;
  }
  const given = pace.pieces ?? [];
  for (let at = 0, piece = 0; at < body.length; piece += 1) {
    const { bytes = pace.bytes ?? body.length, pauseMs = 0 } = given[piece] ?? {};
    const pause = pace.pieces === undefined && at > 0 ? pace.intervalMs : pauseMs;
    if (pause > 0) await wait(pause);
    wire.write(body.subarray(at, at + bytes));
    at += bytes;
  }
}

async function receive(wire, request) {
  requests += 1;
  say(`#${requests} ${request.method} ${request.target}`);
  for (const [name, value] of request.headers) console.log(`                ${name}: ${value}`);
  if (request.body.length > 0) console.log(`                ${request.body.subarray(0, 2000).toString('utf8')}`);
  const step = stepOf(request);
  if (step === undefined) {
    say('   → 404: this is the request of no step');
    wire.head({ status: 404, reason: 'Not Found', lines: [['Content-Length', '0']] });
    wire.complete(false);
    return;
  }
  await answer(wire, step);
}

// ── Connections ──

function speakHttp1(socket, reset) {
  const wire = http1(socket, reset);
  let bytes = Buffer.alloc(0);
  let busy = Promise.resolve();
  socket.on('data', (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (let request = readRequest(bytes); request !== null; request = readRequest(bytes)) {
      bytes = request.rest;
      const whole = request;
      busy = busy.then(() => receive(wire, whole));
    }
  });
  socket.on('end', () => {
    say('the client closed a connection');
    socket.end();
  });
}

const secret = scenario.tls ? readFileSync(new URL('server.pem', import.meta.url)) : null;
const speakHttp2 = scenario.http2 ? (await import('./http2.mjs')).speakHttp2 : null;

const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
  const reset = () => socket.resetAndDestroy();
  socket.on('error', () => {});
  if (secret === null) {
    speakHttp1(socket, reset);
    return;
  }
  const secured = new TLSSocket(socket, {
    isServer: true,
    ...{ key: secret, cert: secret },
    ALPNProtocols: scenario.http2 ? ['h2', 'http/1.1'] : ['http/1.1'],
  });
  secured.on('error', ({ message }) => {
    say(`a handshake or a connection failed: ${message}`);
    socket.destroy();
  });
  secured.once('secure', () => {
    if (secured.alpnProtocol === 'h2') speakHttp2(secured, receive);
    else speakHttp1(secured, reset);
  });
});

if (scenario.refuses) {
  console.log(`nobody listens on port ${port}: the connection is refused. Start the client now.`);
} else {
  server.listen(port, '127.0.0.1', () => {
    const origin = `${scenario.tls ? 'https' : 'http'}://127.0.0.1:${server.address().port}`;
    console.log(`${scenario.id}\n${scenario.about}\nbase URL  ${origin}${scenario.basePath}`);
  });
}
