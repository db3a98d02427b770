// Speaks HTTP/2 on a connection of server.mjs.
import { performServerHandshake } from 'node:http2';
import { Duplex } from 'node:stream';

const ofConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade']);
const endsInHead = (status) => [204, 205, 304].includes(status);

function fieldsOf({ status, lines }) {
  const fields = { ':status': status };
  for (const [name, value] of lines) {
    const lower = name.toLowerCase();
    if (ofConnection.has(lower) || (lower === 'content-length' && endsInHead(status))) continue;
    fields[lower] = lower in fields ? [fields[lower], value].flat() : value;
  }
  return fields;
}

/** What an answer is written to: a stream. What breaks it is RST_STREAM, but for a connection that is closed without an answer. */
function wireOf(stream, session, socket) {
  const usable = () => !stream.destroyed && !stream.closed && !stream.writableEnded;
  const reset = () => {
    // Else it would say the end before the reset.
    stream._final = (done) => done();
    stream.close(2);
  };
  return {
    informational: (status) => usable() && stream.additionalHeaders({ ':status': status }),
    raw: () => {},
    head: (message) => usable() && stream.respond(fieldsOf(message)),
    write: (bytes) => usable() && bytes.length > 0 && stream.write(bytes),
    complete(closes) {
      if (usable()) stream.end();
      if (closes && stream.closed === false) stream.once('close', () => socket.end());
    },
    finish() {
      if (stream.headersSent) setTimeout(reset, 20);
      else {
        session.goaway();
        setTimeout(() => socket.end(), 20);
      }
    },
    reset,
  };
}

/** node:http2 takes over a socket below what TLS has read by then; this it reads as it comes. */
function duplexOf(socket) {
  const duplex = new Duplex({
    read: () => socket.resume(),
    write: (chunk, _, done) => (socket.writableEnded ? done() : socket.write(chunk, done)),
    final: (done) => socket.end(done),
    destroy: (error, done) => {
      socket.destroySoon();
      done(error);
    },
  });
  socket.on('data', (chunk) => duplex.push(chunk) || socket.pause());
  socket.on('end', () => duplex.push(null));
  socket.on('close', () => duplex.destroy());
  return duplex;
}

export function speakHttp2(socket, receive) {
  const session = performServerHandshake(duplexOf(socket));
  session.on('error', () => socket.destroy());
  session.on('stream', (stream, _headers, _flags, raw) => {
    stream.on('error', () => {});
    const lines = raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1]]] : []));
    const pseudo = new Map(lines.filter(([name]) => name.startsWith(':')));
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () =>
      receive(wireOf(stream, session, socket), {
        method: pseudo.get(':method'),
        target: pseudo.get(':path'),
        headers: [['host', pseudo.get(':authority')], ...lines.filter(([name]) => !name.startsWith(':'))],
        body: Buffer.concat(chunks),
      }),
    );
  });
}
