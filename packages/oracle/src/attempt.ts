import {
  type Answer,
  type BrokenBy,
  effectOf,
  type FaultEffect,
  type Fixture,
  type HeaderLine,
  type Operation,
  type Sent,
  type TimeoutPolicy,
  type TransportKind,
} from '@sdk-conformance/model';
import type { GapStart } from './expectation.js';
import { bodyOf, decodeBody, headOf } from './message.js';
import { eventWaits, lateness, readsBefore } from './pace.js';

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
  /** `body`: the head had come. */
  | { readonly kind: 'timeout'; readonly part: 'head' | 'body' }
  /** The spec does not say what it comes to. */
  | { readonly kind: 'unspecified'; readonly pointer: string; readonly why: string };

/** The timeout that holds for an attempt, and what it covers; null: unspecified. */
export interface Patience extends Pick<TimeoutPolicy, 'coversBody' | 'perRead' | 'perStreamEvent'> {
  readonly timeoutMs: number | null;
  /** The line that has it. */
  readonly timeoutAt: string;
  /** Whether the events of a stream's text include the one that ends it; none does where it is left out. */
  readonly endsStream?: (text: string) => boolean;
}

/** An answer as the client meets it. */
export interface MetAnswer {
  readonly attempt: Attempt;
  readonly gapStart: GapStart;
  readonly label: string;
  /** ms from the request to the answer's last byte, or to the timeout. */
  readonly takesMs: number;
  /** The line by which a late answer is waited for: an attempt has no end of its own. */
  readonly waited?: string;
  /** A stream came whole, by the event that ends it, and the connection stays open behind it. */
  readonly keptOpen?: true;
  /** Why it is not said from when on a retry waits: an error's head came before its end. */
  readonly unsaidStart?: string;
}

const answered: GapStart = { kind: 'answered' };

function unspecifiedAttempt(key: keyof TimeoutPolicy, why: string, label: string): MetAnswer {
  return { attempt: { kind: 'unspecified', pointer: `/timeouts/${key}`, why }, gapStart: answered, label, takesMs: 0 };
}

/** What a wait is for, by which the spec has a timeout. */
type Wait = 'head' | 'body' | 'event';

const waits = { body: '/timeouts/coversBody', event: '/timeouts/perStreamEvent' } as const;

function timedOut(patience: Patience, wait: Wait, label: string): MetAnswer {
  const { timeoutMs, timeoutAt } = patience;
  if (timeoutMs === Number.POSITIVE_INFINITY)
    return unspecifiedAttempt('attemptMs', 'an attempt waits without end, and no answer comes', label);
  if (timeoutMs === null) return unspecifiedAttempt('attemptMs', 'the spec gives no timeout', label);
  if (wait === 'body' && patience.coversBody !== true) {
    return unspecifiedAttempt('coversBody', 'the spec does not say that the timeout covers the body', label);
  }
  if (wait === 'event' && patience.perStreamEvent !== true) {
    return unspecifiedAttempt('perStreamEvent', 'the spec gives no timeout for each wait in a stream', label);
  }
  const gapStart: GapStart = { kind: 'arrivalPlus', ms: timeoutMs, pointer: wait === 'head' ? timeoutAt : waits[wait] };
  const part = wait === 'head' ? 'head' : 'body';
  return { attempt: { kind: 'timeout', part }, gapStart, label, takesMs: timeoutMs };
}

/** A body that stops, or pauses, for longer than each wait for more of it may take; `sinceMs`: how long it had come until then. */
function unread({ timeoutMs }: Patience, sinceMs: number, label: string): MetAnswer | null {
  if (timeoutMs === null || timeoutMs === Number.POSITIVE_INFINITY) return null;
  const pointer = '/timeouts/perRead';
  const gapStart: GapStart = { kind: 'lastBytePlus', ms: timeoutMs, requirement: 'timeout.attempt', pointer };
  return { attempt: { kind: 'timeout', part: 'body' }, gapStart, label, takesMs: sinceMs + timeoutMs };
}

/** An error whose head has come decides in some SDKs already, and its body is waited for in others. */
const byHeadOrBody = 'the spec does not say whether the head of an error decides before its body has come';

function isError(status: number): boolean {
  return status >= 300;
}

/** What a client waits for when nothing more comes. */
type Place = 'request' | 'head' | 'body';

const stallLabels: Readonly<Record<Place, string>> = {
  request: 'the request',
  head: 'its head',
  body: 'part of its body',
};

function placeOf(sent: Sent): Place {
  switch (sent.kind) {
    case 'nothing':
    case 'noise':
    case 'partOfHead':
      return 'request';
    case 'head':
      return 'head';
    case 'partOfBody':
    case 'all':
      return 'body';
  }
}

/** Body bytes that are sent before the connection goes; null where all are. */
function bytesSent(sent: Sent): number | null {
  switch (sent.kind) {
    case 'nothing':
    case 'noise':
    case 'partOfHead':
    case 'head':
      return 0;
    case 'partOfBody':
      return sent.bytes;
    case 'all':
      return null;
  }
}

