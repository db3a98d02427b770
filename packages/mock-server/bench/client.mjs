// A client of raw sockets in a thread of its own, so that it takes as little as can be from the server it measures.
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

const path = '/api/v1/sdk/chat/3f1c9a52-7d84-4e0b-9b61-5a2d8c7e4f10/message';
const body = '{"message":"hello","user_session_id":"player-1842"}';
const sent =
  `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-API-Key: pk_live_bench\r\nContent-Type: application/json\r\n` +
  `Accept: application/json\r\nUser-Agent: bench\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/** Sends `count` requests to a port over some connections, one at a time on each; resolves when all are answered. */
function send({ port, count, connections }) {
  return new Promise((resolve, reject) => {
    let left = count;
    let answered = 0;
    for (let n = 0; n < connections; n++) {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let need = 0;
      const next = () => {
        if (left === 0) return socket.destroy();
        left -= 1;
        need = -1;
        socket.write(sent);
      };
      socket.on('data', (chunk) => {
        if (need === -1) {
          const text = chunk.toString('latin1');
          const head = text.indexOf('\r\n\r\n');
          const length = Number(/content-length: (\d+)/i.exec(text)?.[1]);
          if (head === -1 || Number.isNaN(length)) return reject(new Error(`not an answer: ${text}`));
          need = head + 4 + length;
        }
        need -= chunk.length;
        if (need > 0) return;
        answered += 1;
        if (answered === count) resolve();
        next();
      });
      socket.on('error', reject);
      next();
    }
  });
}

if (!isMainThread) {
  parentPort.on('message', async (loads) => {
    await Promise.all(loads.map(send));
    parentPort.postMessage('done');
  });
}

/** Starts the client. `ask(loads)` resolves when each load `{port, count, connections}` is answered. */
export function startClient() {
  const worker = new Worker(fileURLToPath(import.meta.url));
  return {
    ask: (loads) =>
      new Promise((resolve, reject) => {
        worker.removeAllListeners('error').once('error', reject).once('message', resolve);
        worker.postMessage(loads);
      }),
    stop: () => worker.terminate(),
  };
}
