import type { DecisionRecord, ExchangeRecord, ObservationRecord } from './records.js';
import { groupBy } from './terminal/group.js';

/** The wait before a request: when it began, how long it was, after which exchange, and what was decided of it; `undefined` where nothing was. */
export interface Wait {
  readonly fromMs: number;
  readonly ms: number;
  readonly before: ExchangeRecord;
  readonly decision: DecisionRecord | undefined;
}

/** The wait before a request; null before the first of a step, and before what the lane did not take. */
export function waitBefore(observation: ObservationRecord, exchange: ExchangeRecord): Wait | null {
  const { before, decision } = chainOf(observation).get(exchange) ?? {};
  if (before === undefined || exchange.rejected !== undefined) return null;
  const fromMs = endOf(before);
  return { fromMs, ms: exchange.measured.arrivedMs - fromMs, before, decision };
}

interface Link {
  readonly before: ExchangeRecord | undefined;
  /** What was decided after the one before. */
  readonly decision: DecisionRecord | undefined;
}

// A retry storm has thousands of requests, and each asks.
const chains = new WeakMap<ObservationRecord, ReadonlyMap<ExchangeRecord, Link>>();

/** For each exchange the one before it in its step. */
function chainOf(observation: ObservationRecord): ReadonlyMap<ExchangeRecord, Link> {
  const known = chains.get(observation);
  if (known !== undefined) return known;
  const keyOf = (step: string | null, attempt: number) => JSON.stringify([step, attempt]);
  const decisions = new Map<string, DecisionRecord>();
  for (const decision of observation.decisions) {
    const key = keyOf(decision.step, decision.attempt);
    if (!decisions.has(key)) decisions.set(key, decision);
  }
  const chain = new Map<ExchangeRecord, Link>();
  for (const own of groupBy(observation.exchanges, ({ step }) => JSON.stringify(step)).values()) {
    for (const [place, exchange] of own.entries()) {
      chain.set(exchange, { before: own[place - 1], decision: decisions.get(keyOf(exchange.step, place - 1)) });
    }
  }
  chains.set(observation, chain);
  return chain;
}

/** When an exchange was over for the client, so that its wait began. */
export function endOf({ measured: { abandonedMs, endedMs, arrivedMs } }: ExchangeRecord): number {
  return abandonedMs ?? endedMs ?? arrivedMs;
}

/** When a step's last exchange was over. */
export function lastMs(exchanges: readonly ExchangeRecord[]): number {
  return exchanges.reduce((last, { measured }) => Math.max(last, measured.endedMs ?? measured.arrivedMs), 0);
}
