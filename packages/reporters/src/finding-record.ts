import type { Level, Position, Verdict } from '@sdk-conformance/model';

/** What was judged of a scenario, or shows in it. */
export interface FindingRecord {
  readonly type: 'finding';
  /** `run`: of more than its scenario, which is only where it shows. */
  readonly scope: 'scenario' | 'run';
  readonly target: string;
  readonly scenario: string;
  readonly round?: number;
  readonly requirement: string;
  readonly level: Level;
  /** The rule set by which it is must, newer than the one that binds. */
  readonly preview?: string;
  readonly verdict: Verdict;
  readonly step: string | null;
  readonly at: Position;
  readonly expected: string;
  /** Of a failure: what tells it from others of the requirement, without what is drawn. */
  readonly signature?: string;
  /** Of a failure: whether a known deviation accepts it. */
  readonly known?: boolean;
  /** What was seen, and the figures behind the verdict. */
  readonly measured: { readonly seen: string; readonly figures: Readonly<Record<string, number>> };
}
