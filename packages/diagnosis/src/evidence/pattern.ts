import type { Outcome, RaisedError } from '@sdk-conformance/model';
import type { Decision, RaisedExpectation } from '@sdk-conformance/oracle';
import type { Params } from '../candidate.js';
import type { KeyedMark, Play } from '../play.js';

/** What one failure looks like. */
export interface Look {
  readonly name: string;
  readonly params: Params;
  /** Completes "behaves like an SDK that …". */
  readonly text: string;
  /** Completes the same where failures of its name differ in their params. */
  readonly wide?: string;
  /** The judge's own words for it: failures that it tells in others are not alike. */
  readonly like?: string;
  /** It foretells a time, and not only that one is wrong. */
  readonly exact?: true;
}

/** A way for requirements to be broken that shows in what was seen. */
export interface Pattern {
  /** Whether a mark is of it at all. */
  readonly of: (mark: KeyedMark) => boolean;
  /** What a failure looks like; null where it is not of the pattern. */
  readonly look: (mark: KeyedMark, play: Play) => Look | null;
  /** Whether an SDK that looks so everywhere would have failed on a mark that passes; by default it would. */
  readonly touches?: (mark: KeyedMark, play: Play, look: Look) => boolean;
  /** Whether a failure that looks otherwise follows from one that looks so. */
  readonly follows?: (mark: KeyedMark, play: Play, look: Look) => boolean;
}

export function look(name: string, text: string, params: Params = {}): Look {
  return { name, params, text };
}

export function outcomeOf({ step }: KeyedMark, { observation }: Play): Outcome | undefined {
  return observation.steps.find((settled) => settled.step === step)?.outcome;
}

export function raisedBy(mark: KeyedMark, play: Play): RaisedError | null {
  const outcome = outcomeOf(mark, play);
  return outcome?.kind === 'raised' ? outcome.error : null;
}

export function decisionOf({ step, attempt = 0 }: KeyedMark, { expectation }: Play): Decision | undefined {
  const decisions = expectation.steps.find((s) => s.step === step)?.decisions ?? [];
  return decisions[Math.min(attempt, decisions.length - 1)];
}

export function expectedError(mark: KeyedMark, play: Play): RaisedExpectation | null {
  const outcome = decisionOf(mark, play)?.outcome;
  return outcome?.kind === 'raised' ? outcome : null;
}
