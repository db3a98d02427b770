import type { ClockTier, Fixtures, Scenario, Spec } from '@sdk-conformance/model';
import type { OpenSession } from '@sdk-conformance/protocol';
import type { EchoText, SleepClaim, Stage } from '../call/index.js';
import type { OutputLimits, Target } from '../process/index.js';
import type { MessageLimits } from '../session/index.js';
import type { Deadlines } from './deadlines.js';
import type { PlayEvent } from './events.js';

/** What all processes of one play share. */
export interface Run {
  readonly spec: Spec;
  readonly fixtures: Fixtures;
  readonly target: Target;
  readonly seed: number;
  /** Calls open at once in a process. */
  readonly jobs: number;
  readonly stage: Stage;
  /** Address of the clock for the processes; null keeps them on real time. */
  readonly clockUrl: string | null;
  /** Library that tells a process its time, under tier B; null under any other. */
  readonly preload: string | null;
  /** Processes that play beside each other. */
  readonly processes: number;
  readonly limits: OutputLimits;
  readonly messageLimits: MessageLimits;
  /** Stops everything; its reason says why. */
  readonly signal: AbortSignal;
  readonly deadlines: (tier: ClockTier) => Deadlines;
  readonly tierOf: (session: OpenSession) => ClockTier;
  readonly emit: (event: PlayEvent) => void;
  /** Tells of the target, the first time. */
  readonly introduce: (session: OpenSession, workers: number) => void;
  /** Our own failure: told, and everything stops. */
  readonly fail: (error: unknown) => void;
  /** The machine ran out of something: told, and everything stops. */
  readonly starve: (why: string) => void;
  /** Numbers calls and sessions, so that no id comes twice. */
  readonly nextId: () => number;
  readonly incidents: Incident[];
  readonly sleepClaim: SleepClaim;
  /** A call has blocked its process's event loop: the rest is played one call at a time. */
  blocksItself: boolean;
  /** The echo that the play's first process is asked for. */
  echo: EchoState;
  /** Virtual ms by which a scenario must have settled; null: there is no such time. */
  readonly latestMs: (scenario: Scenario) => number | null;
}

type EchoState =
  | { readonly state: 'due' | 'done' }
  | {
      readonly state: 'open';
      readonly crew: object;
      readonly texts: readonly EchoText[];
      readonly timer: NodeJS.Timeout;
    };

/** A scenario with the number of times it has been tried before. */
export interface Trial {
  readonly scenario: Scenario;
  readonly tries: number;
}

/** An event of a process whose cause is known only after replaying each of its calls alone. */
interface Incident {
  readonly what: string;
  /** `notice`: nothing is lost if its cause stays unknown, such as a runtime's warning. */
  readonly tellAs: 'adapterFailed' | 'notice';
  readonly scenarios: ReadonlySet<string>;
  readonly stderr: readonly string[];
  /** True if one of the calls did it again in isolation. */
  recurred: boolean;
}
