import type { ClockTier, Exchange, Outcome, ProcessSignal, Scenario, SettledStep } from '@sdk-conformance/model';
import { predict } from '@sdk-conformance/oracle';
import { specInRepository } from '@sdk-conformance/scenarios/testing';
import type { Case } from '../assess.js';
import { judge } from '../judge.js';
import { raisedError } from './model-outcome.js';
import { drawFrom, requestOf, simulate, stamp } from './model-sdk.js';

export const foilengine = specInRepository('spec/foilengine.yaml');

/** An observation of a one-step scenario by hand. */
export interface Seen {
  /** When each request arrived, ms. */
  readonly arrivals: readonly number[];
  /** How long the server took for each answer, ms; 0 by default. */
  readonly tookMs?: number;
  /** When the client gave up waiting for an answer that never came, ms after its request arrived; null: it still waits. */
  readonly gaveUpAfterMs?: number | null;
  readonly outcome: Outcome;
  readonly settledMs: number | null;
  readonly tier?: ClockTier;
  readonly granularityMs?: number;
  readonly process?: readonly ProcessSignal[];
  /** Changes an exchange. */
  readonly exchange?: (exchange: Exchange) => Exchange;
}

export const value: Outcome = { kind: 'returned', value: { ok: true }, events: null };

/** A Foil Engine error in TypeScript. */
export function foilError(type: string, fields: Readonly<Record<string, number | null>>, message: string): Outcome {
  return { kind: 'raised', error: raisedError(type, ['FoilEngineError', 'Error'], { fields, message }), events: null };
}

/** The outcome that is due where the step stops after so many requests. */
export function due(id: string, requests: number): Outcome {
  const outcome = caseOf(id, { arrivals: [], outcome: value, settledMs: 0 }).expectation.steps[0]?.decisions[
    requests - 1
  ]?.outcome;
  if (outcome?.kind === 'returned') return { kind: 'returned', value: outcome.value ?? null, events: outcome.events };
  if (outcome?.kind !== 'raised') throw new RangeError(`${id} leaves open what ${requests} requests come to`);
  const error = raisedError(outcome.type, ['FoilEngineError', 'Error'], {
    message: outcome.message?.anyOf[0] ?? 'it failed',
    fields: Object.fromEntries(outcome.fields.map((f) => [f.name, f.value])),
    causeType: outcome.cause === null ? null : 'TypeError',
  });
  return { kind: 'raised', error, events: outcome.events };
}

export function caseOf(id: string, seen: Seen): Case {
  const { spec, fixtures, scenarios } = foilengine;
  const scenario = scenarios.get(id);
  const step = scenario?.steps[0];
  if (scenario === undefined || step === undefined) throw new RangeError(`no scenario ${id}`);
  const expectation = predict(spec, 'typescript', scenario, fixtures);
  const { request, decisions = [] } = expectation.steps[0] ?? {};
  if (request === undefined) throw new RangeError(`no step in ${id}`);
  const secrets = Object.fromEntries(spec.credentials.map((c) => [c.id, `secret-${c.id}`]));
  const { tookMs = 0, gaveUpAfterMs = null, exchange = (e) => e } = seen;
  const ends = (index: number, ms: number) =>
    decisions[Math.min(index, decisions.length - 1)]?.gapStart.kind === 'answered'
      ? { endedAt: stamp(ms + tookMs), abandonedAt: null }
      : { endedAt: null, abandonedAt: gaveUpAfterMs === null ? null : stamp(ms + gaveUpAfterMs) };
  const settled: SettledStep = {
    step: step.id,
    outcome: seen.outcome,
    startedAt: stamp(0),
    settledAt: seen.settledMs === null ? null : stamp(seen.settledMs),
  };
  return {
    spec,
    language: 'typescript',
    scenario,
    fixtures,
    expectation,
    observation: {
      tier: seen.tier ?? 'A',
      ...(seen.granularityMs === undefined ? {} : { granularityMs: seen.granularityMs }),
      credentials: { client: secrets },
      exchanges: seen.arrivals.map((ms, index) =>
        exchange({
          index,
          step: step.id,
          client: 'client',
          operation: step.operation,
          answer: index,
          request: requestOf(request, secrets, index),
          arrivedAt: stamp(ms),
          served: {
            label: 'served',
            status: 500,
            headers: [],
            ...ends(index, ms),
          },
          late: false,
        }),
      ),
      steps: [settled],
      process: seen.process ?? [],
      simulatedMs: seen.settledMs ?? 0,
      wallMs: 0,
    },
  };
}

/** Without line numbers, which change whenever a spec gains a line. */
export function unnumbered(text: string): string {
  return text.replace(/yaml:\d+/g, 'yaml:N');
}

/** What did not pass: requirement, expected and seen of each. */
export function notPassed(given: Case): readonly string[] {
  return judge(given)
    .filter((f) => f.verdict !== 'pass')
    .map((f) =>
      [
        `${f.requirement} ${f.verdict === 'fail' ? 'fails' : 'is open'}`,
        `expected ${f.expected}`,
        `seen ${f.seen}`,
      ].join('; '),
    );
}

export function passed(given: Case): readonly string[] {
  return judge(given)
    .filter((f) => f.verdict === 'pass')
    .map((f) => f.requirement);
}

/** What a model SDK does in a scenario of Foil Engine. */
export function simulated(id: string, options: Partial<Scenario> = {}): Case {
  const { spec, fixtures, scenarios } = foilengine;
  const scenario = scenarios.get(id);
  if (scenario === undefined) throw new RangeError(`no scenario ${id}`);
  return simulate({ spec, fixtures, language: 'typescript', scenario: { ...scenario, ...options } }, drawFrom(11));
}

/** The case with each exchange seen otherwise. */
export function seen(given: Case, change: (exchange: Exchange) => Exchange): Case {
  const { observation } = given;
  return { ...given, observation: { ...observation, exchanges: observation.exchanges.map(change) } };
}
