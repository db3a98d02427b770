import type { ClockProcess } from '@sdk-conformance/clock';
import {
  type ClientPlan,
  type ClockTier,
  type Observation,
  type Outcome,
  type ProcessSignal,
  type Scenario,
  type Stamp,
  valueGiven,
} from '@sdk-conformance/model';
import type { Call } from '@sdk-conformance/protocol';
import { createProgress } from './progress.js';
import type { SleepClaim } from './sleep-claim.js';
import type { Stage } from './stage.js';
import { createStepStamps } from './step-stamps.js';

export interface StagedCallOptions {
  readonly call: string;
  readonly scenario: Scenario;
  readonly tier: ClockTier;
  /** The process that will play it, where its time is told by the clock server. */
  readonly process: ClockProcess | null;
  readonly credentials: Observation['credentials'];
  readonly sleepClaim: SleepClaim;
  /** Virtual ms by which the call must have settled; null: there is no such time. */
  readonly latestMs: number | null;
  /** Called when nothing can happen in the call any more although a step has not settled. */
  readonly onIdle: () => void;
  /** What the target's timers end on, ms. */
  readonly granularityMs: number | undefined;
  /** Called when the call blocks what other calls of its process need too. */
  readonly onBlocked: () => void;
  /** Called when the call reaches the mock server's request cap. */
  readonly onStorm: () => void;
  /** Called when the mock server fails. This is our bug. */
  readonly onFailure: (error: unknown) => void;
}

/** One call on the stage, from its lane's opening to its observation. */
export interface StagedCall {
  readonly call: string;
  readonly scenario: Scenario;
  readonly message: Call;
  /** Tells that the worker has the call. Time may move from now on. */
  readonly handed: () => void;
  /** Returns a text that changes whenever something happens in the call. */
  readonly trace: () => string;
  /**
   * Counts what can only happen so often in a call: steps, exchanges, pieces of bodies. Constant in real time, where the whole call has a
   * limit.
   */
  readonly served: () => number;
  /** Resolves to true when the clock has stamped every step, to false after so many real ms. */
  readonly stamped: (withinMs: number) => Promise<boolean>;
  /** Fixes outcomes and the end of the call. Requests after it are late. Idempotent. */
  readonly settle: (outcomes: ReadonlyMap<string, Outcome>, signals: readonly ProcessSignal[]) => void;
  /** Settles a call whose steps give no outcome. `otherwise` is the outcome of each. */
  readonly giveUp: (otherwise: Outcome, signals: readonly ProcessSignal[]) => void;
  /** Adds signals that did not come with the call's report. */
  readonly note: (signals: readonly ProcessSignal[]) => void;
  /** Releases the lane and returns the observation. Idempotent. */
  readonly close: () => Promise<Observation>;
}

// Timers that were left behind are played on for so long, so that retries nobody awaits show.
const DRAIN_MS = 10_000;

