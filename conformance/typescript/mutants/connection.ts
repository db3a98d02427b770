import type { Mutant } from './mutant.js';

/** Bytes of an error page that are worth reading. */
const enough = 4096;

/** The pool of Node's own fetch, of which its package's name is not to be had without a dependency. */
function newPool(): NonNullable<RequestInit['dispatcher']> {
  const shared: unknown = Reflect.get(globalThis, Symbol.for('undici.globalDispatcher.1'));
  const Pool: unknown = shared !== null && typeof shared === 'object' ? shared.constructor : undefined;
  if (typeof Pool !== 'function') throw new Error('fetch has no pool before its first request');
  return Reflect.construct(Pool, []);
}

function isPage({ ok, headers }: Response): boolean {
  return !ok && headers.get('content-type')?.startsWith('text/html') === true;
}

async function firstBytes(response: Response): Promise<ArrayBuffer> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let length = 0; reader !== undefined && length < enough; ) {
    const { value } = await reader.read();
    if (value === undefined) break;
    chunks.push(value);
    length += value.length;
  }
  return new Blob(chunks).arrayBuffer();
}

export const connection: readonly Mutant[] = [
  {
    name: 'error-page-half-read',
    defect: 'of an error that is no JSON the first bytes are read, and the rest is left with its connection',
    breaks: 'process.leftBehind',
    cause: 'leavesBehind',
    seams: (sound) => ({
      readBody: (response) => (isPage(response) ? firstBytes(response) : sound.readBody(response)),
    }),
  },
  {
    name: 'timed-out-answer-kept',
    defect: 'a call whose time is over raises, and nobody ends its request',
    breaks: 'process.leftBehind',
    cause: 'leavesBehind',
    seams: (sound) => {
      const ends = new WeakMap<AbortSignal | Response, Promise<never>>();
      const unlessOver = <T>(work: Promise<T>, of: AbortSignal | Response): Promise<T> =>
        Promise.race([work, ends.get(of) ?? work]);
      const requests = new WeakMap<AbortSignal, AbortController>();
      return {
        openDeadline: (timeoutMs, outer) => {
          const deadline = sound.openDeadline(timeoutMs, outer);
          const { signal } = deadline;
          const over = new Promise<never>((_, reject) => {
            signal.addEventListener('abort', () => {
              if (outer?.aborted) requests.get(own.signal)?.abort();
              reject(signal.reason);
            });
          });
          over.catch(() => undefined);
          const own = new AbortController();
          ends.set(own.signal, over);
          requests.set(own.signal, own);
          return { ...deadline, signal: own.signal };
        },
        send: async (request, signal) => {
          const response = await unlessOver(sound.send(request, signal), signal);
          const over = ends.get(signal);
          if (over === undefined) return response;
          ends.set(response, over);
          // A stream is read elsewhere.
          if (request.headers['Accept'] === 'text/event-stream') over.catch(() => requests.get(signal)?.abort());
          return response;
        },
        readBody: (response) => unlessOver(sound.readBody(response), response),
      };
    },
  },
  {
    name: 'pool-for-each-attempt',
    defect: 'each attempt has a pool of connections of its own, and none is closed',
    breaks: 'process.leftBehind',
    cause: 'leavesBehind',
    seams: () => ({
      send: async ({ url, method, headers, body }, signal) => {
        // It is made with the first request.
        await fetch('data:,');
        const own = { dispatcher: newPool(), ...(body === undefined ? {} : { body }) };
        return fetch(url, { method, headers, signal, redirect: 'manual', ...own });
      },
    }),
  },
];