function stalled(
  answer: Answer,
  effect: FaultEffect,
  fixture: Fixture | null,
  operation: Operation,
  patience: Patience,
): MetAnswer {
  const { sent } = effect;
  const place = placeOf(sent);
  const label = `stalled after ${stallLabels[place]}`;
  // An error comes in place of the stream, with a body like any other's.
  const failed = isError(answer.status ?? fixture?.status ?? 200);
  const isStream = operation.stream && !failed;
  if (failed && place !== 'request') return unspecifiedAttempt('coversBody', byHeadOrBody, label);
  if (!isStream && place !== 'request' && patience.perRead === true) {
    const { sinceMs } = readsBefore(effect, bytesSent(sent) ?? 0, patience.timeoutMs);
    return unread(patience, sinceMs, label) ?? timedOut(patience, 'body', label);
  }
  if (!isStream || place !== 'body')
    return timedOut(patience, place === 'request' ? 'head' : isStream ? 'event' : 'body', label);
  if (fixture === null) throw new RangeError('a stall in a stream needs a fixture');
  const { status, reason, headers } = headOf(answer, fixture);
  const kept = bytesSent(sent) ?? 0;
  const whole = bodyOf(fixture, status);
  if (kept >= whole.length && patience.endsStream?.(decodeBody(whole, headers).text ?? '') === true) {
    const told = `${status} kept open behind its stream`;
    const attempt = { kind: 'response', status, reason, headers, ...decodeBody(whole, headers), cut: false } as const;
    return { attempt, gapStart: answered, label: told, takesMs: lateness(effect, kept), keptOpen: true };
  }
  const { timeoutMs } = patience;
  if (timeoutMs === null || patience.perStreamEvent !== true) {
    return unspecifiedAttempt('perStreamEvent', 'the spec gives no timeout for each wait in a stream', label);
  }
  const waits = eventWaits(effect.pace, whole.subarray(0, kept));
  if (waits.longestMs >= timeoutMs)
    return unspecifiedAttempt('perStreamEvent', 'the spec does not say how long a stream may take in pieces', label);
  // Some wait for the next event, some for the next byte.
  if (waits.sinceLastMs > 0)
    return unspecifiedAttempt('perStreamEvent', 'the spec does not say whether part of an event ends a wait', label);
  // What came before the stall has been delivered.
  const { text } = decodeBody(whole.subarray(0, bytesSent(sent) ?? undefined), headers);
  return {
    attempt: { kind: 'response', status, reason, headers, text, utf8: true, cut: true },
    gapStart: { kind: 'lastBytePlus', ms: timeoutMs, requirement: 'stream.idle', pointer: '/timeouts/perStreamEvent' },
    label: `${status} stalled in its stream`,
    takesMs: lateness(effect, kept) + timeoutMs,
  };
}

const brokenLabels: Readonly<Record<BrokenBy, string>> = {
  dns: 'name that does not resolve',
  connect: 'connection refused',
  tls: 'handshake that fails',
  close: 'closed without an answer',
  garbage: 'bytes that are not HTTP',
  reset: 'connection reset',
  cutHead: 'cut in its head',
};

/** An answer that comes to an end: whole, too late, or cut in its body. */
function ended(
  answer: Answer,
  effect: FaultEffect,
  fixture: Fixture | null,
  operation: Operation,
  patience: Patience,
): MetAnswer {
  if (fixture === null)
    throw new RangeError('an answer without a fixture needs a fault that leaves no room for a response');
  const { status, reason, headers } = headOf(answer, fixture);
  const body = bodyOf(fixture, status);
  const kept = bytesSent(effect.sent);
  const length = Math.min(kept ?? body.length, body.length);
  const takesMs = lateness(effect, length);
  const { pace } = effect;
  if (takesMs > 0 && (patience.timeoutMs === null || takesMs >= patience.timeoutMs)) {
    const label = `${status} too late, after ${takesMs} ms`;
    if (pace === null) return timedOut(patience, 'head', label);
    if (isError(status)) return unspecifiedAttempt('coversBody', byHeadOrBody, label);
    const inPieces = operation.stream;
    const read = readsBefore(effect, length, patience.timeoutMs);
    if (!inPieces && patience.perRead === true) {
      const late = read.isWhole ? null : unread(patience, read.sinceMs, label);
      if (late !== null) return late;
    } else if (!inPieces && patience.coversBody !== false) return timedOut(patience, 'body', label);
    // The pieces of a stream may take longer together, where the timeout is for each wait.
    if (inPieces && (patience.perStreamEvent !== true || eventWaits(pace, body).longestMs >= (patience.timeoutMs ?? 0)))
      return unspecifiedAttempt('perStreamEvent', 'the spec does not say how long a stream may take in pieces', label);
  }
  // Who goes by the head of an error waits from there on.
  const unsaid = isError(status) && pace !== null && takesMs > 0 ? { unsaidStart: byHeadOrBody } : {};
  if (kept !== null) {
    const text = operation.stream ? decodeBody(body.subarray(0, kept), headers).text : null;
    return {
      attempt: { kind: 'response', status, reason, headers, text, utf8: true, cut: true },
      gapStart: answered,
      label: `${status} cut in its body`,
      takesMs,
      ...unsaid,
    };
  }
  return {
    attempt: { kind: 'response', status, reason, headers, ...decodeBody(body, headers), cut: false },
    gapStart: answered,
    label: String(status),
    takesMs,
    ...unsaid,
    ...(takesMs > 0 && patience.timeoutMs === Number.POSITIVE_INFINITY ? { waited: patience.timeoutAt } : {}),
  };
}

/** What the client meets: the response, a broken connection, or its own timeout. */
export function attemptOf(
  answer: Answer,
  fixture: Fixture | null,
  operation: Operation,
  patience: Patience,
): MetAnswer {
  const effect = effectOf(answer.fault);
  const { transport } = effect;
  if (transport !== null) {
    const label = brokenLabels[transport];
    return { attempt: { kind: 'transport', transport }, gapStart: answered, label, takesMs: 0 };
  }
  switch (effect.end) {
    case 'never':
      return stalled(answer, effect, fixture, operation, patience);
    case 'complete':
    case 'fin':
    case 'rst':
      return ended(answer, effect, fixture, operation, patience);
  }
}
