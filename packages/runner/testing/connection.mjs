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
    let left = Buffer.concat([
      Buffer.from(`{"id":${lastId},"path":"${path}","body":`),
      Buffer.from(body),
      Buffer.from('}\n'),
    ]);
    // At one go, so that no other message gets between, though the pipe takes no more than fits in.
    while (left.length > 0) {
      try {
        left = left.subarray(writeSync(3, left));
      } catch (error) {
        if (error.code !== 'EAGAIN') throw error;
      }
    }
  });
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

/** Sends the head of a message and the first bytes of its body, then breaks off, or leaves it at that. */
export function sendHalf(path, { breakOff }) {
  const { hostname, port, pathname } = new URL(process.env.CONFORMANCE_URL);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {}).on('data', () => {});
  socket.write(`POST ${pathname}${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"worker": 0, "ste`);
  if (breakOff) setTimeout(() => socket.destroy(), 20);
  return new Promise((resolve) => socket.once('close', () => setTimeout(resolve, 300)));
}
