import type { ClockTier, Observation, OperationId, Scenario } from '@sdk-conformance/model';
import type { Lack, OpenSession } from '@sdk-conformance/protocol';

/**
 * What comes of staged. Each scenario given to `play` comes to exactly one `played` or `notRun`, in any order.
 */
export type PlayEvent =
  /** Once, when the target's first process has introduced itself. */
  | {
      readonly type: 'session';
      readonly sdk: OpenSession['sdk'];
      readonly tier: ClockTier;
      readonly operations: readonly string[];
      readonly capabilities: OpenSession['capabilities'];
      /** What the SDK cannot do, by its adapter. */
      readonly without: readonly Lack[];
      /** Calls that can be open at once. */
      readonly workers: number;
    }
  | { readonly type: 'played'; readonly scenario: Scenario; readonly observation: Observation }
  | { readonly type: 'notRun'; readonly scenario: Scenario; readonly why: string }
  /** The adapter's fault, not the SDK's: exit 3. The scenarios it cost come as `notRun`. */
  | {
      readonly type: 'adapterFailed';
      readonly why: string;
      /** Scenario it happened in; null where it is none's in particular. */
      readonly scenario: string | null;
      /** The process's last lines. */
      readonly stderr: readonly string[];
      /** Operations of which the adapter does not hand on what the SDK returns; absent for none. */
      readonly unreliable?: readonly OperationId[];
    }
  /** The machine's fault, which ran out of something: exit 3. What was seen since cannot be trusted and comes as `notRun`. */
  | { readonly type: 'machineFailed'; readonly why: string }
  /** Our own fault: exit 3. */
  | { readonly type: 'harnessFailed'; readonly why: string; readonly stack: string }
  /** Nobody's failure, but worth a line: a flood of output, children left behind, SIGTERM ignored. */
  | { readonly type: 'notice'; readonly why: string };
