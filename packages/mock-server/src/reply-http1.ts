import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Reply } from './incoming.js';
import type { WireMessage } from './wire.js';

/** Queues the head; node:http keeps case and order of a flat list, and adds nothing of its own. */
function writeHead(response: ServerResponse, message: WireMessage): void {
  response.sendDate = false;
  response.removeHeader('connection');
  response.removeHeader('transfer-encoding');
  response.writeHead(message.status, message.reason, message.headers.flat());
}

/** Answers by HTTP/1.1. */
export function replyByHttp1(socket: Socket, response: ServerResponse): Reply {
  return {
    pieceBytes: 256 * 1024,
    breaksAtOnce: false,
    fitted: (message) => message,
    ready(callback) {
      // A pipelined request waits for the answers before its own.
      if (response.socket === null) response.once('socket', callback);
      else callback();
    },
    informational(statuses) {
      for (const status of statuses) socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n\r\n`, 'latin1');
    },
    head(message) {
      writeHead(response, message);
      response.flushHeaders();
    },
    write: (bytes) => void response.write(bytes),
    whole(message) {
      writeHead(response, message);
      response.end(message.body);
    },
    raw: (bytes) => void socket.write(bytes),
    end: () => void response.end(),
    loseAfter(how) {
      // What the head says, node:http keeps to.
      if (how === 'unsaid') response.once('finish', () => socket.destroySoon());
    },
    finish(ended) {
      ended();
      socket.destroySoon();
    },
    reset(ended) {
      ended();
      socket.resetAndDestroy();
    },
    flushed: (callback) => void socket.write('', (lost) => callback(lost != null)),
    onceFinished: (callback) => void response.on('finish', callback),
    onceLost(callback) {
      socket.on('close', callback);
      return () => socket.off('close', callback);
    },
    isLost: () => socket.destroyed,
  };
}