export async function stageCall(stage: Stage, options: StagedCallOptions): Promise<StagedCall> {
  const { call, scenario, tier, process, credentials, sleepClaim, latestMs } = options;
  const told: ProcessSignal[] = [];
  let blocked: Extract<ProcessSignal, { kind: 'blockedLoop' }> | null = null;
  const domain = stage.createDomain(tier, {
    latestMs,
    escaped: (realMs) => {
      sleepClaim.escaped(scenario.id, realMs);
      told.push({
        kind: 'escapedTimer',
        realMs,
        what: 'a wait before a request, without the sleep that the SDK is given',
      });
    },
  });
  const inRealTime = tier === 'C' || tier === 'S';
  const progress = createProgress(domain, inRealTime);
  const openCall = await stage.mock.openCall({
    ...{ scenario, credentials, domain: progress.domain },
    ...{ tls: stage.caFile !== null, http2: stage.http2 },
  });
  const steps = createStepStamps(scenario, inRealTime);
  let end: {
    readonly stamp: Stamp;
    readonly outcomes: ReadonlyMap<string, Outcome>;
    readonly otherwise: Outcome;
  } | null = null;
  const signals: ProcessSignal[] = [];
  let closing: Promise<Observation> | null = null;

  stage.clock.register(call, domain, {
    stepStarted: (step, stamp) => {
      progress.serve();
      steps.started(step, stamp);
      openCall.stepStarted(step);
    },
    stepSettled: (step, stamp) => {
      progress.serve();
      openCall.stepSettled(step);
      steps.settled(step, stamp);
      if (steps.allSettled()) openCall.stepsSettled();
    },
    escaped: (realMs, what) => {
      progress.happen();
      told.push({ kind: 'escapedTimer', realMs, what });
    },
    blocked: (ms, what) => {
      blocked = { kind: 'blockedLoop', ms: ms + (blocked?.ms ?? 0), what };
      options.onBlocked();
    },
    restless: progress.restless,
    slept: () => {
      progress.happen();
      sleepClaim.slept();
    },
    idle: () => {
      if (end === null && !steps.allSettled()) options.onIdle();
    },
  });
  if (process !== null) {
    // On its way to the worker it is in flight as a request is, or time would move before it has begun.
    domain.exchangeOpened();
    await process.open(call, domain.epochMs());
  }
  openCall.onStorm(options.onStorm);
  openCall.onFailure(options.onFailure);

  function settle(outcomes: ReadonlyMap<string, Outcome>, otherwise: Outcome, more: readonly ProcessSignal[]): void {
    if (end !== null) return;
    end = { stamp: domain.now(), outcomes, otherwise };
    signals.push(...more);
    if (!steps.allSettled()) openCall.stepsSettled();
  }

  async function close(): Promise<Observation> {
    const { stamp, outcomes, otherwise } = end ?? { stamp: domain.now(), outcomes: new Map(), otherwise: lost };
    await process?.close(call, domain.now().virtualMs + DRAIN_MS);
    stage.clock.unregister(call);
    await openCall.close();
    return {
      tier,
      ...(options.granularityMs ? { granularityMs: options.granularityMs } : {}),
      credentials,
      exchanges: openCall.exchanges(),
      steps: scenario.steps.map(({ id }) => {
        const outcome = outcomes.get(id) ?? (steps.isSettled(id) ? unreported : otherwise);
        return { step: id, outcome, ...steps.of(id, stamp, outcome) };
      }),
      process: [...told, ...(blocked === null ? [] : [blocked]), ...signals],
      simulatedMs: stamp.virtualMs,
      wallMs: stamp.realMs,
    };
  }

  return {
    call,
    scenario,
    message: messageFor(options, openCall.baseUrl),
    // The answer that carries it is written in this turn.
    handed: () => void (process !== null && setImmediate(() => domain.exchangeClosed())),
    trace: progress.trace,
    served: progress.served,
    stamped: steps.whenSettled,
    settle: (outcomes, more) => settle(outcomes, { kind: 'lost', why: 'not reported' }, more),
    giveUp: (otherwise, more) => settle(new Map(), otherwise, more),
    note: (more) => void signals.push(...more),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

const lost: Outcome = { kind: 'lost', why: 'the call was interrupted' };
const unreported: Outcome = { kind: 'lost', why: 'it settled, but the call as a whole never came to its report' };

function messageFor({ call, scenario, credentials }: StagedCallOptions, baseUrl: string): Call {
  return {
    call,
    baseUrl,
    ...(scenario.wallJump === undefined ? {} : { wallJump: scenario.wallJump }),
    ...(scenario.environment === undefined ? {} : { environment: scenario.environment }),
    clients: scenario.clients.map((client) => ({
      id: client.id,
      options: { ...client.options },
      credentials: given(client, credentials[client.id] ?? {}),
      ...(client.unset === undefined ? {} : { unset: client.unset }),
      ...(client.unset === undefined && client.lineEndBehind === undefined ? {} : { mayRefuse: true }),
    })),
    steps: scenario.steps.map(({ script: _, ...step }) => step),
  };
}

/** What a client is given; the canary that is looked for is without the line end. */
function given(client: ClientPlan, canaries: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(canaries).map(([id, value]) => [id, valueGiven(client, id, value)]));
}
