import type { AbortPolicy, BodyAs, JsonValue } from '@sdk-conformance/model';
import type { Because } from './because.js';
import type { BaseExpectation, OutcomeExpectation } from './outcome-expectation.js';

/** When the attempt's answer ended, from which the gap to the next request runs. */
export type GapStart =
  | { readonly kind: 'answered' }
  /** So long after the request arrived: the SDK's own timeout. */
  | { readonly kind: 'arrivalPlus'; readonly ms: number; readonly pointer: string }
  /** So long after the last byte served: the wait for a stream's next event, or for more of a body. */
  | {
      readonly kind: 'lastBytePlus';
      readonly ms: number;
      readonly requirement: 'stream.idle' | 'timeout.attempt';
      readonly pointer: string;
    };

/** The policy's window for a delay, ms; the judge widens it by the clock tier's tolerance. */
export interface GapWindow {
  readonly kind: 'window';
  readonly fromMs: number;
  readonly toMs: number;
  readonly because: Because;
}

export type Gap = GapWindow | { readonly kind: 'open'; readonly because: Because };

/** What the SDK must do after one answer of the script. */
export interface Decision {
  /** Attempt, from 0. */
  readonly attempt: number;
  /** What was served: `429`, `reset`, `200 cut in its body`. */
  readonly label: string;
  /** True: no request of this attempt is seen, for the port is closed or the base URL leads nowhere. */
  readonly refused: boolean;
  /** Of a base URL that leads nowhere: what the client meets instead. */
  readonly unreached?: 'dns' | 'tls';
  readonly action: 'retry' | 'stop' | 'open';
  readonly because: Because;
  /** Of a redirect that is not to be followed: what the same request again breaks, for that is no following. */
  readonly again?: Because;
  readonly gap: Gap | null;
  readonly gapStart: GapStart;
  /** ms from the request to the answer's last byte, or to the timeout. */
  readonly takesMs: number;
  /** The line by which a late answer is waited for, where an attempt has no end of its own. */
  readonly waited?: string;
  /** A stream came whole, by the event that ends it, and the connection stays open behind it: that the call ends all the same. */
  readonly keptOpen?: Because;
  /** True: the connection was closed without an answer. */
  readonly closed: boolean;
  /** Tokens that a retry after it takes from the client's bucket. */
  readonly cost: number;
  /** What the step comes to if the SDK stops here. */
  readonly outcome: OutcomeExpectation;
}

/** What a header is across the attempts of a call, by its name in lower case. */
export interface AttemptHeader {
  readonly name: string;
  readonly pointer: string;
}

/** A value that clients are given and that requests carry. */
export interface CarriedCredential {
  readonly credential: string;
  readonly format: string;
  /** What stands there where a client is given none: a text, or nothing at all. */
  readonly otherwise?: string | null;
  readonly because: Because;
}

export interface RefreshedCredential extends CarriedCredential {
  readonly in: 'header' | 'query';
  /** Of the header, in lower case, or of the parameter. */
  readonly name: string;
  /** True: another call of the client may have refreshed it before. */
  readonly maybeBefore: boolean;
}

export interface RequestExpectation {
  readonly method: string;
  /** What a wrong path breaks. */
  readonly pathRequirement: 'request.path' | 'request.baseSlash';
  /** The line that the path rests on. */
  readonly pathPointer: string;
  /** Path segments, decoded. */
  readonly segments: readonly string[];
  readonly query: readonly (readonly [name: string, value: string])[];
  /** By wire names. Null: no body. */
  readonly body: Readonly<Record<string, JsonValue>> | null;
  /** How the body is written. Absent: as JSON, and it is always there. */
  readonly bodyAs?: BodyAs;
  /** By the name of the header, in lower case. */
  readonly credentials: Readonly<Record<string, CarriedCredential>>;
  /** By the name of the parameter in the query, where any stands there. */
  readonly inQuery?: Readonly<Record<string, CarriedCredential>>;
  /** What takes the place of a credential in the requests after a refresh, by header or parameter. Absent: nothing does. */
  readonly refreshed?: RefreshedCredential;
  readonly headers: Readonly<Record<string, { readonly pattern: RegExp; readonly pointer: string }>>;
  /** Headers that are equal on every attempt of a call, and those that differ. */
  readonly stable: readonly AttemptHeader[];
  readonly fresh: readonly AttemptHeader[];
  /** Header that tells the attempt, and the number of the first. Absent: none does. */
  readonly attempt?: { readonly header: string; readonly start: number };
  /** That headers which nobody named are the same on every attempt. Absent: nothing that is said leads to it. */
  readonly others?: Because;
  /** The only headers that it has, beside those of any HTTP client. Absent: it may have any. */
  readonly only?: readonly string[];
  readonly pointer: string;
}

