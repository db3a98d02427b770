import type { Stamp } from '@sdk-conformance/model';

/** What the clock server learns of a call, in the order in which the client said it. */
export interface ClockListener {
  stepStarted(step: string, stamp: Stamp): void;
  stepSettled(step: string, stamp: Stamp): void;
  /** No timer, nothing in flight, nothing held back that will be due: what is not settled never will be. */
  idle(): void;
  /** Real time that passed where only virtual time should have; for a spinning loop it is in the virtual clock too. */
  escaped(realMs: number, what: string): void;
  /** Something of the client goes to sleep. */
  slept?(): void;
  /** So many ms of virtual time passed only because a thread works without a rest: that is no progress. */
  restless?(ms: number): void;
  /** The client is done with the call: no timer of it will fire again. */
  ended?(stamp: Stamp): void;
}
