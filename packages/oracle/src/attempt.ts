import type {
  Answer,
  Fault,
  Fixture,
  HeaderLine,
  Operation,
  TimeoutPolicy,
  TransportKind,
} from '@sdk-conformance/model';
import type { GapStart } from './expectation.js';
import { bodyOf, decodeBody, headOf } from './message.js';

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
  /** ms from the request to the answer's last byte, or to the timeout. */
  readonly takesMs: number;
}

const answered: GapStart = { kind: 'answered' };

function unspecifiedAttempt(why: string, label: string): Served {
  return { attempt: { kind: 'unspecified', pointer: '/timeouts', why }, gapStart: answered, label, takesMs: 0 };
}

/** What a wait is for, by which the spec has a timeout. */
type Wait = 'head' | 'body' | 'event';

const waits = { head: '/timeouts/attemptMs', body: '/timeouts/coversBody', event: '/timeouts/perStreamEvent' } as const;

function timedOut(patience: Patience, wait: Wait, label: string): Served {
  const { timeoutMs } = patience;
  if (timeoutMs === null) return unspecifiedAttempt('the spec gives no timeout', label);
  if (wait === 'body' && patience.coversBody !== true) {
    return unspecifiedAttempt('the spec does not say that the timeout covers the body', label);
  }
  if (wait === 'event' && patience.perStreamEvent !== true) {
    return unspecifiedAttempt('the spec gives no timeout for each wait in a stream', label);
  }
  const gapStart: GapStart = { kind: 'arrivalPlus', ms: timeoutMs, pointer: waits[wait] };
  return { attempt: { kind: 'timeout' }, gapStart, label, takesMs: timeoutMs };
}

type Stall = Extract<Fault, { kind: 'stall' }>;

const stallLabels = { request: 'the request', head: 'its head', body: 'part of its body' };

function stalled(
  answer: Answer,
  { after }: Stall,
  fixture: Fixture | null,
  operation: Operation,
  patience: Patience,
): Served {
  const place = typeof after === 'object' ? 'body' : after;
  const label = `stalled after ${stallLabels[place]}`;
  if (!operation.stream || typeof after !== 'object')
    return timedOut(patience, place === 'request' ? 'head' : operation.stream ? 'event' : 'body', label);
  if (fixture === null) throw new RangeError('a stall in a stream needs a fixture');
  const { status, reason, headers } = headOf(answer, fixture);
  const { timeoutMs } = patience;
  if (timeoutMs === null || patience.perStreamEvent !== true) {
    return unspecifiedAttempt('the spec gives no timeout for each wait in a stream', label);
  }
  // What came before the stall has been delivered.
  const { text } = decodeBody(bodyOf(fixture, status).subarray(0, after.bodyBytes), headers);
  return {
    attempt: { kind: 'response', status, reason, headers, text, utf8: true, cut: true },
    gapStart: { kind: 'lastBytePlus', ms: timeoutMs },
    label: `${status} stalled in its stream`,
    takesMs: timeoutMs,
  };
}

function broken(fault: Fault | undefined): Served | null {
  const by = (transport: TransportKind, label: string): Served => ({
    attempt: { kind: 'transport', transport },
    gapStart: answered,
    label,
    takesMs: 0,
  });
  if (fault?.kind === 'refuse') return by('connect', 'connection refused');
  if (fault?.kind === 'close') return by('close', 'closed without an answer');
  if (fault?.kind === 'garbage') return by('garbage', 'bytes that are not HTTP');
  if (fault?.kind === 'reset' && fault.after === 'request') return by('reset', 'connection reset');
  return fault?.kind === 'truncate' && fault.in === 'head' ? by('cutHead', 'cut in its head') : null;
}

/** ms until the answer is whole, by its fault alone. */
function lateness(fault: Fault | undefined, bytes: number): number {
  if (fault?.kind === 'delay') return fault.ms;
  return fault?.kind === 'drip' ? Math.max(0, Math.ceil(bytes / fault.bytes) - 1) * fault.intervalMs : 0;
}

/** Body bytes that are served before the connection goes; null where all are. */
function keptBytes(fault: Fault | undefined): number | null {
  if (fault?.kind === 'truncate') return fault.bytes;
  return fault?.kind === 'reset' && fault.after !== 'request' ? fault.after.bodyBytes : null;
}

/** What the client meets: the response, a broken connection, or its own timeout. */
export function attemptOf(answer: Answer, fixture: Fixture | null, operation: Operation, patience: Patience): Served {
  const { fault } = answer;
  const gone = broken(fault);
  if (gone !== null) return gone;
  if (fault?.kind === 'stall') return stalled(answer, fault, fixture, operation, patience);
  if (fixture === null)
    throw new RangeError('an answer without a fixture needs a fault that leaves no room for a response');
  const { status, reason, headers } = headOf(answer, fixture);
  const body = bodyOf(fixture, status);
  const takesMs = lateness(fault, body.length);
  if (takesMs > 0 && (patience.timeoutMs === null || takesMs >= patience.timeoutMs)) {
    const label = `${status} too late, after ${takesMs} ms`;
    if (fault?.kind !== 'drip') return timedOut(patience, 'head', label);
    const inPieces = operation.stream && status < 300;
    if (!inPieces && patience.coversBody !== false) return timedOut(patience, 'body', label);
    // The pieces of a stream may take longer together, where the timeout is for each wait.
    if (inPieces && (patience.perStreamEvent !== true || fault.intervalMs >= (patience.timeoutMs ?? 0)))
      return unspecifiedAttempt('the spec does not say how long a stream may take in pieces', label);
  }
  const kept = keptBytes(fault);
  if (kept !== null) {
    const text = operation.stream ? decodeBody(body.subarray(0, kept), headers).text : null;
    return {
      attempt: { kind: 'response', status, reason, headers, text, utf8: true, cut: true },
      gapStart: answered,
      label: `${status} cut in its body`,
      takesMs,
    };
  }
  return {
    attempt: { kind: 'response', status, reason, headers, ...decodeBody(body, headers), cut: false },
    gapStart: answered,
    label: String(status),
    takesMs,
  };
}
