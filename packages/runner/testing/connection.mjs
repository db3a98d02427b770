// The least that an adapter needs to speak to the runner, without any of our packages: what misbehaves must not be ours.
import { connect } from 'node:net';

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

export async function overHttp(path, body) {
  const response = await fetch(`${process.env.CONFORMANCE_URL}${path}`, { method: 'POST', body: JSON.stringify(body) });
  return response.json();
}

/** Says lines to the clock; answers are not needed. */
export function openClock() {
  const [, host, port, token] = /^(.+):(\d+)\/(.+)$/.exec(process.env.CONFORMANCE_CLOCK);
  const socket = connect(Number(port), host);
  socket.on('data', () => {});
  socket.write(`hello ${token}\n`);
  return (line) => socket.write(`${line}\n`);
}
