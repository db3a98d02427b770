import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { type Command, parseCommand } from './command.js';
import type { CallDomain } from './domain.js';
import { createLineSplitter, MAX_LINE_BYTES } from './lines.js';
import type { ClockListener } from './listener.js';
import { ANSWER_TURNS, obey } from './obey.js';
import { type ClockProcess, createProcesses } from './processes.js';
import { createTurns } from './turns.js';

export interface ClockServer {
  /** `127.0.0.1:port/token`, for `CONFORMANCE_CLOCK`. */
  readonly url: string;
  /** Makes a call known. @throws RangeError where the name is taken or has blanks. */
  register(call: string, domain: CallDomain, listener: ClockListener): void;
  unregister(call: string): void;
  /** Makes a process known whose preload will connect: tier B. @throws RangeError where the name is taken or has blanks. */
  registerProcess(name: string): ClockProcess;
  unregisterProcess(name: string): void;
  close(): Promise<void>;
}

const HELLO_WITHIN_MS = 5_000;
const MAX_UNREAD_BYTES = 1 << 20;

/**
 * Starts the line server of PROTOCOL.md on a free loopback port.
 *
 * @example
 * ```ts
 * import { createVirtualDomain, startClockServer } from '@sdk-conformance/clock';
 *
 * const clock = await startClockServer();
 * clock.register('call-1', createVirtualDomain(), listener); // the process under test is given clock.url
 * await clock.close();
 * ```
 */
export async function startClockServer(): Promise<ClockServer> {
  const token = randomBytes(16).toString('hex');
  const calls = new Map<string, { domain: CallDomain; listener: ClockListener }>();
  const sockets = new Set<Socket>();
  const processes = createProcesses();
  const turns = createTurns();

  function serve(socket: Socket): void {
    const split = createLineSplitter();
    let greeted = false;
    let detach = () => {};
    const tooLate = setTimeout(() => refuse('no hello'), HELLO_WITHIN_MS);
    tooLate.unref();

    function answer(line: string): void {
      if (socket.writableLength > MAX_UNREAD_BYTES) socket.destroy();
      if (!socket.writable) return;
      // All answers of one turn leave in one write.
      socket.cork();
      socket.write(`${line}\n`);
      process.nextTick(() => socket.uncork());
    }
    function refuse(why: string): void {
      answer(`error ${why}`);
      socket.destroySoon();
    }
    function greet(command: Command | { error: string }): void {
      if ('error' in command || command.name !== 'hello') {
        refuse('expected hello <token>');
      } else if (!isToken(command.token)) {
        refuse('wrong token');
      } else {
        greeted = true;
        clearTimeout(tooLate);
        answer('ok 1');
      }
    }
    function take(command: Command | { error: string }): void {
      if ('error' in command) {
        answer(`error ${command.error}`);
      } else if (command.name === 'hello') {
        answer('error hello again');
      } else if (command.name === 'process') {
        const attached = processes.attach(command.process, answer);
        if (attached) detach = attached;
        else refuse(`no process ${command.process} is expected`);
      } else if (command.name === 'opened') {
        processes.opened(command.call);
      } else {
        const call = calls.get(command.call);
        const said = call ? obey(command, call.domain, call.listener, answer) : () => '';
        if (command.name === 'end') processes.ended(command.call);
        if (!said) return;
        // The call may be unregistered by the time its turn comes.
        const stillThere = () => call !== undefined && calls.get(command.call) === call;
        turns.after(ANSWER_TURNS, () => answer(stillThere() ? said() : `unknown ${command.call}`));
      }
    }

    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(tooLate);
      sockets.delete(socket);
      detach();
    });
    socket.on('data', (chunk) => {
      if (socket.writableEnded) return;
      const lines = split(chunk);
      if (!lines) refuse(`line longer than ${MAX_LINE_BYTES} bytes`);
      for (const line of lines ?? []) {
        if (line.trim() === '' || socket.writableEnded) continue;
        if (greeted) take(parseCommand(line));
        else greet(parseCommand(line));
      }
    });
  }

  const isToken = (given: string) =>
    given.length === token.length && timingSafeEqual(Buffer.from(given, 'latin1'), Buffer.from(token, 'latin1'));

  const server = createServer(serve);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', 1024, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the clock server has no port');

  return {
    url: `127.0.0.1:${address.port}/${token}`,
    register(call, domain, listener) {
      if (!/^\S{1,200}$/.test(call)) throw new RangeError(`not a call's name: ${JSON.stringify(call)}`);
      if (calls.has(call)) throw new RangeError(`call ${call} is registered already`);
      calls.set(call, { domain, listener });
    },
    unregister(call) {
      calls.delete(call);
    },
    registerProcess: processes.register,
    unregisterProcess: processes.unregister,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
