import type { Fixtures, Operation, Scenario, Spec } from '@sdk-conformance/model';
import type { Learnt, Line } from './line.js';
import type { Play } from './plays.js';

/** What probes are made of, and plays read with. */
export interface Context {
  /** What is known so far: operations and credentials at first, then what was learnt of the factors before. */
  readonly spec: Spec;
  /** The same with more lines, in place of those that stand there already; null where that would be no spec. */
  readonly specWith: (more: readonly Line[]) => Spec | null;
  readonly fixtures: Fixtures;
  readonly language: string;
  /** Operations that the target has. */
  readonly operations: readonly Operation[];
  /** What the rounds before were seen to come to. */
  readonly plays: readonly Play[];
  /** A failure that is sent again, and who does so; null before it is known, and where there is none. */
  readonly retried: { readonly operation: Operation; readonly status: number } | null;
  /** A status that raises at once; null as above. */
  readonly terminal: number | null;
}

/** A part of the policy that is learnt by itself: its probes are scenarios of one form, and what they show are its lines. */
export interface Factor {
  readonly name: string;
  readonly probes: (context: Context) => readonly Scenario[];
  readonly read: (context: Context, plays: readonly Play[]) => Learnt;
}

export function hasOption({ spec }: Context, option: 'maxRetries' | 'timeoutMs'): boolean {
  return spec.options.some(({ id }) => id === option);
}

/** Whether the operation of a play goes by the methods that are retried, as far as they are known. */
export function isOfRetriedMethod({ spec, operations }: Context, { scenario }: Play): boolean {
  const { methods } = spec.retry;
  const operation = operations.find(({ id }) => id === scenario.steps[0]?.operation);
  return methods === null || methods === 'all' || methods.includes(operation?.method ?? '');
}
