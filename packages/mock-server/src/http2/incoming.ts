import type { ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import type { HeaderLine } from '@sdk-conformance/model';
import { headerLines, type Incoming, type Reply } from '../incoming.js';

/** A request as node:http2 has read it, told as one of HTTP/1.1: the authority that it names is its host. */
export function incomingByStream(
  socket: Socket,
  stream: ServerHttp2Stream,
  raw: readonly string[],
  reply: Reply,
): Incoming {
  const lines = headerLines(raw);
  const pseudo = new Map(lines.filter(([name]) => name.startsWith(':')));
  const own = lines.filter(([name]) => !name.startsWith(':'));
  const authority = pseudo.get(':authority');
  const host: readonly HeaderLine[] =
    authority === undefined || own.some(([name]) => name === 'host') ? [] : [['host', authority]];
  return {
    http2: true,
    method: pseudo.get(':method') ?? '',
    target: pseudo.get(':path') ?? '',
    headers: [...host, ...own],
    socket,
    body: stream.endAfterHeaders ? null : stream,
    isWhole: () => stream.endAfterHeaders || stream.readableEnded,
    rejection: null,
    reply,
  };
}
