import type { Socket } from 'node:net';
import type { ClockDomain } from '@sdk-conformance/clock';
import type { Exchange, Rejection, Stamp } from '@sdk-conformance/model';
import type { Carrier } from './attribution.js';
import type { Connections } from './connections.js';
import { type ExchangeRecord, newRecord, type OpenExchange, openExchange } from './exchange.js';
import type { Incoming } from './incoming.js';
import { type RejectedRequest, rejectedBody } from './rejection.js';

/** Of so many times the requests that are answered, those that come are recorded. */
const recorded = 10;

/** The exchanges of a call. */
export interface Journal {
  /** As they are now, in order of arrival. */
  exchanges(): readonly Exchange[];
  /** Writes down a request from its head's arrival on. */
  open(incoming: Incoming, on: Pick<Connections, 'request'>): OpenExchange;
  /** Writes down a request that came to the other origin. */
  openElsewhere(incoming: Incoming): OpenExchange;
  /** The exchange of a connection, while its answer has not ended. */
  openOn(socket: Socket): OpenExchange | undefined;
  /** The first byte of a head has come. */
  headBegan(socket: Socket): void;
  /** Writes down what is no request, as of its first byte, and calls it over once the connection has closed. */
  reject(socket: Socket, request: RejectedRequest, status: number | null): void;
  /** True once more requests have come than a call answers. */
  overflows(): boolean;
  /** Forgets an exchange that was none of this call's. */
  strike(exchange: OpenExchange): void;
  /** All steps have settled: requests from now on are late. */
  stepsSettled(): void;
  /** The call ends before the answers that are under way. */
  dropAll(): void;
}

export interface JournalOptions {
  readonly domain: ClockDomain;
  readonly clientOf: (request: Carrier) => string | null;
  /** Requests that the call answers. */
  readonly limit: number;
}

/** What a rejected request shows as in a timeline. */
export function rejectedLabel({ why }: Rejection, status: number | null): string {
  return status === null ? `rejected: ${why}` : `${status}, rejected: ${why}`;
}

function snapshot(record: ExchangeRecord): Exchange {
  const { connection, request, served } = record;
  const on = connection === undefined ? {} : { connection: { ...connection } };
  return { ...record, request: { ...request }, served: { ...served }, ...on };
}

export function createJournal({ domain, clientOf, limit }: JournalOptions): Journal {
  const records: ExchangeRecord[] = [];
  const running = new Set<OpenExchange>();
  const beginnings = new WeakMap<Socket, { readonly arrivedAt: Stamp; readonly late: boolean }>();
  let arrived = 0;
  let late = false;

  function keep(record: ExchangeRecord): ExchangeRecord {
    arrived += 1;
    if (arrived <= recorded * limit) records.push(record);
    return record;
  }

  function openAs(incoming: Incoming, where: Pick<ExchangeRecord, 'elsewhere' | 'connection'>): OpenExchange {
    const arrival = { client: clientOf(incoming), late, arrivedAt: domain.now() };
    const record = keep({ ...newRecord(arrived, incoming), ...arrival, ...where });
    const exchange = openExchange(record, incoming, domain);
    running.add(exchange);
    exchange.onceClosed(() => running.delete(exchange));
    return exchange;
  }

  return {
    exchanges: () => records.map(snapshot),
    open(incoming, on) {
      const connection = on.request(incoming);
      return openAs(incoming, connection === undefined ? {} : { connection });
    },
    openElsewhere: (incoming) => openAs(incoming, { elsewhere: true }),
    openOn: (socket) => [...running].find(({ incoming }) => incoming.socket === socket),
    headBegan(socket) {
      beginnings.set(socket, { arrivedAt: domain.now(), late });
    },
    reject(socket, { rejected, ...known }, status) {
      const arrival = beginnings.get(socket) ?? { arrivedAt: domain.now(), late };
      const record = keep({ ...newRecord(arrived, known), ...arrival, client: clientOf(known) });
      record.request.rejected = rejected;
      record.served.label = rejectedLabel(rejected, status);
      record.served.status = status;
      domain.exchangeOpened();
      const over = () => {
        record.served[status === null ? 'abandonedAt' : 'endedAt'] = domain.now();
        domain.exchangeClosed();
      };
      if (status === null || socket.destroyed) over();
      else socket.once('close', over);
    },
    overflows: () => arrived > limit,
    strike({ record, drop }) {
      records.splice(records.indexOf(record), 1);
      drop();
    },
    stepsSettled() {
      late = true;
    },
    dropAll() {
      for (const { record, incoming, drop } of running) {
        if (!incoming.isWhole()) {
          record.request.rejected = rejectedBody({ kind: 'unfinished' });
          record.served.label = rejectedLabel(record.request.rejected, null);
        }
        drop();
      }
    },
  };
}
