import type { ExchangeRecord, ObservationRecord, OutcomeRecord } from '../records.js';
import type { Paint } from './paint.js';
import { exactMs, table, visibleWidth } from './words.js';

/** Lines of a timeline that a terminal shows; a retry storm has thousands. */
const most = 14;

interface Entry {
  readonly atMs: number;
  readonly cells: readonly string[];
}

/** Each request with what was served and the gap before it, then what each step came to, by the call's clock. */
export function timeline(observation: ObservationRecord, paint: Paint): string[] {
  const several = observation.steps.length > 1;
  const entries: Entry[] = [
    ...observation.exchanges.map((e) => ({ atMs: e.measured.arrivedMs, cells: request(observation, e, several) })),
    ...observation.steps.map((s) => ({
      atMs: s.measured.settledMs ?? lastMs(observation),
      cells: [...(several ? [s.step] : []), outcomeWords(s.outcome)],
    })),
  ].sort((a, b) => a.atMs - b.atMs);
  const rows = entries.map(({ atMs, cells }) => [exactMs(atMs).padStart(10), ...cells]);
  const cut =
    rows.length > most
      ? [...rows.slice(0, most - 2), ['', `… ${rows.length - most + 1} more`], ...rows.slice(-1)]
      : rows;
  return [...table(cut, visibleWidth), ...observation.measured.process.map((signal) => processLine(signal, paint))];
}

function lastMs(observation: ObservationRecord): number {
  return Math.max(0, ...observation.exchanges.map((e) => e.measured.endedMs ?? e.measured.arrivedMs));
}

function request(observation: ObservationRecord, exchange: ExchangeRecord, several: boolean): string[] {
  const path = exchange.target.length > 60 ? `${exchange.target.slice(0, 59)}…` : exchange.target;
  return [
    ...(several ? [exchange.step ?? '?'] : []),
    `${exchange.method} ${path}`,
    `→ ${exchange.served}${exchange.late ? ', late' : ''}`,
    gap(observation, exchange),
  ];
}

/** The gap before a request, and the window in which the policy wants it. */
function gap(observation: ObservationRecord, exchange: ExchangeRecord): string {
  const own = observation.exchanges.filter((e) => e.step === exchange.step);
  const place = own.indexOf(exchange);
  const before = own[place - 1];
  if (before === undefined) return '';
  const { endedMs, abandonedMs, arrivedMs } = before.measured;
  const waited = exchange.measured.arrivedMs - (abandonedMs ?? endedMs ?? arrivedMs);
  const decision = observation.decisions.find((d) => d.step === exchange.step && d.attempt === place - 1);
  if (decision === undefined || decision.action === 'stop') return `after ${exactMs(waited)}, no request expected`;
  const window = decision.gap;
  if (window === null) return `after ${exactMs(waited)}`;
  const bounds =
    window.fromMs === window.toMs ? exactMs(window.fromMs) : `${exactMs(window.fromMs)} to ${exactMs(window.toMs)}`;
  return `after ${exactMs(waited)}, ${bounds} expected`;
}

/** What a step came to, in a line. */
function outcomeWords(outcome: OutcomeRecord): string {
  switch (outcome.kind) {
    case 'returned':
      return outcome.events === null
        ? `returned ${clip(JSON.stringify(outcome.value))}`
        : `returned ${outcome.events} events`;
    case 'raised':
      return `raised ${outcome.type}: ${clip(outcome.message)}`;
    case 'neverSettled':
      return `never settled: ${outcome.why}`;
    case 'unsupported':
    case 'lost':
      return outcome.why;
  }
}

function clip(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`;
}

function processLine(signal: unknown, paint: Paint): string {
  return paint.dim(`   process: ${clip(JSON.stringify(signal))}`);
}
