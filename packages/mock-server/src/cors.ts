import type { HeaderLine } from '@sdk-conformance/model';
import { headerOf, type Incoming } from './incoming.js';

const anyOrigin: readonly HeaderLine[] = [
  ['Access-Control-Allow-Origin', '*'],
  ['Access-Control-Expose-Headers', '*'],
];

/** Whether a request is a browser's own question if a page may send another: no client of ours sent it. */
export function isPreflight({ method, headers }: Incoming): boolean {
  if (method !== 'OPTIONS' || headerOf(headers, 'origin') === undefined) return false;
  return headerOf(headers, 'access-control-request-method') !== undefined;
}

/** Allows what is asked for, so that an SDK in a page is judged by what it sends. */
export function answerPreflight({ headers, reply }: Incoming): void {
  const allowed: readonly HeaderLine[] = [
    ['Access-Control-Allow-Origin', '*'],
    ['Access-Control-Allow-Methods', headerOf(headers, 'access-control-request-method') ?? '*'],
    // Not `*`, which leaves out Authorization.
    ['Access-Control-Allow-Headers', headerOf(headers, 'access-control-request-headers') ?? '*'],
    ['Access-Control-Allow-Private-Network', 'true'],
    ['Access-Control-Max-Age', '600'],
  ];
  reply.whole(reply.fitted({ status: 204, reason: 'No Content', headers: allowed, body: new Uint8Array() }));
}

/** What an answer carries for a page to read it; nothing where no page asked. */
export function forPage({ headers }: Incoming): readonly HeaderLine[] {
  return headerOf(headers, 'origin') === undefined ? [] : anyOrigin;
}
