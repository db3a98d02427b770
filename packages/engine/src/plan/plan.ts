import type { ClockTier, Fixtures, Scenario, Spec } from '@sdk-conformance/model';
import type { KnownDeviation } from '../known/deviation.js';

/** What an adapter may lack beside operations, and a scenario may need. */
export const lackable = ['steps', 'abort', 'stream'] as const;
export type Lackable = (typeof lackable)[number];

/** What the configuration says that an SDK lacks; each with the reason. */
export interface Declarations {
  /** By operation. */
  readonly unsupported: Readonly<Record<string, string>>;
  /** By capability. */
  readonly without: Readonly<Partial<Record<Lackable, string>>>;
  /** The operations that it has, where those that it lacks are too many to list. */
  readonly only: { readonly operations: readonly string[]; readonly reason: string } | null;
}

/** An SDK under test; paths are absolute. */
export interface ConfiguredTarget extends Declarations {
  readonly name: string;
  readonly language: string;
  readonly variant: string | null;
  /** How it is started: a file that Node runs, or an argument vector. */
  readonly start: { readonly adapter: string } | { readonly command: readonly string[] };
  readonly env: Readonly<Record<string, string>>;
  readonly clock: ClockTier | null;
  /** What the SDK's timers end on, ms: a frame of a game, say. 0: no more than the clock's own grain. */
  readonly granularityMs: number;
  /** The mock speaks TLS to it, by an authority that its process is told to trust. */
  readonly tls: boolean;
  /** By TLS, it speaks HTTP/2 with it. */
  readonly http2: boolean;
  readonly requires: {
    readonly command: string;
    /** Ends with 0 where what the target needs is there. */
    readonly check: readonly string[] | null;
    readonly install: string | null;
  } | null;
  /** Run once before the target is started. */
  readonly prepare: readonly string[] | null;
  /** How its other versions are had; absent: not said. */
  readonly versions?: {
    /** Prints them, the oldest first. */
    readonly list: readonly string[];
    /** Installs the one that stands in the place of `{version}`. */
    readonly install: readonly string[];
  };
  /** Least share of what is played that must be judged; null: any. */
  readonly leastJudged: number | null;
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
  /** Failures that the team knows of. */
  readonly known: readonly KnownDeviation[];
  /** Requirements that the team does not want judged, each with the reason. */
  readonly off: Readonly<Record<string, string>>;
  /** Name of the rule set that binds; null: that in force. */
  readonly rules: string | null;
}

/** A target with what is played on it. */
export interface PlannedTarget extends ConfiguredTarget {
  /** Those of the operations that it has, as far as they are selected. */
  readonly scenarios: readonly Scenario[];
  /** All that there are without a selection. */
  readonly all: readonly Scenario[];
}

/** What a verb works on. */
export interface Plan {
  readonly config: Config;
  readonly spec: Spec;
  readonly fixtures: Fixtures;
  /** The selected ones. */
  readonly targets: readonly PlannedTarget[];
  /** Those of all targets, each once. */
  readonly scenarios: readonly Scenario[];
}
