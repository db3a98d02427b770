// The least that an adapter needs to speak to the runner, without any of our packages: what misbehaves must not be ours.
import { writeSync } from 'node:fs';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

let lastId = 0;
const waiting = new Map();
process.on('message', ({ id, body }) => {
  waiting.get(id)?.(body);
  waiting.delete(id);
});
process.on('disconnect', () => process.exit(1));

export function overIpc(path, body) {
  return new Promise((resolve) => {
    lastId += 1;
    waiting.set(lastId, resolve);
    process.send({ id: lastId, path, body });
  });
}

/** Sends a body that need not be JSON, nor come from a value that could be written as JSON. */
export function rawOverIpc(path, body) {
  return new Promise((resolve) => {
    lastId += 1;
    waiting.set(lastId, resolve);
    const head = Buffer.from(`{"id":${lastId},"path":"${path}","body":`);
    writeIpc(Buffer.concat([head, Buffer.from(body), Buffer.from('}\n')]));
  });
}

/** At one go, so that no other message gets between, though the pipe takes no more than fits in. */
export function writeIpc(bytes) {
  let left = Buffer.from(bytes);
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(3, left));
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

export async function rawOverHttp(path, body) {
  const response = await fetch(`${process.env.CONFORMANCE_URL}${path}`, { method: 'POST', body });
  return response.json();
}

export async function overHttp(path, body) {
  const response = await fetch(`${process.env.CONFORMANCE_URL}${path}`, { method: 'POST', body: JSON.stringify(body) });
  return response.json();
}

/** Says lines to the clock, whose only answer that is waited for is a sleep's. */
export function openClock() {
  const [, host, port, token] = /^(.+):(\d+)\/(.+)$/.exec(process.env.CONFORMANCE_CLOCK);
  const socket = connect(Number(port), host);
  const asleep = new Map();
  createInterface({ input: socket }).on('line', (line) => {
    const [, who] = /^woke (.+) \d+$/.exec(line) ?? [];
    asleep.get(who)?.();
  });
  const say = (line) => void socket.write(`${line}\n`);
  say(`hello ${token}`);
  return {
    say,
    sleepOnClock: (call, step, ms) =>
      new Promise((resolve) => {
        asleep.set(`${call} ${step}`, resolve);
        say(`sleep ${call} ${step} ${ms}`);
      }),
  };
}

/** Sends the head of a message and the first bytes of its body, then breaks off, or leaves it at that. Ends when the runner has noticed. */
export async function sendHalf(path, { breakOff }) {
  const { hostname, port, pathname } = new URL(process.env.CONFORMANCE_URL);
  const socket = connect(Number(port), hostname);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => {}).on('data', () => {});
  const length = breakOff ? 500 : 600;
  socket.write(`POST ${pathname}${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n{"worker": 0, "ste`);
  if (breakOff) setTimeout(() => socket.destroy(), 20);
  await closed;
  // What was asked after the close is answered after it was seen; the first question may still be seen with it.
  for (let n = 0; n < 2; n++) await fetch(`${process.env.CONFORMANCE_URL}${path}`, { method: 'OPTIONS' });
}
