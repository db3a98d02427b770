import { gunzipSync } from 'node:zlib';
import {
  type Answer,
  bodyTemplates,
  type Fault,
  type Fixture,
  fillPartBytes,
  type HeaderLine,
  type Operation,
  type TimeoutPolicy,
  type TransportKind,
} from '@sdk-conformance/model';
import type { GapStart } from './expectation.js';

/** What one attempt comes to at the client, before any policy. */
export type Attempt =
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly reason: string;
      readonly headers: readonly HeaderLine[];
      /** Decoded body; null where it could not be had. */
      readonly text: string | null;
      /** False: the bytes are not UTF-8, so that what the text says is left open. */
      readonly utf8: boolean;
      readonly cut: boolean;
    }
  | { readonly kind: 'transport'; readonly transport: TransportKind }
  | { readonly kind: 'timeout' }
  /** The spec does not say what it comes to. */
  | { readonly kind: 'unspecified'; readonly pointer: string; readonly why: string };

/** The timeout that holds for an attempt, and what it covers; null: unspecified. */
export interface Patience extends Pick<TimeoutPolicy, 'coversBody' | 'perStreamEvent'> {
  readonly timeoutMs: number | null;
}

export interface Served {
  readonly attempt: Attempt;
  readonly gapStart: GapStart;
  readonly label: string;
}

const answered: GapStart = { kind: 'answered' };

/** The answer's fixture with the answer's own status and headers laid over it. */
function message(answer: Answer, fixture: Fixture): { status: number; reason: string; headers: readonly HeaderLine[] } {
  const over = answer.headers ?? {};
  const replaced = new Set(Object.keys(over).map((name) => name.toLowerCase()));
  const set = Object.entries(over).filter((entry): entry is [string, string] => entry[1] !== null);
  return {
    status: answer.status ?? fixture.status,
    reason: answer.status === undefined ? fixture.reason : '',
    headers: [...fixture.headers.filter(([name]) => !replaced.has(name.toLowerCase())), ...set],
  };
}

/** More of one repeated text than any message may carry: an error body of 50 MB need not be built to know its message. */
const enoughRepeats = 65_536;

/** The body with its templates filled; what a moment's template gives is not known before it is served. */
function bodyOf(fixture: Fixture, status: number): Uint8Array {
  const parts = bodyTemplates(fixture);
  if (parts === null) return fixture.body;
  const short = parts.map((part) =>
    part.kind === 'repeat' && status >= 400 ? { ...part, count: Math.min(part.count, enoughRepeats) } : part,
  );
  return fillPartBytes(short, { nowMs: 0 });
}

function header(headers: readonly HeaderLine[], name: string): string | undefined {
  return headers.find(([n]) => n.toLowerCase() === name)?.[1];
}

function decode(body: Uint8Array, headers: readonly HeaderLine[]): { text: string | null; utf8: boolean } {
  let bytes = body;
  if (header(headers, 'content-encoding')?.toLowerCase() === 'gzip') {
    try {
      bytes = gunzipSync(body);
    } catch {
      return { text: null, utf8: true };
    }
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), utf8: true };
  } catch {
    return { text: new TextDecoder('utf-8').decode(bytes), utf8: false };
  }
}

/** ms from the request to the last byte of a dripped body. */
function dripMs(bytes: number, piece: number, intervalMs: number): number {
  return Math.max(0, Math.ceil(bytes / piece) - 1) * intervalMs;
}

type Stall = Extract<Fault, { kind: 'stall' }>;

const stallLabels = { request: 'the request', head: 'its head', body: 'part of its body' };

function timedOut(patience: Patience, inBody: boolean, label: string): Served {
  const unsaid = (pointer: string, why: string): Served => ({
    attempt: { kind: 'unspecified', pointer, why },
    gapStart: answered,
    label,
  });
  if (patience.timeoutMs === null) return unsaid('/timeouts', 'the spec gives no timeout');
  if (inBody && patience.coversBody !== true) {
    return unsaid('/timeouts', 'the spec does not say that the timeout covers the body');
  }
  return { attempt: { kind: 'timeout' }, gapStart: { kind: 'arrivalPlus', ms: patience.timeoutMs }, label };
}

