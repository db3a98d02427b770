import type { Fault } from './fault.js';
import type { JsonValue } from './json.js';
import type { ClientOptionId } from './spec.js';
import type { CredentialId, OperationId } from './terms.js';

/** One entry of a script. */
export interface Answer {
  /** Fixture id; null where the fault leaves no room for a response. */
  readonly fixture: string | null;
  /** Replaces the fixture's status line: for statuses that need no recording of their own. */
  readonly status?: number;
  /** Headers set over the fixture's, in the case written here; null takes one away. Templates allowed. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Informational responses sent first (103). */
  readonly informational?: readonly number[];
  readonly fault?: Fault;
}

export interface ClientPlan {
  readonly id: string;
  readonly options: Readonly<Partial<Record<ClientOptionId, number>>>;
  /** Options that reach the wire and that this client is not given. */
  readonly without?: readonly CredentialId[];
  /** Options that it is given as undefined. */
  readonly unset?: readonly ClientOptionId[];
  /** A credential that it is given with a line end behind it, as a file has it. The client may refuse it. */
  readonly lineEndBehind?: CredentialId;
}

export interface Step {
  readonly id: string;
  readonly client: string;
  readonly operation: OperationId;
  /** By wire name. */
  readonly arguments: Readonly<Record<string, JsonValue>>;
  /** Starts so long after the call began (ms), or as soon as another step has settled; at once without either. */
  readonly startAtMs?: number;
  readonly startAfter?: string;
  /** Aborted so long after the step started (ms); with 0, before its call is made. */
  readonly abortAtMs?: number;
  /** What the caller says of why it aborts, given to the SDK with the abort. */
  readonly abortReason?: string;
  /** Name of an abort signal that is given to each step that names it. */
  readonly signal?: string;
  /** The caller reads so many events of the stream, and leaves it. */
  readonly leaveAfter?: number;
  /** Never empty; the last answer repeats. */
  readonly script: readonly Answer[];
}

/** The rate limits of a spec at work, as a server enforces them. */
export interface EnforcedLimits {
  /** What a request over the limit of its operation's category is answered with, in place of its step's script. */
  readonly answer: Answer;
  /** Header of that answer which tells in how many seconds there is room again. */
  readonly waitIn: string;
}

/** The wall clock is set while a call runs: what reads dates sees it, and what measures time does not. */
export interface WallJump {
  /** ms after the call began. */
  readonly atMs: number;
  /** ms; negative: it is set back. */
  readonly byMs: number;
}

/** Where a call is made, as far as what an SDK does could hang on it. What is absent is as usual: UTC, and no culture. */
export interface Environment {
  /** Of the tz database: `Europe/Berlin`. */
  readonly timeZone?: string;
  /** `tr-TR`. */
  readonly culture?: string;
}

/** A stimulus: what clients do and what the server answers. It never carries what is expected. */
export interface Scenario {
  /** Stable path in which every non-default option shows: `retry/count/max-0/429/sendMessage`. */
  readonly id: string;
  /** Leading part of the id under which reports group it: `retry/count`. */
  readonly family: string;
  /** One sentence for `explain`: what is played, not what is expected. */
  readonly about: string;
  /** Path that the base URL handed to clients has before the path of the spec's own: `/gateway/v2`. */
  readonly basePath?: string;
  /** The base URL that clients are given ends in a slash. */
  readonly baseSlash?: true;
  /** The lane enforces the rate limits of the spec. */
  readonly limits?: EnforcedLimits;
  readonly wallJump?: WallJump;
  readonly environment?: Environment;
  readonly clients: readonly ClientPlan[];
  readonly steps: readonly Step[];
}
