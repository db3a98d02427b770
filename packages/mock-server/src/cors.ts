import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HeaderLine } from '@sdk-conformance/model';

const anyOrigin: readonly HeaderLine[] = [
  ['Access-Control-Allow-Origin', '*'],
  ['Access-Control-Expose-Headers', '*'],
];

/** Whether a request is a browser's own question if a page may send another: no client of ours sent it. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && 'access-control-request-method' in headers;
}

/** Allows what is asked for, so that an SDK in a page is judged by what it sends. */
export function answerPreflight({ headers }: IncomingMessage, response: ServerResponse): void {
  const allowed: [string, string][] = [
    ['Access-Control-Allow-Origin', '*'],
    ['Access-Control-Allow-Methods', headers['access-control-request-method'] ?? '*'],
    // Not `*`, which leaves out Authorization.
    ['Access-Control-Allow-Headers', headers['access-control-request-headers'] ?? '*'],
    ['Access-Control-Allow-Private-Network', 'true'],
    ['Access-Control-Max-Age', '600'],
  ];
  response.writeHead(204, allowed.flat()).end();
}

/** What an answer carries for a page to read it; nothing where no page asked. */
export function forPage({ headers }: IncomingMessage): readonly HeaderLine[] {
  return headers.origin === undefined ? [] : anyOrigin;
}
