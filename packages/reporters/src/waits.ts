import type { DecisionRecord, ExchangeRecord, ObservationRecord } from './records.js';

/** The wait before a request: when it began, how long it was, and what was decided of it; `undefined` where nothing was. */
export interface Wait {
  readonly fromMs: number;
  readonly ms: number;
  readonly decision: DecisionRecord | undefined;
}

/** The wait before a request; null before the first of a step, and before what the lane did not take. */
export function waitBefore(observation: ObservationRecord, exchange: ExchangeRecord): Wait | null {
  const own = observation.exchanges.filter((e) => e.step === exchange.step);
  const place = own.indexOf(exchange);
  const before = own[place - 1];
  if (before === undefined || exchange.rejected !== undefined) return null;
  const fromMs = endOf(before);
  const decision = observation.decisions.find((d) => d.step === exchange.step && d.attempt === place - 1);
  return { fromMs, ms: exchange.measured.arrivedMs - fromMs, decision };
}

/** When an exchange was over for the client, so that its wait began. */
export function endOf({ measured: { abandonedMs, endedMs, arrivedMs } }: ExchangeRecord): number {
  return abandonedMs ?? endedMs ?? arrivedMs;
}

/** When a step's last exchange was over. */
export function lastMs(exchanges: readonly ExchangeRecord[]): number {
  return exchanges.reduce((last, { measured }) => Math.max(last, measured.endedMs ?? measured.arrivedMs), 0);
}