export interface AbortExpectation {
  readonly atMs: number;
  readonly settleWithinMs: number;
  /** What an abort may fall into; in any other part of a call the spec leaves open what it does. */
  readonly during: AbortPolicy['during'];
  /** Class names that may be raised. */
  readonly types: readonly string[];
  /** The call may come to its end instead: a stream whose reader is told nothing. */
  readonly mayEnd: boolean;
  readonly settles: Because;
  readonly error: Because;
  /** The caller's own words of why, which must be told; null where none are given, or nothing says so. */
  readonly reason: { readonly text: string; readonly because: Because } | null;
}

/** Requests that the HTTP client of the runtime sends again within an attempt, when its connection is closed. */
export interface ResendExpectation {
  /** In one attempt. */
  readonly most: number;
  /** Decisions by how many requests were sent again so far, the last for all that are more: each takes an answer of the script. */
  readonly decisions: readonly (readonly Decision[])[];
}

/** The time that a call has as a whole, from its start. */
export interface TotalExpectation {
  readonly ms: number;
  readonly because: Because;
}

export interface StepExpectation {
  readonly step: string;
  readonly client: string;
  readonly operation: string;
  readonly request: RequestExpectation;
  /** Whether a request is due at all: not where an SDK may refuse an argument itself, or is aborted before it can begin. */
  readonly sends: 'must' | 'may';
  /** The class that every error is of, also one that is raised without a request. */
  readonly base: BaseExpectation;
  /** One for each answer that can be reached, also beyond the first stop: an SDK that goes on is judged on. */
  readonly decisions: readonly Decision[];
  /** Null where the runtime's HTTP client sends nothing again by itself. */
  readonly resends: ResendExpectation | null;
  /** Null where the time of the call is not at stake. */
  readonly total: TotalExpectation | null;
  readonly abort: AbortExpectation | null;
  /** Starts when this step has settled. */
  readonly startAfter: string | null;
  readonly startAtMs: number;
  /** The caller leaves the stream before its end: what becomes of its connection. */
  readonly leaves?: Because;
  /** The client may be refused over what it is given, by whatever error. */
  readonly mayRefuse?: true;
}

/** A delay drawn evenly from fromMs to toMs; what lies below atLeastMs is raised to it, what lies above atMostMs cut to it. */
export interface DelayDraw {
  readonly fromMs: number;
  readonly toMs: number;
  readonly atLeastMs: number | null;
  readonly atMostMs: number | null;
  /** Where each draw hangs on the one before: toMs is so many times the previous delay, and the toMs above its largest value. */
  readonly timesPrevious: number | null;
}

/** Delays of many clients, judged against the declared distribution. */
export interface JitterExpectation {
  /** By retry, from 0: each is reached by as many clients as a sample needs. */
  readonly draws: readonly DelayDraw[];
  /** Steps that make the same call, each by its own client: what hangs on a request is the same in all of them. */
  readonly alike: readonly string[];
  readonly because: Because;
}

/** Connections that a client may have open at once. */
export interface KeptConnections {
  readonly most: number;
  readonly because: Because;
}

export interface Expectation {
  readonly scenario: string;
  readonly language: string;
  readonly steps: readonly StepExpectation[];
  readonly jitter: JitterExpectation | null;
  /** That no listener is left on a signal that its steps share. Absent: nothing says so. */
  readonly listeners?: Because;
  /** Of calls in a row: how many connections they have open at most. Absent: too few come one after the other to tell. */
  readonly connections?: KeptConnections;
  /** That no credential goes along with a redirect that leaves the origin. Absent: none is served. */
  readonly elsewhere?: Because;
  /** Calls beside one that met a rate limit; by step the category that its operation draws on. Absent: no limits are enforced. */
  readonly limits?: { readonly because: Because; readonly categories: Readonly<Record<string, string | null>> };
  /** ms that the scenario takes at least of an SDK that makes these decisions: answers held back, timeouts and waits. */
  readonly leastMs: number;
  /** ms thereof without the waits between attempts. */
  readonly leastAnswersMs: number;
  /** ms that it takes at most of such an SDK; null where the spec leaves a wait open. */
  readonly mostMs: number | null;
}
