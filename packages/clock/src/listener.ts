import type { Stamp } from '@sdk-conformance/model';

/** Receives what the client tells of a call, in the client's order. */
export interface ClockListener {
  stepStarted(step: string, stamp: Stamp): void;
  stepSettled(step: string, stamp: Stamp): void;
  /** The call is idle: no timer, no request in flight, no answer that will be due. A step that has not settled never will. */
  idle(): void;
  /** Real time passed where only virtual time should have passed. For a spinning loop the virtual clock includes it. */
  escaped(realMs: number, what: string): void;
  /** A thread that serves other calls too stood still for so many virtual ms of this one. */
  blocked?(ms: number, what: string): void;
  /** Something of the client goes to sleep. */
  slept?(): void;
  /** Virtual time passed (ms) because a thread never rests. This is not progress. */
  restless?(ms: number): void;
  /** The client has ended the call. None of its timers fires again. */
  ended?(stamp: Stamp): void;
}
