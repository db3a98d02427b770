import type { ClockTier, Fixtures, Scenario, Spec } from '@sdk-conformance/model';

/** An SDK under test; paths are absolute. */
export interface ConfiguredTarget {
  readonly name: string;
  readonly language: string;
  readonly variant: string | null;
  /** How it is started: a file that Node runs, or an argument vector. */
  readonly start: { readonly adapter: string } | { readonly command: readonly string[] };
  readonly env: Readonly<Record<string, string>>;
  readonly clock: ClockTier | null;
  readonly requires: {
    readonly command: string;
    /** Ends with 0 where what the target needs is there. */
    readonly check: readonly string[] | null;
    readonly install: string | null;
  } | null;
  /** Run once before the target is started. */
  readonly prepare: readonly string[] | null;
  readonly unsupported: readonly string[];
  /** File that lists its mutants. */
  readonly mutants: string | null;
}

/** The targets and where they are started. */
export interface Config {
  /** As shown in messages. */
  readonly file: string;
  /** Folder in which targets are started. */
  readonly folder: string;
  readonly targets: readonly ConfiguredTarget[];
}

/** What a verb works on. */
export interface Plan {
  readonly config: Config;
  readonly spec: Spec;
  readonly fixtures: Fixtures;
  /** The selected ones. */
  readonly targets: readonly ConfiguredTarget[];
  readonly scenarios: readonly Scenario[];
}
