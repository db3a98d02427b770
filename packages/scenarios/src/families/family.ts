import type { Scenario, Spec } from '@sdk-conformance/model';
import { type Derivation, retriedErrors, retriesAny } from '../derivation.js';

/** A key of the spec that scenarios need. */
export interface Need {
  /** As it is told: `hints.headers`. */
  readonly key: string;
  readonly met: (spec: Spec) => boolean;
}

/** Scenarios that need the same of a spec. */
export interface Family {
  /** As it is told: what their ids begin with. */
  readonly id: string;
  readonly needs: readonly Need[];
  readonly scenarios: (from: Derivation) => readonly Scenario[];
}

/** What families need. */
export const needs = {
  retried: { key: 'retry.statuses', met: (spec) => retriedErrors(spec).length > 0 },
  /** A status, or a fault of the network. */
  retriedFailure: { key: 'retry.statuses', met: (spec) => retriesAny(spec) },
  hints: { key: 'hints.headers', met: ({ hints }) => hints !== null },
  hintHeader: { key: 'hints.headers', met: ({ hints }) => hints !== null && hints.headers.length > 0 },
  abort: { key: 'abort', met: ({ abort }) => abort !== null },
  stream: { key: 'operations.*.stream', met: ({ operations }) => operations.some(({ stream }) => stream) },
} as const satisfies Readonly<Record<string, Need>>;
