import {
  type Answer,
  type Fixture,
  type Fixtures,
  type Language,
  operationOf,
  type Scenario,
  type Spec,
  type Step,
} from '@sdk-conformance/model';
import { type Attempt, attemptOf, type Served } from './attempt.js';
import { backoffRange } from './backoff.js';
import { decide } from './decide.js';
import type { AbortExpectation, Decision, Expectation, JitterExpectation, StepExpectation } from './expectation.js';
import { expectedRequest } from './request.js';

function kindOf(attempt: Attempt): string {
  return attempt.kind === 'response'
    ? String(attempt.status)
    : attempt.kind === 'transport'
      ? attempt.transport
      : attempt.kind;
}

function fixtureOf(answer: Answer, fixtures: Fixtures): Fixture | null {
  if (answer.fixture === null) return null;
  const fixture = fixtures.get(answer.fixture);
  if (fixture === undefined) throw new RangeError(`fixture ${answer.fixture} is not there`);
  return fixture;
}

function decisionsOf(
  spec: Spec,
  language: Language,
  step: Step,
  options: Readonly<Record<string, number | undefined>>,
  fixtures: Fixtures,
): readonly Decision[] {
  const operation = operationOf(spec, step.operation);
  const maxRetries = options['maxRetries'] ?? spec.retry.maxRetries;
  const patience = { ...spec.timeouts, timeoutMs: options['timeoutMs'] ?? spec.timeouts.attemptMs };
  const reachable = Math.max(step.script.length, (maxRetries ?? 0) + 2);
  const served = new Map<Answer, Served>();
  const seen = new Set<string>();
  const decisions: Decision[] = [];
  for (let attempt = 0; attempt < reachable; attempt++) {
    const answer = step.script[Math.min(attempt, step.script.length - 1)] as Answer;
    // What an answer comes to is the same every time; its body may be large.
    const met = served.get(answer) ?? attemptOf(answer, fixtureOf(answer, fixtures), operation, patience);
    served.set(answer, met);
    const kind = kindOf(met.attempt);
    const countAtStake = options['maxRetries'] !== undefined || seen.has(kind);
    seen.add(kind);
    const ruling = decide({ spec, language, operation, attempt, maxRetries, countAtStake }, met.attempt);
    decisions.push({ attempt, label: met.label, gapStart: met.gapStart, ...ruling });
  }
  return decisions;
}

function abortOf(spec: Spec, language: Language, step: Step): AbortExpectation | null {
  if (step.abortAtMs === undefined || spec.abort === null) return null;
  const base = spec.errors.classes.find((c) => c.id === spec.errors.base)?.names[language];
  const settleWithinMs = spec.abort.settleWithinMs;
  return {
    atMs: step.abortAtMs,
    settleWithinMs,
    types: [...(spec.abort.errors[language] ?? []), ...(base === undefined ? [] : [base])],
    settles: {
      requirement: 'abort.settles',
      pointer: '/abort',
      text: `an abort settles the call within ${settleWithinMs} ms, and no request follows`,
    },
    error: {
      requirement: 'abort.error',
      pointer: '/abort/errors',
      text: 'an abort raises the language’s own abort error or the base class',
    },
  };
}

/** Clients enough for a distribution of first delays to be judged. */
const jitterSample = 20;

function jitterOf(spec: Spec, scenario: Scenario, steps: readonly StepExpectation[]): JitterExpectation | null {
  const firstGaps = steps.filter((s) => s.decisions[0]?.gap?.because.requirement === 'retry.backoff');
  if (spec.backoff === null || scenario.clients.length < jitterSample || firstGaps.length < jitterSample) return null;
  const range = backoffRange(spec.backoff, 0);
  return {
    ...range,
    because: {
      requirement: 'retry.backoff.jitter',
      pointer: '/backoff/jitter',
      text: `first delays of ${firstGaps.length} clients spread over ${range.fromMs} to ${range.toMs} ms`,
    },
  };
}

/**
 * The decisions an SDK must make in a scenario. Pure: the same spec, language and scenario give the same expectation.
 * @throws RangeError for an operation or fixture that is not there
 */
export function predict(spec: Spec, language: Language, scenario: Scenario, fixtures: Fixtures): Expectation {
  const steps = scenario.steps.map((step): StepExpectation => {
    const options = scenario.clients.find((c) => c.id === step.client)?.options ?? {};
    const operation = operationOf(spec, step.operation);
    return {
      step: step.id,
      operation: step.operation,
      request: expectedRequest(spec, operation, step),
      decisions: decisionsOf(spec, language, step, options, fixtures),
      abort: abortOf(spec, language, step),
      startAfter: step.startAfter ?? null,
      startAtMs: step.startAtMs ?? 0,
    };
  });
  return { scenario: scenario.id, language, steps, jitter: jitterOf(spec, scenario, steps), tiers: ['A', 'B', 'C'] };
}
