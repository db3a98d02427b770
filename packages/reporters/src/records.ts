import type {
  ClockTier,
  ExchangeConnection,
  JsonValue,
  Level,
  Position,
  Rejection,
  ScenarioVerdict,
} from '@sdk-conformance/model';
import type { CauseRecord } from './cause-record.js';
import type { FindingRecord } from './finding-record.js';

/** Version of the log's lines. */
export const LOG_VERSION = 2;

/** First line: what was run on what. */
export interface RunRecord {
  readonly type: 'run';
  readonly log: typeof LOG_VERSION;
  /** Version of the command. */
  readonly version: string;
  readonly spec: {
    readonly file: string;
    readonly api: string;
    readonly specVersion: number;
    /** How many it has. */
    readonly operations: number;
  };
  readonly seed: number;
  readonly clock: 'virtual' | 'real';
  readonly filters: readonly string[];
  /** The part of a run that this is, from 1; absent where it is whole. */
  readonly shard?: { readonly part: number; readonly of: number };
  readonly strict: boolean;
  /** Requirements that the configuration takes from the judge, and why. */
  readonly off: readonly Lack[];
  /** How often each scenario is played. */
  readonly repeat: number;
  /** The command without target and filter, from which reports build the one that reruns a failure. */
  readonly rerun: string;
  readonly measured: { readonly startedAt: string; readonly node: string; readonly platform: string };
}

export interface TargetRecord {
  readonly type: 'target';
  readonly name: string;
  readonly language: string;
  readonly variant: string | null;
  readonly mutant: string | null;
  /** Null where the adapter never opened a session. */
  readonly sdk: { readonly name: string; readonly version: string } | null;
  readonly runtime: string | null;
  readonly clockTier: ClockTier | null;
  /** It was asked to speak HTTP/2; each exchange tells what was spoken. Absent: HTTP/1.1. */
  readonly http2?: true;
  /** By how much a delay may miss the policy's window, ms; the share is of the window's upper end. */
  readonly tolerance: { readonly belowMs: number; readonly aboveMs: number; readonly aboveShare: number } | null;
  /** How many of its scenarios are selected. */
  readonly scenarios: number;
  /** How many there are without a filter: those of the operations that the SDK has. */
  readonly derived: number;
  /** Least share of what is played that must be judged; absent where any will do. */
  readonly leastJudged?: number;
  /** What the SDK lacks, as its configuration declares it or its adapter says: nothing of it is played. */
  readonly lacks: { readonly operations: readonly Lack[]; readonly capabilities: readonly Lack[] };
  /** Why the target was not run at all: its toolchain is absent. */
  readonly notRun: string | null;
}

/** Something that an SDK lacks, and why. */
export interface Lack {
  readonly id: string;
  /** Of a capability: the one operation that lacks it; absent where all do. */
  readonly operation?: string;
  readonly reason: string;
}

/**
 * `known`: it fails, and the team knows all of its failures. `adapterFailed`: the adapter, not the SDK, broke this scenario, so that it could
 * not be judged.
 */
export type LogVerdict = ScenarioVerdict | 'known' | 'adapterFailed';

/** A failure that did not show again when it was played again. */
export interface UnsteadyRecord {
  readonly requirement: string;
  /** What was seen, without what is drawn. */
  readonly signature: string;
  /** In how many of how many plays it showed. */
  readonly failed: number;
  readonly plays: number;
}

/** A delay between two attempts. */
export interface GapRecord {
  readonly step: string;
  /** The one before it, from 0. */
  readonly attempt: number;
  readonly ms: number;
  /** The policy's, ms, before the judge's tolerance; null where it has none. */
  readonly window: { readonly fromMs: number; readonly toMs: number } | null;
}

export interface ScenarioRecord {
  readonly type: 'scenario';
  readonly target: string;
  readonly id: string;
  readonly family: string;
  readonly verdict: LogVerdict;
  /** The most binding level broken; null where nothing is. */
  readonly broken: Level | null;
  /** Why it was not played or not judged. */
  readonly why: string | null;
  /** Absent for none. */
  readonly unsteady?: readonly UnsteadyRecord[];
  /** It failed, and there was no time to play it again. */
  readonly replayed?: false;
  /** Of each scenario that has delays between attempts, passed or not: what is judged over the whole run can be seen. */
  readonly measured?: { readonly gaps: readonly GapRecord[] };
  /** From 1; only where scenarios are repeated. */
  readonly round?: number;
  readonly simulatedMs: number;
  readonly wallMs: number;
}

/** A body as kept: its first bytes, as text where they are UTF-8. */
export type CappedBody =
  | { readonly bytes: number; readonly cut: boolean; readonly text: string }
  | { readonly bytes: number; readonly cut: boolean; readonly base64: string };

export interface DecisionRecord {
  readonly step: string;
  readonly attempt: number;
  /** What was served. */
  readonly served: string;
  readonly action: 'retry' | 'stop' | 'open';
  readonly requirement: string;
  readonly text: string;
  readonly at: Position;
  /** The policy's window for the delay, ms, before the judge's tolerance. */
  readonly gap: { readonly fromMs: number; readonly toMs: number } | null;
}

