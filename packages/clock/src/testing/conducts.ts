/** Conducts of SDKs beyond sleeping: request timeouts, odd timers, things left behind. */
import { scrypt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Agent, request as httpRequest } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Conduct } from './host.js';

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const post = async (base: string, init: RequestInit = {}) => {
  const response = await fetch(`${base}/x`, { method: 'POST', body: '{}', ...init });
  await response.text();
  return response;
};

/** Three attempts, each under `attempt`'s own timeout, waiting 500 and 1000 ms. */
const threeTimes =
  (attempt: (base: string) => Promise<unknown>): Conduct =>
  async (base) => {
    const said: string[] = [];
    for (const ms of [500, 1000, 0]) {
      said.push(await attempt(base).then(String, (error: Error) => error.name));
      if (ms > 0) await sleep(ms);
    }
    return said.join();
  };

const viaHttp = (base: string, options: { timeout?: number; agent?: Agent }, timeoutMs = 0) =>
  new Promise((resolve, reject) => {
    const request = httpRequest(`${base}/x`, { method: 'POST', ...options }, (response) => {
      response.on('data', () => {});
      response.on('end', () => resolve(response.statusCode));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.on('timeout', () => request.destroy(Object.assign(new Error('timeout'), { name: 'RequestTimeout' })));
    if (timeoutMs > 0) request.setTimeout(timeoutMs);
    request.end('{}');
  });

/** Works for a while in other threads, under a timer that would fire if that were taken for waiting. */
const working =
  (work: () => Promise<unknown>): Conduct =>
  async (base) => {
    for (const ms of [500, 1000]) {
      const guard = setTimeout(() => {}, 60_000);
      await post(base);
      await work();
      clearTimeout(guard);
      await sleep(ms);
    }
    return (await post(base)).status;
  };

/** Resolved by the fifteenth tick of a timer that no call created: the loop has turned often enough by then, however busy the machine is. */
const outside = new Map<() => void, number>();
setInterval(() => {
  for (const [resolve, ticks] of outside) {
    outside.set(resolve, ticks + 1);
    if (ticks < 14) continue;
    outside.delete(resolve);
    resolve();
  }
}, 10);

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

export const conducts = {
  'fetch, AbortSignal.timeout': threeTimes((base) => post(base, { signal: AbortSignal.timeout(2000) })),
  'fetch, AbortController and setTimeout': threeTimes(async (base) => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), 2000);
    try {
      return await post(base, { signal: controller.signal });
    } finally {
      clearTimeout(timer);
    }
  }),
  'node:http, request.setTimeout': threeTimes((base) => viaHttp(base, {}, 2000)),
  'node:http, option timeout': threeTimes((base) => viaHttp(base, { timeout: 2000 })),
  'node:http, one socket': threeTimes((base) => viaHttp(base, { agent }, 2000)),
  'patient fetch': async (base) => (await post(base)).status,
  'fetch to the end of its patience': async (base) => {
    const said = (error: Error) => `${error.message}: ${(error.cause as Error).name}`;
    const one = await post(base).then((response) => response.status, said);
    const two = await post(base).then((response) => response.status, said);
    return [one, two, (await post(base)).status].join();
  },
  'patient node:http': (base) => viaHttp(base, { agent: new Agent() }),
  'two at once over one socket': async (base) => {
    const one = new Agent({ keepAlive: true, maxSockets: 1 });
    return (await Promise.all([viaHttp(base, { agent: one }), viaHttp(base, { agent: one })])).join();
  },
  'head only': async (base) => {
    const response = await fetch(`${base}/x`, { signal: AbortSignal.timeout(2000) });
    return response.text().catch((error: Error) => error.name);
  },
  'a signal that nobody holds': async (base) => {
    const signal = () => AbortSignal.any([AbortSignal.timeout(2000)]);
    return (await fetch(`${base}/x`, { signal: signal() })).text().catch((error: Error) => error.name);
  },
  'a signal that is held': async (base) => {
    const timeout = AbortSignal.timeout(2000);
    const text = (await fetch(`${base}/x`, { signal: AbortSignal.any([timeout]) })).text();
    const said = await text.catch((error: Error) => error.name);
    return [said, timeout.aborted].join();
  },
  'body never read': async (base) => {
    for (const ms of [500, 1000]) {
      await fetch(`${base}/x`);
      await sleep(ms);
    }
    return (await fetch(`${base}/x`)).status;
  },
  'Retry-After as a date': async (base) => {
    for (let attempt = 0; attempt < 3; attempt++) {
      const { headers } = await post(base);
      await sleep(Date.parse(headers.get('retry-after') ?? '') - Date.now());
    }
    return (await post(base)).status;
  },
  'files between': working(async () => {
    for (let count = 0; count < 20; count++) await readFile(new URL(import.meta.url));
  }),
  'scrypt between': working(() => promisify(scrypt)('a', 'b', 64)),
  'digest between': working(() => crypto.subtle.digest('SHA-512', new Uint8Array(8_000_000))),
  'gzip between': working(async () => promisify(gunzip)(await promisify(gzip)(new Uint8Array(4_000_000)))),
  'bad gzip between': working(() => promisify(gunzip)(Buffer.alloc(100_000, 'x')).catch(() => {})),
  'compression stream between': working(() => {
    const zipped = new Blob([new Uint8Array(4_000_000)]).stream().pipeThrough(new CompressionStream('gzip'));
    return new Response(zipped).arrayBuffer();
  }),
  // Three retries with a backoff of 500, 1000, 2000 ms, each attempt under its own timeout.
  'retry chain': async (base) => {
    for (const ms of [500, 1000, 2000, 0]) {
      const response = await post(base, { signal: AbortSignal.timeout(30_000) });
      const after = Number(response.headers.get('retry-after') ?? 0) * 1000;
      if (ms > 0) await sleep(after || ms);
    }
  },
  'a timer of another context': () => new Promise<void>((resolve) => void outside.set(resolve, 0)),
  'never settles': () => new Promise(() => {}),
  'polls for ever': () => new Promise(() => setInterval(() => {}, 1000)),
  'loop of immediates': async (base) => {
    await post(base);
    for (const end = Date.now() + 50; Date.now() < end; ) await new Promise((resolve) => setImmediate(resolve));
    await post(base);
  },
  'leaves things behind': async (base) => {
    setInterval(() => {}, 10_000);
    setTimeout(() => {}, 500_000);
    setTimeout(() => void post(base), 7_000);
    setTimeout(() => {}, 20_000).unref();
    await post(base);
  },
  'waits by a timer that holds nothing': async (base) => {
    await post(base);
    await new Promise((resolve) => setTimeout(resolve, 1000).unref());
  },
  'has timers that hold nothing': async (base) => {
    // Under a request, and beside a wait.
    await post(base, { signal: AbortSignal.timeout(30_000) });
    setTimeout(() => {}, 5_000).unref();
    await sleep(1000);
  },
  'throws in a timer': async () => {
    setTimeout(() => {
      throw new Error('in a timer');
    }, 300);
    await sleep(1000);
    return Date.now() - Date.UTC(2030, 9, 27, 0, 59, 50);
  },
  'rejects unhandled': async () => {
    void sleep(100).then(() => Promise.reject(new Error('nobody listens')));
    await sleep(1000);
  },
  'timer objects': async () => {
    const log: string[] = [];
    const at = (what: string) => () => log.push(`${what}@${performance.now() - 1000}`);
    setTimeout(at('b'), 10);
    setTimeout(at('c'), 10);
    setTimeout(at('a'), 9.9);
    setTimeout(at('zero'), 0);
    setTimeout(at('negative'), -5);
    setTimeout(at('huge'), 2 ** 31);
    setTimeout(at('nan'), Number.NaN);
    clearTimeout(+setTimeout(at('cleared by number'), 5));
    clearTimeout(`${+setTimeout(at('cleared by text'), 5)}`);
    const refreshed = setTimeout(at('refreshed'), 20);
    setTimeout(() => refreshed.refresh(), 15);
    const unref = setTimeout(at('unref'), 40).unref();
    log.push(`${unref.hasRef()} ${unref.ref().hasRef()} ${refreshed.constructor.name}`);
    const interval = setInterval(() => {
      at('tick')();
      if (performance.now() >= 1090) clearInterval(interval);
    }, 30);
    setTimeout((...args: unknown[]) => log.push(args.join('+')), 1, 'x', 'y');
    setTimeout(function (this: unknown) {
      log.push(Object.prototype.toString.call(this));
    }, 3);
    await sleep(200);
    setTimeout(at('after'), 50)[Symbol.dispose]();
    await sleep(100);
    return log;
  },
  'date class': async () => {
    await sleep(1234);
    class Sub extends Date {
      twice() {
        return this.getTime() * 2;
      }
    }
    const sub = new Sub();
    return [
      new Date().toISOString(),
      new Date() instanceof Date,
      sub instanceof Sub && sub instanceof Date && sub.twice() === Date.now() * 2,
      Object.prototype.toString.call(new Date()),
      Date().slice(0, 24),
      new Date(0).toISOString(),
      new Date(2020, 1).getFullYear(),
      Date.parse('2020-01-01T00:00:00Z') === Date.UTC(2020, 0),
      Date.prototype.constructor === Date,
      [Date.name, Date.length],
      structuredClone(new Date()).getTime() === Date.now(),
      performance.timeOrigin + performance.now() === Date.now(),
      process.hrtime(process.hrtime()),
      process.uptime(),
    ];
  },
} satisfies Readonly<Record<string, Conduct>>;
