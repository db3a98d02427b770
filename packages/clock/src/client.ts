import { AsyncLocalStorage } from 'node:async_hooks';
import { installed, type WallJump } from './node/call.js';
import { openConnection } from './node/connection.js';
import { startPump } from './node/pump.js';
import type { LeftBehind } from './node/quiescence.js';

export type { LeftBehind } from './node/quiescence.js';
export { NeverSettledError } from './node/step.js';

/** The clock of this process's calls, as its host uses it. */
export interface ClockClient {
  /** True: time inside calls is virtual. False: the preload was not loaded, and it is the machine's. */
  readonly virtual: boolean;
  /**
   * Runs `fn` in the context of a call, with a virtual clock of its own that starts at 0 ms, and gives what `fn` gives. What
   * it leaves behind is played on first, for 120 virtual s at most.
   * @throws NeverSettledError when nothing is left that could make it settle
   */
  runCall<T>(call: string, fn: () => T | Promise<T>, wallJump?: WallJump): Promise<T>;
  /** Stamps the start and the settling of a step of the call in whose context it is called. */
  begin(step: string): void;
  settled(step: string): void;
  /** A timer of the host in the call's time (ms), not counted as left behind. Returns how to call it off. */
  after(ms: number, callback: () => void): () => void;
  /** What was still pending when the call's function had settled; once. */
  leftBehind(call: string): readonly LeftBehind[];
  close(): void;
}

export interface ClockOptions {
  /** Told what a virtual timer's callback threw; without it, the process sees an uncaught exception. */
  readonly uncaught?: (call: string, error: unknown) => void;
}

const realCalls = new AsyncLocalStorage<{ readonly id: string }>();

/** Name of the call in whose context this runs; works in handlers of `unhandledRejection` and `uncaughtException` too. */
export const currentCall = (): string | undefined => (installed()?.calls ?? realCalls).getStore()?.id;

function theCall(): string {
  const call = currentCall();
  if (call === undefined) throw new Error('not in the context of a call');
  return call;
}

/** Connects to the clock server at `address` (`host:port/token`, the environment's `CONFORMANCE_CLOCK`). */
export async function connectClock(address: string, options: ClockOptions = {}): Promise<ClockClient> {
  const virtual = installed();
  return virtual ? connectVirtual(address, virtual, options) : connectReal(address);
}

async function connectVirtual(
  address: string,
  virtual: NonNullable<ReturnType<typeof installed>>,
  { uncaught = throwOutside }: ClockOptions,
): Promise<ClockClient> {
  const left = new Map<string, readonly LeftBehind[]>();
  const pump = await startPump({ address, installed: virtual, uncaught });
  return {
    virtual: true,
    runCall: <T>(id: string, fn: () => T | Promise<T>, wallJump?: WallJump) =>
      new Promise<T>((resolve, reject) => {
        let deliver: (() => void) | undefined;
        const call = pump.start(id, (why, leftBehind) => {
          left.set(id, leftBehind);
          if (why !== 'ended') reject(why);
          else deliver?.();
        });
        call.wallJump = wallJump ?? null;
        const settle = (how: () => void) => {
          deliver = how;
          pump.settled(id);
        };
        virtual.calls
          .run(call, async () => fn())
          .then(
            (value) => settle(() => resolve(value)),
            (error) => settle(() => reject(error)),
          );
      }),
    begin: (name) => pump.say(`begin ${theCall()} ${name}`),
    settled: (name) => pump.say(`settled ${theCall()} ${name}`),
    after(ms, callback) {
      const call = virtual.calls.getStore();
      if (!call) throw new Error('not in the context of a call');
      return virtual.after(call, ms, callback);
    },
    leftBehind(call) {
      const found = left.get(call) ?? [];
      left.delete(call);
      return found;
    },
    close: pump.close,
  };
}

/** In real time the server is only told when steps start and settle. */
async function connectReal(address: string): Promise<ClockClient> {
  const connection = await openConnection({ address, onAnswer() {}, onLost() {}, block() {} });
  const say = (line: string) => {
    connection.say(line);
    connection.flush();
  };
  let open = 0;
  return {
    virtual: false,
    async runCall(id, fn) {
      connection.hold(++open > 0);
      try {
        return await realCalls.run({ id }, async () => fn());
      } finally {
        say(`end ${id}`);
        connection.hold(--open > 0);
      }
    },
    begin: (name) => say(`begin ${theCall()} ${name}`),
    settled: (name) => say(`settled ${theCall()} ${name}`),
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    leftBehind: () => [],
    close: connection.close,
  };
}

function throwOutside(_: string, error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
