import type { Level, Position } from './spec.js';

export type Verdict = 'pass' | 'fail' | 'unspecified';

/** One requirement judged on one scenario. */
export interface Finding {
  readonly requirement: string;
  readonly verdict: Verdict;
  readonly level: Level;
  /** The rule set by which it is must, newer than the one that binds here; absent: the level is what binds. */
  readonly preview?: string;
  /** `run`: of more than its scenario, which is only where it shows; absent: of its scenario. */
  readonly scope?: 'run';
  /** The spec line it rests on. */
  readonly at: Position;
  /** Step it was judged on; null for the call as a whole. */
  readonly step: string | null;
  /** What was expected and what was seen, each in one line; empty on a pass. */
  readonly expected: string;
  readonly seen: string;
  /** Figures behind the verdict; left out of what must be the same for the same seed. */
  readonly measured: Readonly<Record<string, number>>;
}

/** What a scenario came to on a target. */
export type ScenarioVerdict = 'pass' | 'fail' | 'unspecified' | 'unsupported' | 'notRun';
