import { gunzipSync } from 'node:zlib';
import {
  type Answer,
  bodyTemplates,
  type Fixture,
  fillPartBytes,
  type HeaderLine,
  type Operation,
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
  | { readonly kind: 'timeout' };

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

/** The body with its templates filled; what a moment's template gives is not known before it is served. */
function bodyOf(fixture: Fixture): Uint8Array {
  const parts = bodyTemplates(fixture);
  return parts === null ? fixture.body : fillPartBytes(parts, { nowMs: 0 });
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

/** What the client meets: the response, a broken connection, or its own timeout. */
export function attemptOf(
  answer: Answer,
  fixture: Fixture | null,
  operation: Operation,
  timeoutMs: number | null,
): Served {
  const fault = answer.fault;
  const timedOut: GapStart = { kind: 'arrivalPlus', ms: timeoutMs ?? 0 };
  const broken = (transport: TransportKind, label: string): Served => ({
    attempt: { kind: 'transport', transport },
    gapStart: answered,
    label,
  });
  if (fault?.kind === 'refuse') return broken('connect', 'connection refused');
  if (fault?.kind === 'close') return broken('close', 'closed without an answer');
  if (fault?.kind === 'garbage') return broken('garbage', 'bytes that are not HTTP');
  if (fault?.kind === 'reset' && fault.after === 'request') return broken('reset', 'connection reset');
  if (fault?.kind === 'truncate' && fault.in === 'head') return broken('cutHead', 'cut in its head');
  if (fault?.kind === 'stall' && fault.after !== 'head' && fault.after !== 'request' && operation.stream) {
    // A stream's timeout is for each wait; what came before the stall has been delivered.
    return streamed(
      answer,
      fixture,
      fault.after.bodyBytes,
      { kind: 'lastBytePlus', ms: timeoutMs ?? 0 },
      'stalled in its stream',
    );
  }
  if (fault?.kind === 'stall')
    return {
      attempt: { kind: 'timeout' },
      gapStart: timedOut,
      label: `stalled after ${fault.after === 'request' ? 'the request' : fault.after === 'head' ? 'its head' : 'part of its body'}`,
    };
  if (fixture === null)
    throw new RangeError('an answer without a fixture needs a fault that leaves no room for a response');
  const { status, reason, headers } = message(answer, fixture);
  const body = bodyOf(fixture);
  const late =
    fault?.kind === 'delay'
      ? fault.ms
      : fault?.kind === 'drip' && !operation.stream
        ? dripMs(body.length, fault.bytes, fault.intervalMs)
        : 0;
  if (timeoutMs !== null && late >= timeoutMs) {
    return { attempt: { kind: 'timeout' }, gapStart: timedOut, label: `${status} too late, after ${late} ms` };
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

function streamed(answer: Answer, fixture: Fixture | null, bytes: number, gapStart: GapStart, label: string): Served {
  if (fixture === null) throw new RangeError('a stall in a stream needs a fixture');
  const { status, reason, headers } = message(answer, fixture);
  const { text } = decode(fixture.body.subarray(0, bytes), headers);
  return {
    attempt: { kind: 'response', status, reason, headers, text, utf8: true, cut: true },
    gapStart,
    label: `${status} ${label}`,
  };
}
