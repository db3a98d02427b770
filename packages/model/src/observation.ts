import type { HeaderLine } from './fixture.js';
import type { JsonValue } from './json.js';
import type { Answer } from './scenario.js';
import type { CredentialId, OperationId } from './terms.js';

/** A: exact, domain = call. B: preload, domain = process. S: sleeps alone, domain = call; all else in real time. C: real time. */
export type ClockTier = 'A' | 'B' | 'S' | 'C';

/** One instant on both clocks, ms since the call began. Under tier C both are the same. */
export interface Stamp {
  readonly virtualMs: number;
  readonly realMs: number;
  /** Under tier B: of the virtual ms those that passed because the process read its clock, and not because it waited. Absent for none. */
  readonly readMs?: number;
}

/** Why the lane did not take what came as a request of HTTP/1.1. */
export interface Rejection {
  /** The part that could not be taken. */
  readonly in: 'requestLine' | 'method' | 'headers' | 'body';
  /** `a TLS handshake`, `byte 0x01 in the value of X-Trace` … */
  readonly why: string;
  /** The first bytes in print, where they begin no request; else empty. */
  readonly bytes: string;
  /** The client went away before the request was whole: an abort may do that to any request. */
  readonly cut: boolean;
}

/** The connection that a request came on. */
export interface ExchangeConnection {
  /** Place among the connections of the call, from 0. */
  readonly id: number;
  /** Requests that had come on it before. */
  readonly before: number;
  /** Connections of the call that were open when it came, its own among them. */
  readonly open: number;
  /** It was by HTTP/2, where several may be under way on one connection. Absent: by HTTP/1.1. */
  readonly http2?: true;
  /**
   * How the client ended it: closed, or reset, as an operating system does where something of an answer was left unread. Absent: the server
   * ended it, or the call did.
   */
  readonly ended?: 'closed' | 'reset';
}

/** One request as received, with what was served. */
export interface Exchange {
  /** Place in the call, from 0. */
  readonly index: number;
  /** Step whose script answered it; null where it fits none. */
  readonly step: string | null;
  /** Client whose credential it carries; null where it carries none that is known. */
  readonly client: string | null;
  /** Operation whose handler matched; null where none did. */
  readonly operation: OperationId | null;
  /** Place in the step's script that was served, from 0; the last repeats. */
  readonly answer: number;
  /** The category whose limit it went over, and what was answered for that in place of the script; absent where the script answered. */
  readonly limited?: { readonly category: string; readonly answer: Answer };
  readonly request: {
    readonly method: string;
    /** Raw request target. */
    readonly target: string;
    readonly headers: readonly HeaderLine[];
    readonly body: Uint8Array;
    /** True: the body was longer than is kept. */
    readonly bodyCut: boolean;
    /** Absent where the lane took the request; else method, target and headers are what could be read, and it belongs to no step. */
    readonly rejected?: Rejection;
  };
  readonly arrivedAt: Stamp;
  readonly served: {
    /** `429`, `reset`, `stall after head` … for the timeline. */
    readonly label: string;
    readonly status: number | null;
    /** The answer's content coding, where the client does not accept it and was served without; else absent. */
    readonly withheldCoding?: string;
    /** As filled: templates replaced. */
    readonly headers: readonly HeaderLine[];
    /** Last byte written, or the fault acted out; null while held back. */
    readonly endedAt: Stamp | null;
    /** When the client closed or reset the connection before the answer ended; null if it did not. */
    readonly abandonedAt: Stamp | null;
  };
  /** It went to the other origin, where a redirect pointed; it belongs to no step. */
  readonly elsewhere?: true;
  /** Absent where nobody looked at connections. */
  readonly connection?: ExchangeConnection;
  /** Arrived after all steps had settled. */
  readonly late: boolean;
}

/** How an adapter describes what was raised. */
export interface RaisedError {
  /** The class's own name, not a `name` field. */
  readonly type: string;
  /** What the error calls itself, where errors of the language do. */
  readonly name?: string;
  /** Names of the classes above it, nearest first. */
  readonly bases: readonly string[];
  readonly message: string;
  /** Public fields by the language's own names. */
  readonly fields: Readonly<Record<string, JsonValue>>;
  /** Class name of the cause; null without one. */
  readonly causeType: string | null;
  /** The error as its language prints it (`String(error)`, `str(error)`, `ToString()`); absent where the adapter does not tell. */
  readonly text?: string;
  /** Every other text form by its name (`inspect`, `json`, `stack`, `repr` …): searched for canaries. */
  readonly texts: Readonly<Record<string, string>>;
  /** Language-specific facts that a requirement can ask for: `nameMatchesClass`, `instanceofBase`, `survivesClone`, `survivesPickle` … */
  readonly traits: Readonly<Record<string, boolean>>;
  /** What the adapter did not tell in full: `message`, `fields.body`, `texts.stack` … */
  readonly cut?: readonly string[];
}

export type Outcome =
  | (Reported & { readonly kind: 'returned'; readonly value: JsonValue })
  | (Reported & { readonly kind: 'raised'; readonly error: RaisedError })
  | { readonly kind: 'neverSettled'; readonly why: string }
  | { readonly kind: 'unsupported'; readonly why: string }
  /** Not played to its end: interrupted, or the process died under it. */
  | { readonly kind: 'lost'; readonly why: string };

interface Reported {
  readonly events: readonly StreamEvent[] | null;
  /** The step was still open when it was to be aborted, and the adapter aborted it. */
  readonly aborted?: true;
}

export interface StreamEvent {
  readonly event: string;
  readonly data: JsonValue;
}

export interface SettledStep {
  readonly step: string;
  readonly outcome: Outcome;
  readonly startedAt: Stamp | null;
  readonly settledAt: Stamp | null;
}

export type ProcessSignal =
  | { readonly kind: 'unhandledRejection' | 'uncaughtException' | 'warning'; readonly text: string }
  | {
      readonly kind: 'exit';
      readonly code: number | null;
      readonly signal: string | null;
      readonly stderr: readonly string[];
    }
  | { readonly kind: 'hang'; readonly forMs: number; readonly stderr: readonly string[] }
  /** Timers or sockets that outlived the call's end. */
  | { readonly kind: 'leftBehind'; readonly what: string; readonly count: number }
  /** Real time passed where only virtual time should have. */
  | { readonly kind: 'escapedTimer'; readonly realMs: number; readonly what: string }
  /** What serves other calls too, such as an event loop, stood still for so much virtual time. */
  | { readonly kind: 'blockedLoop'; readonly ms: number; readonly what: string };

export interface Observation {
  readonly tier: ClockTier;
  /** What the target's timers end on, ms: a frame of a game, say. Absent: no more than the tier's own grain. */
  readonly granularityMs?: number;
  /** Secret values given to each client: the canaries. */
  readonly credentials: Readonly<Record<string, Readonly<Record<CredentialId, string>>>>;
  readonly exchanges: readonly Exchange[];
  readonly steps: readonly SettledStep[];
  readonly process: readonly ProcessSignal[];
  readonly simulatedMs: number;
  readonly wallMs: number;
}
