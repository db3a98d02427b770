import type { ExchangeRecord, GapRecord, ObservationRecord, TargetRecord } from '../records.js';
import { outcomeWords } from '../terminal/timeline.js';
import { endOf, lastMs, waitBefore } from '../waits.js';

/** Requests that a drawing has at most; a retry storm has thousands. */
const most = 16;

/** From when to when, ms of the call's clock. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A request, or one that was due and never came, with the wait before it. */
export interface Row {
  readonly label: string;
  readonly answer: string;
  /** From its arrival to the end of the answer; null for one that never came. */
  readonly request: Stretch | null;
  readonly wait: Stretch | null;
  readonly isAllowed: boolean;
  /** The policy's window, before the judge's tolerance. */
  readonly window: Stretch | null;
  /** Until when the answer before it asked to wait. */
  readonly retryAfterMs: number | null;
}

/** What a timeline draws. */
export interface Scene {
  readonly rows: readonly Row[];
  /** Requests that are not drawn. */
  readonly left: number;
  readonly outcomes: readonly { readonly atMs: number | null; readonly words: string }[];
  readonly toMs: number;
}

/** The scene of one step, or of all where none is named. */
export function sceneOf(
  observation: ObservationRecord,
  step: string | null,
  tolerance: TargetRecord['tolerance'],
): Scene {
  const steps = observation.steps.filter((s) => step === null || s.step === step);
  const exchanges = observation.exchanges.filter((e) => step === null || e.step === step);
  const all = [
    ...exchanges.map((exchange) => rowOf(observation, exchange, tolerance)),
    ...steps.flatMap((s) => missing(observation, s.step)),
  ];
  const rows = all.slice(0, most);
  const outcomes = steps.slice(0, most).map((s) => ({ atMs: s.measured.settledMs, words: outcomeWords(s.outcome) }));
  const ends = rows.flatMap((row) => [
    row.request?.toMs ?? 0,
    row.wait?.toMs ?? 0,
    row.window?.toMs ?? 0,
    row.retryAfterMs ?? 0,
  ]);
  const toMs = Math.max(1, lastMs(exchanges.slice(0, most)), ...ends, ...outcomes.map(({ atMs }) => atMs ?? 0));
  return { rows, left: all.length - rows.length, outcomes, toMs };
}

function rowOf(observation: ObservationRecord, exchange: ExchangeRecord, tolerance: TargetRecord['tolerance']): Row {
  const wait = waitBefore(observation, exchange);
  const { arrivedMs } = exchange.measured;
  const window = wait?.decision?.gap ?? null;
  return {
    label: exchange.method === '' ? 'no request of HTTP' : `${exchange.method} ${pathOf(exchange.target)}`,
    answer: exchange.late ? `${exchange.served}, late` : exchange.served,
    request: { fromMs: arrivedMs, toMs: Math.max(arrivedMs, endOf(exchange)) },
    wait: wait === null ? null : { fromMs: wait.fromMs, toMs: arrivedMs },
    isAllowed: wait === null || (wait.decision?.action !== 'stop' && isWithin(wait.ms, window, tolerance)),
    ...drawnFrom(wait?.fromMs ?? 0, window, wait?.before),
  };
}

/** The retry that the policy asked for and that never came. */
function missing(observation: ObservationRecord, step: string): readonly Row[] {
  const own = observation.exchanges.filter((e) => e.step === step && e.rejected === undefined);
  const last = own.at(-1);
  const decision = observation.decisions.find((d) => d.step === step && d.attempt === own.length - 1);
  if (last === undefined || decision?.action !== 'retry') return [];
  const { gap } = decision;
  const never = { label: 'a retry', answer: 'never came', request: null, wait: null, isAllowed: false };
  return [{ ...never, ...drawnFrom(endOf(last), gap, last) }];
}

function drawnFrom(
  startMs: number,
  gap: GapRecord['window'],
  before: ExchangeRecord | undefined,
): Pick<Row, 'window' | 'retryAfterMs'> {
  const asked = before === undefined ? null : retryAfter(before.measured.servedHeaders);
  return {
    window: gap === null ? null : { fromMs: startMs + gap.fromMs, toMs: startMs + gap.toMs },
    retryAfterMs: asked === null ? null : startMs + asked,
  };
}

function isWithin(ms: number, window: GapRecord['window'], tolerance: TargetRecord['tolerance']): boolean {
  if (window === null) return true;
  const { belowMs = 0, aboveMs = 0, aboveShare = 0 } = tolerance ?? {};
  return ms >= window.fromMs - belowMs && ms <= window.toMs + aboveMs + aboveShare * window.toMs;
}

/** Longest hint that is drawn: 24 days and more would leave nothing to be seen beside it. */
const longestMs = 600_000;

/** What `Retry-After` asks for, ms: seconds, or a date against the answer's own `Date`; null where it is absent, not understood, or too long to be drawn. */
function retryAfter(headers: ExchangeRecord['measured']['servedHeaders']): number | null {
  const headerOf = (wanted: string) => headers.find(([name]) => name.toLowerCase() === wanted)?.[1].trim();
  const value = headerOf('retry-after');
  if (value === undefined) return null;
  const ms = /^\d+(\.\d+)?$/.test(value)
    ? Number(value) * 1000
    : Date.parse(value) - Date.parse(headerOf('date') ?? '');
  return ms > 0 && ms <= longestMs ? ms : null;
}

/** What tells one request from another stands at the end of its path. */
function pathOf(target: string): string {
  return target.length > 23 ? `…${target.slice(-22)}` : target;
}
