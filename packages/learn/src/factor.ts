import type { Operation, Scenario, Spec } from '@sdk-conformance/model';
import type { Learnt } from './line.js';
import type { Play } from './plays.js';

/** What probes are made of, and plays read with. */
export interface Context {
  /** What is known so far: operations and credentials at first, then what was learnt of the factors before. */
  readonly spec: Spec;
  readonly language: string;
  /** Operations that the target has. */
  readonly operations: readonly Operation[];
  /** Statuses after which a request is sent again; empty before they are known. */
  readonly retried: readonly number[];
}

/** A part of the policy that is learnt by itself: its probes are scenarios of one form, and what they show are its lines. */
export interface Factor {
  readonly name: string;
  readonly probes: (context: Context) => readonly Scenario[];
  readonly read: (context: Context, plays: readonly Play[]) => Learnt;
}
