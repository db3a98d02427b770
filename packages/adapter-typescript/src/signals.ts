import { AsyncLocalStorage } from 'node:async_hooks';
import { inspect } from 'node:util';
import type { ReportedSignal } from '@sdk-conformance/protocol';

const longest = 16_384;

/** Process signals, told apart by call as far as that can be told. */
export interface Signals {
  /** Runs one call's code, so that what it lets loose can be traced to it. */
  within<T>(call: string, run: () => Promise<T>): Promise<T>;
  /** What to send with this call's report; the call counts as reported from here on. */
  take(call: string): readonly ReportedSignal[];
  /** Something was raised outside the call's promises. */
  uncaught(call: string, error: unknown): void;
}

function show(value: unknown): string {
  const text = inspect(value, { depth: 4 });
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** Listens from now on. A listener also keeps the process alive where Node would end it. */
export function listen(): Signals {
  const calls = new AsyncLocalStorage<string>();
  const open = new Map<string, ReportedSignal[]>();
  let unattributed: ReportedSignal[] = [];

  const note = (kind: ReportedSignal['kind'], value: unknown, known = calls.getStore()): void => {
    const text = show(value);
    const call = known ?? (open.size === 1 ? [...open.keys()][0] : undefined);
    const own = call === undefined ? undefined : open.get(call);
    if (own !== undefined) own.push({ kind, text });
    else unattributed.push({ kind, text, suspects: call === undefined ? [...open.keys()] : [call] });
  };
  process.on('unhandledRejection', (reason) => note('unhandledRejection', reason));
  process.on('uncaughtException', (error) => note('uncaughtException', error));
  process.on('warning', (warning) => note('warning', warning));

  return {
    within(call, run) {
      open.set(call, []);
      return calls.run(call, run);
    },
    take(call) {
      const taken = [...(open.get(call) ?? []), ...unattributed];
      open.delete(call);
      unattributed = [];
      return taken;
    },
    uncaught: (call, error) => note('uncaughtException', error, call),
  };
}
