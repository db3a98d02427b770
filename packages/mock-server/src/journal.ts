import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ClockDomain } from '@sdk-conformance/clock';
import type { Exchange, HeaderLine } from '@sdk-conformance/model';
import { type ExchangeRecord, headerLines, newRecord, type OpenExchange, openExchange } from './exchange.js';

/** Of so many times the requests that are answered, those that come are recorded. */
const recorded = 10;

/** The exchanges of a call. */
export interface Journal {
  /** As they are now, in order of arrival. */
  exchanges(): readonly Exchange[];
  /** Writes down a request from its head's arrival on. */
  open(request: IncomingMessage, response: ServerResponse): OpenExchange;
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
  readonly clientOf: (headers: readonly HeaderLine[]) => string | null;
  /** Requests that the call answers. */
  readonly limit: number;
}

function snapshot(record: ExchangeRecord): Exchange {
  return { ...record, request: { ...record.request }, served: { ...record.served } };
}

export function createJournal({ domain, clientOf, limit }: JournalOptions): Journal {
  const records: ExchangeRecord[] = [];
  const running = new Set<OpenExchange>();
  let arrived = 0;
  let late = false;
  return {
    exchanges: () => records.map(snapshot),
    open(request, response) {
      const headers = headerLines(request.rawHeaders);
      const client = clientOf(headers);
      const record = { ...newRecord(arrived, request, headers), client, late, arrivedAt: domain.now() };
      arrived += 1;
      if (arrived <= recorded * limit) records.push(record);
      const exchange = openExchange(record, request, response, domain);
      running.add(exchange);
      exchange.onceClosed(() => running.delete(exchange));
      return exchange;
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
      for (const exchange of running) exchange.drop();
    },
  };
}
