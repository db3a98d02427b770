import { constants, type OutgoingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import type { HeaderLine } from '@sdk-conformance/model';
import type { Reply } from '../incoming.js';
import type { WireMessage } from '../wire.js';
import type { Shared } from './session.js';

/** RFC 9113, section 8.2.2: fields of a connection, which HTTP/2 has no room for. */
const ofConnection: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]);

/** node:http2 ends these with their head. */
const endsInHead = (status: number) => status === 204 || status === 205 || status === 304;

/** Less than any client lets come before it has read something. */
const pieceBytes = 16 * 1024;

function fitted({ status, headers, body }: WireMessage): WireMessage {
  const empty = endsInHead(status);
  const lines = headers.flatMap(([name, value]): HeaderLine[] => {
    const lower = name.toLowerCase();
    return ofConnection.has(lower) || (empty && lower === 'content-length') ? [] : [[lower, value]];
  });
  return { status, reason: '', headers: lines, body: empty ? new Uint8Array() : body };
}

function headersOf({ status, headers }: WireMessage): OutgoingHttpHeaders {
  const values = new Map<string, string[]>();
  for (const [name, value] of headers) values.set(name, [...(values.get(name) ?? []), value]);
  const fields = [...values].map(([name, all]) => [name, all.length === 1 ? all[0] : all] as const);
  return { ':status': status, ...Object.fromEntries(fields) };
}

/** Answers by a stream of HTTP/2. What breaks an answer breaks its stream alone, but for a connection that is closed with nothing beside it. */
export function replyByStream(stream: ServerHttp2Stream, shared: Shared): Reply {
  const lost = new Set<() => void>();
  const unwritten = new Set<() => void>();
  let state: 'open' | 'ended' | 'lost' = 'open';
  let leaves = false;
  let writing = 0;
  let finished = () => {};

  function over(ended: () => void): void {
    state = 'ended';
    const last = shared.left();
    shared.written(() => {
      ended();
      if (last && leaves) shared.close();
    });
  }

  function breakOff(ended: () => void): void {
    // It ends what it closes, and says the end before the reset: a body that was cut would be whole.
    stream._final = (done) => done();
    // Not REFUSED_STREAM, nor CANCEL: by these a client may take it for granted that nothing was done, and ask again by itself.
    stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    over(ended);
  }

  const isUsable = () => !stream.destroyed && !stream.closed && !stream.writableEnded;

  function write(bytes: Uint8Array): void {
    if (bytes.length === 0 || !isUsable()) return;
    writing += 1;
    stream.write(bytes, () => {
      writing -= 1;
      if (writing === 0) for (const next of [...unwritten]) next();
    });
  }

  function head(message: WireMessage): void {
    if (isUsable()) stream.respond(headersOf(message));
  }

  function end(): void {
    if (isUsable()) stream.end();
  }

  // It closes with an error where the client resets it.
  stream.on('error', () => {});
  stream.once('finish', () => {
    if (state === 'open' && !stream.aborted) over(() => finished());
  });
  stream.once('close', () => {
    if (state !== 'open') return;
    // The end of an answer goes with its last bytes, and a client that has it may close the stream before they count as written.
    if (stream.writableEnded && stream.rstCode === constants.NGHTTP2_NO_ERROR) {
      over(() => finished());
      return;
    }
    state = 'lost';
    shared.left();
    for (const next of lost) next();
  });

  return {
    pieceBytes,
    breaksAtOnce: true,
    fitted,
    ready: (callback) => callback(),
    informational(statuses) {
      for (const status of statuses) if (isUsable()) stream.additionalHeaders({ ':status': status });
    },
    head,
    write,
    whole(message) {
      head(message);
      write(message.body);
      end();
    },
    raw() {
      throw new RangeError('HTTP/2 has no bytes that are no message');
    },
    end,
    loseAfter(how) {
      // What is said serves the next answer, that it may lose its connection: here it needs none of its own to break.
      leaves = how === 'unsaid';
    },
    finish(ended) {
      if (stream.headersSent || !shared.isAlone()) {
        breakOff(ended);
        return;
      }
      leaves = true;
      shared.sayGoodbye();
      over(ended);
    },
    reset(ended, whose) {
      if (whose === 'answer') {
        breakOff(ended);
        return;
      }
      state = 'ended';
      ended();
      shared.reset();
    },
    flushed(callback) {
      const whenWritten = () => {
        if (writing > 0) return;
        unwritten.delete(whenWritten);
        shared.written(() => callback(state === 'lost'));
      };
      unwritten.add(whenWritten);
      whenWritten();
    },
    onceFinished(callback) {
      finished = callback;
    },
    onceLost(callback) {
      lost.add(callback);
      return () => lost.delete(callback);
    },
    isLost: () => state === 'lost',
  };
}