export interface ExchangeRecord {
  readonly step: string | null;
  readonly client: string | null;
  readonly operation: string | null;
  readonly answer: number;
  /** The category whose limit it went over, by which it was answered and not by the script. */
  readonly limited?: string;
  readonly method: string;
  readonly target: string;
  readonly body: CappedBody;
  /** Why the lane did not take the request; absent where it did. */
  readonly rejected?: Rejection;
  readonly served: string;
  readonly late: boolean;
  /** It went to the other origin, where a redirect pointed. */
  readonly elsewhere?: true;
  /** Place among all exchanges of the call, from 0; times in ms of the call's clock. */
  readonly measured: {
    readonly index: number;
    readonly arrivedMs: number;
    readonly endedMs: number | null;
    readonly abandonedMs: number | null;
    /** Absent in logs of versions that did not look at connections. */
    readonly connection?: ExchangeConnection;
    readonly requestHeaders: readonly (readonly [string, string])[];
    readonly servedHeaders: readonly (readonly [string, string])[];
  };
}

export type OutcomeRecord =
  | { readonly kind: 'returned'; readonly value: JsonValue; readonly events: number | null }
  | {
      readonly kind: 'raised';
      readonly type: string;
      readonly bases: readonly string[];
      readonly message: string;
      readonly fields: JsonValue;
      readonly causeType: string | null;
      readonly traits: Readonly<Record<string, boolean>>;
      readonly events: number | null;
    }
  | { readonly kind: 'neverSettled' | 'unsupported' | 'lost'; readonly why: string };

export interface StepRecord {
  readonly step: string;
  readonly outcome: OutcomeRecord;
  readonly measured: { readonly startedMs: number | null; readonly settledMs: number | null };
}

/** What was seen on one scenario. */
export interface ObservationRecord {
  readonly type: 'observation';
  readonly target: string;
  readonly scenario: string;
  readonly round?: number;
  readonly tier: ClockTier;
  readonly decisions: readonly DecisionRecord[];
  /** Step after step: which of two parallel steps came first is measured. */
  readonly exchanges: readonly ExchangeRecord[];
  readonly steps: readonly StepRecord[];
  readonly measured: { readonly process: readonly JsonValue[] };
}

/** What kept a target from being run or judged to the end, and whose fault it is. */
export interface TargetFailure {
  /** `configuration`: it leaves open what the SDK lacks. `unspecified`: less was judged than it requires. */
  readonly side: 'adapter' | 'harness' | 'machine' | 'configuration' | 'unspecified';
  readonly why: string;
}

export interface TargetEnd {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  /** Fail as known, and in nothing else. */
  readonly known: number;
  /** Of those failed, how many break only what is level should. */
  readonly failedShould: number;
  /** Of all, how many failed at first and not when they were played again. */
  readonly unsteady: number;
  /** Of those failed, how many there was no time to play again. */
  readonly notReplayed: number;
  readonly unspecified: number;
  readonly unsupported: number;
  readonly notRun: number;
  readonly adapterFailed: number;
  readonly failures: readonly TargetFailure[];
  readonly simulatedMs: number;
  readonly wallMs: number;
}

/**
 * `stale`: it conforms but for known deviations, and one of those holds no more. `notJudged`: a target could not be run or judged. `incomplete`: stopped before its end with nothing broken so far. */
export type RunVerdict = 'conforms' | 'stale' | 'doesNotConform' | 'notJudged' | 'incomplete';

/** Last line; a log without it is truncated. */
export interface EndRecord {
  readonly type: 'end';
  readonly verdict: RunVerdict;
  readonly exit: number;
  /** Why not every scenario was played: `interrupted`, `bail`. */
  readonly stopped: 'interrupted' | 'bail' | null;
  readonly targets: readonly TargetEnd[];
  /** What became of each known deviation of the targets that were started. */
  readonly known: readonly KnownRecord[];
  readonly wallMs: number;
}

/** One entry of the team's known deviations, and what it came to. */
export interface KnownRecord {
  /** Where it stands. */
  readonly at: string;
  readonly target: string;
  readonly requirement: string;
  readonly reason: string;
  readonly owner: string | null;
  readonly issue: string | null;
  /** Last day on which it is accepted. */
  readonly expires: string | null;
  /** `holds` and `unsaid` (not played, not reached, not judged) are green; the others have to be changed. */
  readonly state: 'holds' | 'unsaid' | 'differs' | 'passes' | 'matchesNothing' | 'expired' | 'noReason';
  /** Its ids and globs that are in this state. */
  readonly claims: readonly string[];
  /** Scenarios in which it fails as listed. */
  readonly scenarios: readonly string[];
  /** Signatures that it lists, and those of its failures that it does not. */
  readonly listed: readonly string[];
  readonly seen: readonly string[];
}

export type { CauseRecord, LiteralRecord } from './cause-record.js';
export type { FindingRecord } from './finding-record.js';

export type LogRecord =
  | RunRecord
  | TargetRecord
  | ScenarioRecord
  | FindingRecord
  | ObservationRecord
  | CauseRecord
  | EndRecord;

/** Takes the records of a run in order and gives the text to write after each. */
export interface Reporter {
  write(record: LogRecord): string;
}
