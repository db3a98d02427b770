/** Messages between runner and adapter, version 1. The same for Node's IPC and for HTTP. */
export const PROTOCOL_VERSION = 1;

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What an adapter can do beyond one client, one step and a plain value. */
export type Capability = 'steps' | 'abort' | 'stream' | 'clock' | 'sleep' | 'echo' | Extra;

/** What few callers do. An adapter that does not claim one is asked for no call that needs it, and need give no reason. */
export type Extra =
  | 'abortBefore'
  | 'abortReason'
  | 'sharedSignal'
  | 'leave'
  | 'unset'
  | 'refusal'
  | 'wallJump'
  | 'timeZone'
  | 'culture';

/** What the SDK cannot do, and why: a capability as a whole, or for one operation. */
export interface Lack {
  readonly capability: 'steps' | 'abort' | 'stream';
  /** Absent: no operation has it, and the capability is not claimed. */
  readonly operation?: string;
  readonly why: string;
}

/** Adapter → runner, once per process: `POST /v1/sessions`. */
export interface OpenSession {
  readonly protocol: 1;
  readonly sdk: {
    readonly name: string;
    readonly version: string;
    /** The target's `language` in the configuration. */
    readonly language: string;
    /** For example `node 20.20.2`. */
    readonly runtime: string;
    /** For example `sync`; empty where there is one variant only. */
    readonly variant: string;
  };
  readonly operations: readonly string[];
  readonly capabilities: readonly Capability[];
  readonly without?: readonly Lack[];
  /** Calls that the adapter can have open at once; its workers are numbered from 0. */
  readonly workers: number;
}

/** Runner → adapter. */
export interface SessionOpened {
  readonly session: string;
  /** Workers that the runner will use: at most those offered. */
  readonly workers: number;
}

/** Adapter → runner: `POST /v1/sessions/{session}/next`. Answered when there is something to say. */
export interface NextCall {
  readonly worker: number;
}

export interface Call {
  /** Opaque. */
  readonly call: string;
  readonly baseUrl: string;
  /** So many ms after the call began the wall clock of the call is set by so many; what measures time goes on (`wallJump`). */
  readonly wallJump?: { readonly atMs: number; readonly byMs: number };
  /** What the process is set to before the call begins (`timeZone`, `culture`); what is absent is as it was started. */
  readonly environment?: { readonly timeZone?: string; readonly culture?: string };
  readonly clients: readonly CallClient[];
  readonly steps: readonly CallStep[];
}

export interface CallClient {
  readonly id: string;
  /** Canonical options (`maxRetries`, `timeoutMs`); what is absent keeps the SDK's default. */
  readonly options: Readonly<Record<string, number>>;
  readonly credentials: Readonly<Record<string, string>>;
  /** Options that are given as undefined (`unset`). */
  readonly unset?: readonly string[];
  /** The client may refuse what it is given: then each of its steps raises what was raised as it was made (`refusal`). */
  readonly mayRefuse?: true;
}

export interface CallStep {
  readonly id: string;
  readonly client: string;
  readonly operation: string;
  readonly arguments: Readonly<Record<string, Json>>;
  /** ms after the call began. */
  readonly startAtMs?: number;
  /** Starts as soon as this step has settled. */
  readonly startAfter?: string;
  /** ms after the step started; 0: before its call is made (`abortBefore`). */
  readonly abortAtMs?: number;
  /** Message of the error that is given as the reason of the abort (`abortReason`). */
  readonly abortReason?: string;
  /** Steps of the same name are given one and the same abort signal (`sharedSignal`). */
  readonly signal?: string;
  /** Stop reading the stream after so many events, and let go of it (`leave`). */
  readonly leaveAfter?: number;
}

/** JSON texts to be read and handed back, by an adapter with the `echo` capability. */
export interface Echo {
  /** Opaque. */
  readonly echo: string;
  readonly texts: readonly string[];
}

/** `wait`: ask again. `done`: close the session and exit. */
export type NextAnswer = Call | Echo | { readonly wait: true } | { readonly done: true };

/** Adapter → runner: `POST /v1/sessions/{session}/echoes/{echo}`. */
export interface EchoReport {
  readonly worker: number;
  /** One for each text, in their order. */
  readonly values: readonly Echoed[];
}

/** What a text came to on the way that every returned value goes; `failed`: why it went no further. */
export type Echoed = { readonly value: Json } | { readonly failed: string };

/** Adapter → runner: `POST /v1/sessions/{session}/calls/{call}`. */
export type CallReport =
  | {
      readonly worker: number;
      readonly steps: readonly StepReport[];
      readonly process?: readonly ReportedSignal[];
      /** Why the steps that are missing will never settle; only an adapter with a virtual clock can tell. */
      readonly neverSettled?: string;
    }
  | { readonly worker: number; readonly adapterFailed: string };

export interface StepReport {
  readonly id: string;
  readonly outcome: 'returned' | 'raised' | 'unsupported';
  /** By wire names; for a stream, absent. */
  readonly value?: Json;
  /** For a stream: the events that came before it ended or raised. */
  readonly events?: readonly { readonly event: string; readonly data: Json }[];
  readonly error?: ReportedError;
  /** The step was still open at its `abortAtMs`, and the adapter aborted it. */
  readonly aborted?: true;
  /** Why it is unsupported. */
  readonly why?: string;
}

export interface ReportedError {
  /** The class's own name. */
  readonly type: string;
  /** What the error calls itself, where errors of the language do; it need not be its class. */
  readonly name?: string;
  /** Names of the classes above it, nearest first. */
  readonly bases: readonly string[];
  readonly message: string;
  /** Public fields by the language's own names, but for message and cause. */
  readonly fields: Readonly<Record<string, Json>>;
  readonly causeType: string | null;
  /** The error as its language prints it (`String(error)`, `str(error)`, `ToString()`); absent where the adapter does not tell. */
  readonly text?: string;
  /** Every other text form by its name (`inspect`, `json`, `stack`, `repr`, …). */
  readonly texts: Readonly<Record<string, string>>;
  /** Facts that hold or not: `nameMatchesClass`, `instanceofError`, `survivesClone`, `survivesPickle`, … */
  readonly traits: Readonly<Record<string, boolean>>;
  /** What is not there in full: `message`, `fields.body`, `texts.stack`, … */
  readonly cut?: readonly string[];
}

/** Process signals that the adapter saw during the call. */
export interface ReportedSignal {
  readonly kind: 'unhandledRejection' | 'uncaughtException' | 'warning' | 'leftBehind';
  readonly text: string;
  /**
   * Absent: the signal belongs to the reported call. Present: the adapter could not tell, and any of these calls may be its
   * cause (those open when it came, or one already reported); the runner replays them alone.
   */
  readonly suspects?: readonly string[];
}

/** Refusal of a message: HTTP 4xx with this body, or the same object over IPC. */
export interface Refusal {
  readonly error: {
    readonly code:
      | 'invalidMessage'
      | 'unsupportedProtocol'
      | 'unknownSession'
      | 'unknownCall'
      | 'wrongWorker'
      | 'duplicateReport';
    readonly message: string;
    /** JSON pointer into the message. */
    readonly path?: string;
  };
}

/**
 * Over IPC a request is `{id, path, body}` with the path of the HTTP form, and its answer `{id, body}`.
 */
export interface IpcRequest {
  readonly id: number;
  readonly path: string;
  readonly body: unknown;
}
export interface IpcResponse {
  readonly id: number;
  readonly body: unknown;
}
