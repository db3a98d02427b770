import type { ExchangeRecord, ObservationRecord, OutcomeRecord } from '../records.js';
import { lastMs, waitBefore } from '../waits.js';
import type { Paint } from './paint.js';
import { exactMs, inOneLine, table, visibleWidth } from './words.js';

/** Lines of a timeline that a terminal shows; a retry storm has thousands. */
const most = 14;

interface Entry {
  readonly atMs: number;
  /** Place among entries of the same time. */
  readonly place: number;
  readonly line: string;
}

/**
 * Each request with what was served and the gap before it, then what each step came to, by the call's clock; of several steps
 * only the one that is asked for, if one is.
 */
export function timeline(observation: ObservationRecord, step: string | null, paint: Paint): string[] {
  const steps = observation.steps.filter((s) => step === null || s.step === step);
  const exchanges = observation.exchanges.filter((e) => step === null || e.step === step || e.rejected !== undefined);
  const label = (name: string) => (steps.length > 1 ? [name] : []);
  const rows = exchanges.map((e) => [time(e.measured.arrivedMs), ...label(e.step ?? '?'), ...request(observation, e)]);
  const requests = table(rows, visibleWidth).map((line, i): Entry => {
    const { arrivedMs = 0, index = 0 } = exchanges[i]?.measured ?? {};
    return { atMs: arrivedMs, place: index, line };
  });
  const outcomes = steps.map((s): Entry => {
    const atMs = s.measured.settledMs ?? lastMs(exchanges);
    return {
      atMs,
      place: observation.exchanges.length,
      line: [time(atMs), ...label(s.step), outcomeWords(s.outcome)].join('  '),
    };
  });
  const lines = [...requests, ...outcomes].sort((a, b) => a.atMs - b.atMs || a.place - b.place).map(({ line }) => line);
  const cut = lines.length - most + 1;
  const shown = cut > 1 ? [...lines.slice(0, most - 2), `${' '.repeat(12)}… ${cut} more`, ...lines.slice(-1)] : lines;
  return [...shown, ...observation.measured.process.map((signal) => processLine(signal, paint))];
}

function time(ms: number): string {
  return exactMs(ms).padStart(10);
}

function request(observation: ObservationRecord, exchange: ExchangeRecord): string[] {
  // What tells one request from another stands at the end of its path.
  const path = exchange.target.length > 50 ? `…${exchange.target.slice(-49)}` : exchange.target;
  const line = exchange.method === '' ? `“${clip(exchange.rejected?.bytes ?? '')}”` : `${exchange.method} ${path}`;
  return [line, `→ ${exchange.served}${exchange.late ? ', late' : ''}`, gap(observation, exchange)];
}

/** The gap before a request, and the window in which the policy wants it. */
function gap(observation: ObservationRecord, exchange: ExchangeRecord): string {
  const wait = waitBefore(observation, exchange);
  if (wait === null) return '';
  const { ms: waited, decision } = wait;
  if (decision === undefined || decision.action === 'stop') return `after ${exactMs(waited)}, no request expected`;
  const window = decision.gap;
  if (window === null) return `after ${exactMs(waited)}`;
  const bounds =
    window.fromMs === window.toMs ? exactMs(window.fromMs) : `${exactMs(window.fromMs)} to ${exactMs(window.toMs)}`;
  return `after ${exactMs(waited)}, ${bounds} expected`;
}

/** What a step came to, in a line. */
export function outcomeWords(outcome: OutcomeRecord): string {
  switch (outcome.kind) {
    case 'returned':
      return outcome.events === null
        ? `returned ${clip(JSON.stringify(outcome.value))}`
        : `returned ${outcome.events} events`;
    case 'raised':
      return `raised ${outcome.type}${outcome.message === '' ? '' : `: ${clip(outcome.message)}`}`;
    case 'neverSettled':
      return `never settled: ${outcome.why}`;
    case 'unsupported':
    case 'lost':
      return outcome.why;
  }
}

function clip(text: string): string {
  return inOneLine(text, 80);
}

function processLine(signal: unknown, paint: Paint): string {
  return paint.dim(`   process: ${clip(JSON.stringify(signal))}`);
}
