import type { Position } from '@sdk-conformance/model';

/** Where a cause holds: a feature of a decision has one of these values. */
export interface LiteralRecord {
  readonly feature: string;
  readonly values: readonly string[];
}

/** What explains failures of a target: a named change of policy, or what was seen, where it is the same. After all scenarios. */
export interface CauseRecord {
  readonly type: 'cause';
  readonly target: string;
  readonly name: string;
  readonly params: Readonly<Record<string, number | string>>;
  /** All of these hold; empty: everywhere; null: in some calls, and which is not known. */
  readonly scope: readonly LiteralRecord[] | null;
  /** The spec key that such an SDK gets wrong. */
  readonly pointer: string;
  readonly at: Position;
  /** `behaves like an SDK that …`. */
  readonly text: string;
  /** The findings that it explains. */
  readonly explains: readonly { readonly scenario: string; readonly requirement: string }[];
  /** A scenario that fails inside its scope, and one that passes outside; null where none was played. */
  readonly witnesses: { readonly failing: string; readonly passing: string | null };
}
