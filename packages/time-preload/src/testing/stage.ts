import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { createVirtualDomain, startClockServer } from '@sdk-conformance/clock';
import { timePreload } from '../library.js';

const found = timePreload();
/** Why nothing can be tested here; null where it can. */
export const absent = 'absent' in found ? found.absent : null;

/** What one call of a program came to. */
export interface Played {
  /** Virtual ms at which its requests came, and at which it said that it is done. */
  readonly arrivals: readonly number[];
  readonly doneMs: number;
  readonly said: string;
  readonly escaped: readonly { readonly realMs: number; readonly what: string }[];
  /** Nothing would ever have brought it on: it was not done. */
  readonly unsettled: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Virtual ms that the answer is held back. */
  readonly heldMs?: number;
}

export interface Program {
  /** Plays a call: the program reads `words` and the server's origin from its input, and is done when it says a line. */
  play(words: string, answers: readonly Answer[]): Promise<Played>;
  stop(): Promise<void>;
}

/** Starts a program under the preload, with a server for its requests. */
export async function startProgram(
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Program> {
  if ('absent' in found) throw new Error(found.absent);
  const clock = await startClockServer();
  const name = 'p';
  const process_ = clock.registerProcess(name);
  let domain = createVirtualDomain({ tier: 'B' });
  let answers: readonly Answer[] = [];
  let arrivals: number[] = [];

  const http = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    arrivals.push(domain.now().virtualMs);
    domain.exchangeOpened();
    const answer = answers[Math.min(arrivals.length, answers.length) - 1] ?? { status: 500 };
    response.once('close', () => domain.exchangeClosed());
    request.resume().once('end', () => {
      const serve = () => response.writeHead(answer.status, answer.headers).end('{}');
      if (answer.heldMs === undefined) serve();
      else domain.hold(domain.now().virtualMs + answer.heldMs, serve);
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');

  const [file = '', ...words] = command;
  const child = spawn(file, words, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      ...env,
      LD_PRELOAD: found.library,
      CONFORMANCE_CLOCK: clock.url,
      CONFORMANCE_CLOCK_PROCESS: name,
      CONFORMANCE_CLOCK_PID: '0000000000',
    },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  // Programs say that they are there.
  await lines.next();
  await process_.connected;
  let calls = 0;

  return {
    async play(words, given) {
      domain = createVirtualDomain({ tier: 'B' });
      answers = given;
      arrivals = [];
      const call = `c${++calls}`;
      const escaped: Played['escaped'][number][] = [];
      let idle = () => {};
      const unsettled = new Promise<null>((resolve) => {
        idle = () => resolve(null);
      });
      clock.register(call, domain, {
        stepStarted() {},
        stepSettled() {},
        idle: () => idle(),
        escaped: (realMs, what) => void escaped.push({ realMs, what }),
      });
      domain.exchangeOpened();
      await process_.open(call, domain.epochMs());
      child.stdin.write(`${words} http://127.0.0.1:${(http.address() as AddressInfo).port}\n`);
      setImmediate(() => domain.exchangeClosed());
      const line = await Promise.race([lines.next(), unsettled]);
      const doneMs = domain.now().virtualMs;
      await process_.close(call, doneMs);
      clock.unregister(call);
      return { arrivals, doneMs, said: String(line?.value ?? ''), escaped, unsettled: line === null };
    },
    async stop() {
      await ended(child);
      http.closeAllConnections();
      http.close();
      await clock.close();
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
