import type { ClockDomain, Held } from '@sdk-conformance/clock';
import type { Exchange } from '@sdk-conformance/model';
import type { Incoming, Reply } from './incoming.js';
import { whenUntaken } from './untaken.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** An exchange while it is written down. */
export type ExchangeRecord = Mutable<Omit<Exchange, 'request' | 'served'>> & {
  readonly request: Mutable<Exchange['request']>;
  readonly served: Mutable<Exchange['served']>;
};

/** One request on its way through the lane, from its head's arrival to the end of the answer. */
export interface OpenExchange {
  readonly record: ExchangeRecord;
  readonly incoming: Incoming;
  readonly reply: Reply;
  readonly domain: ClockDomain;
  /** False once the answer has ended, or the client or the call has. */
  isOpen(): boolean;
  /** The last byte is written, or the fault is acted out. */
  end(): void;
  /** Calls back when the exchange is no longer open. */
  onceClosed(callback: () => void): void;
  /** The call ends before the answer does. */
  drop(): void;
  /** Resolves at a time of the domain (ms since the call began; null: never), and not at all once the exchange has ended. */
  holdUntil(dueMs: number | null): Promise<void>;
  /**
   * Resolves when everything written so far is with the operating system, and not at all once the exchange has ended. What the client
   * leaves unread for long stops time no longer; if it goes away over it, it has abandoned the exchange.
   */
  flushed(): Promise<void>;
}

const noBytes = new Uint8Array();

export function newRecord(
  index: number,
  { method, target, headers }: Pick<Exchange['request'], 'method' | 'target' | 'headers'>,
): Omit<ExchangeRecord, 'arrivedAt'> {
  return {
    index,
    step: null,
    client: null,
    operation: null,
    answer: -1,
    request: { method, target, headers, body: noBytes, bodyCut: false },
    served: { label: 'nothing yet', status: null, headers: [], endedAt: null, abandonedAt: null },
    late: false,
  };
}

/** Tells the domain that an exchange is open, and that it has closed when the answer is flushed or the connection has died. */
export function openExchange(record: ExchangeRecord, incoming: Incoming, domain: ClockDomain): OpenExchange {
  const { reply } = incoming;
  let open = true;
  let held: Held | null = null;
  let closed: () => void = () => {};
  let stopWaiting = () => {};

  function hold(dueMs: number | null, wake: () => void): void {
    held = domain.hold(dueMs, wake);
  }
  function letGo(): void {
    held?.release();
    held = null;
  }

  function close(stamp: 'endedAt' | 'abandonedAt' | null): void {
    if (!open) return;
    open = false;
    unwatch();
    if (stamp !== null) record.served[stamp] = domain.now();
    stopWaiting();
    letGo();
    domain.exchangeClosed();
    closed();
  }
  const abandon = () => close('abandonedAt');
  // A response also finishes when its connection has died with bytes of it unread.
  const end = () => close(reply.isLost() ? 'abandonedAt' : 'endedAt');

  domain.exchangeOpened();
  const unwatch = reply.onceLost(abandon);
  reply.onceFinished(end);
  return {
    record,
    incoming,
    reply,
    domain,
    isOpen: () => open,
    end,
    onceClosed(callback) {
      closed = callback;
    },
    drop: () => close(null),
    holdUntil: (dueMs) =>
      new Promise((resolve) => {
        if (!open) return;
        hold(dueMs, () => {
          letGo();
          if (open) resolve();
        });
      }),
    flushed: () =>
      new Promise((resolve) => {
        if (!open) return;
        stopWaiting = whenUntaken(() => hold(null, () => {}));
        reply.flushed((lost) => {
          if (lost) abandon();
          if (!open) return;
          stopWaiting();
          letGo();
          resolve();
        });
      }),
  };
}
