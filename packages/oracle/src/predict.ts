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
import { abortOf } from './abort.js';
import { type Attempt, attemptOf, type Served } from './attempt.js';
import { backoffRange } from './backoff.js';
import { decide } from './decide.js';
import type { Decision, Expectation, JitterExpectation, StepExpectation } from './expectation.js';
import { leastTime } from './least-time.js';
import { expectedRequest } from './request.js';
import { because } from './ruling.js';

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
    const { label, gapStart, takesMs } = met;
    decisions.push({ attempt, label, gapStart, takesMs, ...ruling });
  }
  return withinTotal(spec, decisions);
}

/** Decisions that may fall behind the timeout of the call as a whole are open from there on. */
function withinTotal(spec: Spec, decisions: readonly Decision[]): readonly Decision[] {
  const { totalMs } = spec.timeouts;
  if (totalMs === null) return decisions;
  const reason = because('timeout.attempt', '/timeouts/totalMs', `the call as a whole may end after ${totalMs} ms`);
  let atMost = 0;
  return decisions.map((decision): Decision => {
    const { gap } = decision;
    const longest = gap === null ? 0 : gap.kind === 'window' ? gap.toMs : Number.POSITIVE_INFINITY;
    atMost += decision.takesMs + longest;
    if (atMost < totalMs) return decision;
    return { ...decision, action: 'open', because: reason, gap: null, outcome: { kind: 'open', because: reason } };
  });
}

/** Clients enough for a distribution of first delays to be judged. */
const jitterSample = 20;

function jitterOf(spec: Spec, scenario: Scenario, steps: readonly StepExpectation[]): JitterExpectation | null {
  const firstGaps = steps.filter((s) => s.decisions[0]?.gap?.because.requirement === 'retry.backoff');
  if (spec.backoff === null || scenario.clients.length < jitterSample || firstGaps.length < jitterSample) return null;
  const range = backoffRange(spec.backoff, 0);
  if (range.fromMs === range.toMs) return null;
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
      client: step.client,
      operation: step.operation,
      request: expectedRequest(spec, operation, step),
      decisions: decisionsOf(spec, language, step, options, fixtures),
      abort: abortOf(spec, language, step),
      startAfter: step.startAfter ?? null,
      startAtMs: step.startAtMs ?? 0,
    };
  });
  return {
    scenario: scenario.id,
    language,
    steps,
    jitter: jitterOf(spec, scenario, steps),
    leastMs: leastTime(steps, true),
    leastAnswersMs: leastTime(steps, false),
  };
}