function stalled(
  answer: Answer,
  fault: Stall,
  fixture: Fixture | null,
  operation: Operation,
  patience: Patience,
): Served {
  const place = typeof fault.after === 'object' ? 'body' : fault.after;
  const label = `stalled after ${stallLabels[place]}`;
  if (!operation.stream || typeof fault.after !== 'object')
    return timedOut(patience, !operation.stream && place !== 'request', label);
  if (fixture === null) throw new RangeError('a stall in a stream needs a fixture');
  const { status, reason, headers } = message(answer, fixture);
  if (patience.timeoutMs === null || patience.perStreamEvent !== true) {
    const why = 'the spec gives no timeout for each wait in a stream';
    return { attempt: { kind: 'unspecified', pointer: '/timeouts', why }, gapStart: answered, label };
  }
  // What came before the stall has been delivered.
  const { text } = decode(bodyOf(fixture, status).subarray(0, fault.after.bodyBytes), headers);
  return {
    attempt: { kind: 'response', status, reason, headers, text, utf8: true, cut: true },
    gapStart: { kind: 'lastBytePlus', ms: patience.timeoutMs },
    label: `${status} stalled in its stream`,
  };
}

function broken(fault: Fault | undefined): Served | null {
  const by = (transport: TransportKind, label: string): Served => ({
    attempt: { kind: 'transport', transport },
    gapStart: answered,
    label,
  });
  if (fault?.kind === 'refuse') return by('connect', 'connection refused');
  if (fault?.kind === 'close') return by('close', 'closed without an answer');
  if (fault?.kind === 'garbage') return by('garbage', 'bytes that are not HTTP');
  if (fault?.kind === 'reset' && fault.after === 'request') return by('reset', 'connection reset');
  return fault?.kind === 'truncate' && fault.in === 'head' ? by('cutHead', 'cut in its head') : null;
}

/** ms until the answer is whole, by its fault alone. */
function lateness(fault: Fault | undefined, operation: Operation, bytes: number): number {
  if (fault?.kind === 'delay') return fault.ms;
  return fault?.kind === 'drip' && !operation.stream ? dripMs(bytes, fault.bytes, fault.intervalMs) : 0;
}

/** What the client meets: the response, a broken connection, or its own timeout. */
export function attemptOf(answer: Answer, fixture: Fixture | null, operation: Operation, patience: Patience): Served {
  const { fault } = answer;
  const gone = broken(fault);
  if (gone !== null) return gone;
  if (fault?.kind === 'stall') return stalled(answer, fault, fixture, operation, patience);
  if (fixture === null)
    throw new RangeError('an answer without a fixture needs a fault that leaves no room for a response');
  const { status, reason, headers } = message(answer, fixture);
  const body = bodyOf(fixture, status);
  const late = lateness(fault, operation, body.length);
  if (late > 0 && (patience.timeoutMs === null || late >= patience.timeoutMs)) {
    return timedOut(patience, fault?.kind === 'drip', `${status} too late, after ${late} ms`);
  }
  const keptBytes =
    fault?.kind === 'truncate'
      ? fault.bytes
      : fault?.kind === 'reset' && fault.after !== 'request'
        ? fault.after.bodyBytes
        : null;
  if (keptBytes !== null) {
    const { text } = decode(body.subarray(0, keptBytes), headers);
    return {
      attempt: {
        kind: 'response',
        status,
        reason,
        headers,
        text: operation.stream ? text : null,
        utf8: true,
        cut: true,
      },
      gapStart: answered,
      label: `${status} cut in its body`,
    };
  }
  return {
    attempt: { kind: 'response', status, reason, headers, ...decode(body, headers), cut: false },
    gapStart: answered,
    label: String(status),
  };
}
