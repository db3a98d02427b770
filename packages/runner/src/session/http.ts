import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Refusal } from '@sdk-conformance/protocol';
import { type MessageLimits, readExactMessage, tooLong } from './message.js';
import type { Session, SessionAnswer } from './session.js';

export interface HttpEnd {
  /** `http://127.0.0.1:port/token`, for `CONFORMANCE_URL`. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

const statusOf: Readonly<Record<Refusal['error']['code'], number>> = {
  invalidMessage: 400,
  unsupportedProtocol: 400,
  unknownSession: 404,
  unknownCall: 404,
  wrongWorker: 409,
  duplicateReport: 409,
};

// A browser page may be an adapter, and it is never of this origin. The token is what keeps others out.
const cors: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'POST',
  'Access-Control-Allow-Headers': 'Content-Type',
  'Access-Control-Allow-Private-Network': 'true',
  'Access-Control-Max-Age': '600',
};

export interface HttpListener {
  /** A message could not be read; `cut`: it broke off. */
  readonly broken: (path: string, why: string, cut: boolean) => void;
  /** What came is no message at all. */
  readonly refused: (path: string, why: string) => void;
}

/** Carries a session over HTTP on a free loopback port: `POST /{token}/v1/sessions…`, JSON both ways. */
export async function serveHttp(session: Session, listener: HttpListener, limits: MessageLimits): Promise<HttpEnd> {
  const token = randomBytes(16).toString('hex');

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathBehind(token, request.url ?? '');
    if (path === null) {
      const why = 'the token of CONFORMANCE_URL is missing or wrong';
      listener.refused('a message to the session', why);
      return refuse(request, response, 403, 'unknownSession', why);
    }
    if (request.method === 'OPTIONS') return void response.writeHead(204, cors).end();
    if (request.method !== 'POST') {
      listener.refused(path, `messages are sent by POST, this came by ${request.method}`);
      return refuse(request, response, 405, 'invalidMessage', 'messages are sent by POST');
    }
    const given = await read(request, limits);
    if (!given.ok) {
      listener.broken(path, given.why, given.cut);
      refuse(request, response, given.status, 'invalidMessage', given.why);
      return;
    }
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    send(response, await session.handle(path, given.message, gone.signal));
  }

  const server = createServer(
    {
      // Counted from when a connection is made, and a busy machine may leave a process without a turn between that and its first byte.
      requestTimeout: 0,
      headersTimeout: 0,
      // A worker's connection is idle while it plays a call; closing it then would race with its report.
      keepAliveTimeout: 3_600_000,
    },
    (request, response) => void answer(request, response),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${token}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function pathBehind(token: string, url: string): string | null {
  // A client that takes the runner for a proxy names it in full (RFC 9112 section 3.2.2).
  const [, given = '', path] = /^(?:http:\/\/[^/?]+)?\/([^/?]+)(\/[^?]*)$/i.exec(url) ?? [];
  const right = Buffer.from(token);
  const sent = Buffer.from(given);
  return path !== undefined && sent.length === right.length && timingSafeEqual(sent, right) ? path : null;
}

type Read =
  | { readonly ok: true; readonly message: unknown }
  | { readonly ok: false; readonly status: number; readonly cut: boolean; readonly why: string };

function read(request: IncomingMessage, limits: MessageLimits): Promise<Read> {
  return new Promise((settle) => {
    let chunks: Buffer[] = [];
    let bytes = 0;
    const idle = setTimeout(() => resolve(cut()), limits.messageMs);
    const resolve = (read: Read) => {
      clearTimeout(idle);
      settle(read);
    };
    const cut = (): Read => {
      const promised = request.headers['content-length'];
      const of = promised === undefined ? '' : ` of ${promised}`;
      return { ok: false, status: 400, cut: true, why: `the message was cut after ${bytes}${of} bytes` };
    };
    request.on('data', (chunk: Buffer) => {
      idle.refresh();
      bytes += chunk.length;
      if (bytes <= limits.messageBytes) {
        chunks.push(chunk);
        return;
      }
      chunks = [];
      resolve({ ...tooLong(limits), status: 413, cut: false });
    });
    request.on('end', () => {
      const message = readExactMessage(Buffer.concat(chunks), limits);
      resolve(message.ok ? message : { ...message, status: 400, cut: false });
    });
    request.on('error', () => {});
    request.on('close', () => resolve(cut()));
  });
}

function send(response: ServerResponse, body: SessionAnswer, status?: number): void {
  const refused = 'error' in body ? statusOf[body.error.code] : 200;
  response.writeHead(status ?? refused, { ...cors, 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  code: Refusal['error']['code'],
  message: string,
): void {
  // What is still to come of the message is not wanted.
  response.once('finish', () => request.destroy());
  response.setHeader('Connection', 'close');
  send(response, { error: { code, message } }, status);
}
