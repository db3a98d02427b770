import {
  type Answer,
  effectOf,
  type Fixture,
  type Fixtures,
  type Language,
  operationOf,
  pointsElsewhere,
  type Scenario,
  type Spec,
  type Step,
  specIn,
} from '@sdk-conformance/model';
import { abortOf } from './abort.js';
import { type Attempt, attemptOf, type MetAnswer, type Patience } from './attempt.js';
import { backoffAt, backoffDraw, windowOf } from './backoff.js';
import { because, keyMissing } from './because.js';
import { decide } from './decide.js';
import type {
  Decision,
  DelayDraw,
  Expectation,
  Gap,
  JitterExpectation,
  ResendExpectation,
  StepExpectation,
} from './expectation.js';
import { relocated } from './in-language.js';
import { leastTime, mostTime, spentMs } from './least-time.js';
import { endsAtTerminal, keptConnections, leftStream, listenersLeft } from './left.js';
import { limitedMs, limitsAtWork } from './limited.js';
import { limitsOf } from './limits.js';
import { besideOf, mostBeside } from './own-retries.js';
import { type AnswerFeatures, answerFeatures, featuresOf, type Policy, type PolicyAt, waited } from './policy-at.js';
import { quotaCost, withinQuota } from './quota.js';
import { baseClass } from './raised.js';
import { recordedOf } from './recorded.js';
import { expectedRequest } from './request.js';
import { sendsOf } from './sends.js';
import { hasTerminal, leftAfter } from './stream.js';
import { totalOf, withinTotal } from './total.js';

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

/** What is asked of the policy for each decision of a step. */
interface Asked {
  readonly spec: Spec;
  readonly language: Language;
  readonly fixtures: Fixtures;
  readonly policyAt: PolicyAt | undefined;
}

/** Decisions made at most where a changed policy retries without end. */
const mostDecisions = 12;

function decisionsOf(
  { spec, language, fixtures, policyAt }: Asked,
  step: Step,
  options: Readonly<Record<string, number | undefined>>,
): readonly Decision[] {
  const operation = operationOf(spec, step.operation);
  const { maxRetries, maxRetriesAt, timeoutMs, timeoutAt } = limitsOf(spec, operation, options);
  const recorded = recordedOf(operation, fixtures);
  const reachable = Math.max(step.script.length, (maxRetries ?? 0) + mostBeside(spec) + 2);
  const served = new Map<Answer, MetAnswer>();
  const seen = new Set<string>();
  const before: AnswerFeatures[] = [];
  const beside = new Map<string, number>();
  let uncounted = 0;
  const given = new Set(Object.keys(step.arguments));
  const endsStream = (text: string) => hasTerminal(spec, text);
  const decisions: Decision[] = [];
  const isDue = (attempt: number) =>
    attempt < reachable ||
    (policyAt !== undefined && attempt < mostDecisions && decisions[attempt - 1]?.action === 'retry');
  for (let attempt = 0; isDue(attempt); attempt++) {
    const answer = step.script[Math.min(attempt, step.script.length - 1)] as Answer;
    const meet = (patience: Patience) => attemptOf(answer, fixtureOf(answer, fixtures), operation, patience);
    // What an answer comes to is the same every time; its body may be large.
    let met = served.get(answer) ?? meet({ ...spec.timeouts, timeoutMs, timeoutAt, endsStream });
    served.set(answer, met);
    const kind = kindOf(met.attempt);
    let policy: Policy = { spec, maxRetries, timeoutMs, retry: attempt - uncounted, headers: [] };
    if (policyAt !== undefined) {
      const features = answerFeatures(spec, answer, met.attempt, kind);
      const elapsedMs = spentMs(decisions, true) + met.takesMs;
      policy = policyAt(featuresOf(operation, options, { before: [...before], answer: features, elapsedMs }), {
        ...policy,
        headers: features.headers,
      });
      before.push(features);
      if (policy.timeoutMs !== timeoutMs || policy.spec.timeouts !== spec.timeouts)
        met = meet({ ...policy.spec.timeouts, timeoutMs: policy.timeoutMs, timeoutAt, endsStream });
      if (met.attempt.kind === 'response') met = { ...met, attempt: { ...met.attempt, headers: policy.headers } };
    }
    const countAtStake = options['maxRetries'] !== undefined || seen.has(kind);
    seen.add(kind);
    const own = besideOf(policy.spec, met.attempt);
    const made = beside.get(own.key) ?? 0;
    const free = made < own.most;
    const ruling = decide(
      {
        spec: policy.spec,
        language,
        operation,
        ...recorded,
        given,
        attempt,
        retry: policy.retry,
        counted: attempt - uncounted,
        free,
        ownRetries: own.rule,
        maxRetries: policy.maxRetries,
        maxRetriesAt,
        countAtStake,
      },
      met.attempt,
    );
    const left = leftAfter(policy.spec, step, met.attempt);
    if (free) {
      beside.set(own.key, made + 1);
      uncounted += 1;
    }
    const { label, gapStart, takesMs, waited: late, keptOpen, unsaidStart } = met;
    const { connection, transport } = effectOf(answer.fault);
    const unreached = transport === 'dns' || transport === 'tls' ? { unreached: transport } : {};
    const refused = connection === 'refused' || connection === 'unreached';
    const cost = quotaCost(policy.spec, met.attempt);
    const closed = met.attempt.kind === 'transport' && met.attempt.transport === 'close';
    decisions.push({
      attempt,
      label,
      refused,
      ...unreached,
      closed,
      cost: ruling.gap === null ? 0 : cost,
      gapStart,
      takesMs,
      ...(late === undefined ? {} : { waited: late }),
      ...(keptOpen === undefined ? {} : { keptOpen: endsAtTerminal(spec) }),
      ...ruling,
      gap: unsaidStart === undefined ? waited(ruling.gap, policy) : gapUnsaid(ruling.gap, unsaidStart),
      ...left,
    });
  }
  return withinTotal({ spec, language }, decisions);
}

function gapUnsaid(gap: Gap | null, why: string): Gap | null {
  return gap === null ? null : { kind: 'open', because: keyMissing('retry.backoff', '/backoff', why) };
}

/** What a step comes to where the runtime has sent requests again, each of which took an answer of the script. */
function resendsOf(
  asked: Asked,
  step: Step,
  options: Readonly<Record<string, number | undefined>>,
  decisions: readonly Decision[],
): ResendExpectation | null {
  const most = asked.spec.retry.runtimeResends[asked.language] ?? 0;
  if (most === 0 || !decisions.some(({ closed }) => closed)) return null;
  const later = step.script.slice(1).map((_, i) => ({ ...step, script: step.script.slice(i + 1) }));
  return { most, decisions: [decisions, ...later.map((shifted) => decisionsOf(asked, shifted, options))] };
}

/** Steps that share a script, an operation, names of arguments and options share their decisions: a call may have a thousand of them. */
function once(
  known: Map<Step['script'], Map<string, readonly Decision[]>>,
  { script, operation, arguments: given, leaveAfter }: Step,
  options: Readonly<Record<string, number | undefined>>,
  decide: () => readonly Decision[],
): readonly Decision[] {
  const ofScript = known.get(script) ?? new Map<string, readonly Decision[]>();
  known.set(script, ofScript);
  const key = JSON.stringify([operation, options, Object.keys(given), leaveAfter]);
  const decisions = ofScript.get(key) ?? decide();
  ofScript.set(key, decisions);
  return decisions;
}

const staysHere = because(
  'redirect.credentials',
  '/credentials',
  'no credential goes along to another origin, wherever a redirect points',
);

/** Clients enough for a distribution of delays to be judged. */
const jitterSample = 20;

/** The delays before a sound SDK's first, second, … retry, as far as there is a sample of each. */
function jitterOf(spec: Spec, scenario: Scenario, steps: readonly StepExpectation[]): JitterExpectation | null {
  const { backoff } = spec;
  if (backoff === null || scenario.clients.length < jitterSample) return null;
  const draws: DelayDraw[] = [];
  for (let retry = 0; ; retry++) {
    const waiting = steps.filter(({ decisions }) =>
      decisions
        .slice(0, retry + 1)
        .every(
          (d, i, to) => d.action === 'retry' && (i < to.length - 1 || d.gap?.because.requirement === 'retry.backoff'),
        ),
    );
    // The delays of different failures are drawn from different windows.
    const pointers = new Set(waiting.map(({ decisions }) => decisions[retry]?.gap?.because.pointer));
    const [pointer = ''] = pointers;
    const draw = backoffDraw(backoffAt(backoff, pointer), retry);
    const range = windowOf(draw);
    if (waiting.length < jitterSample || pointers.size > 1) break;
    if (range.fromMs === range.toMs && retry > 0) break;
    draws.push(draw);
  }
  if (draws.every((draw) => windowOf(draw).fromMs === windowOf(draw).toMs)) return null;
  const windows = draws.map(windowOf).map((r) => `${r.fromMs} to ${r.toMs}`);
  const evenly = `delays of ${scenario.clients.length} clients are spread evenly over ${windows.join(', ')} ms`;
  return { draws, alike: sameCalls(scenario), because: because('retry.backoff.jitter', '/backoff/jitter', evenly) };
}

/** The most steps that make one and the same call; none where each makes another. */
function sameCalls({ steps }: Scenario): readonly string[] {
  const calls = new Map<string, string[]>();
  for (const step of steps) {
    const call = JSON.stringify([step.operation, step.arguments]);
    const known = calls.get(call) ?? [];
    calls.set(call, known);
    known.push(step.id);
  }
  const most = [...calls.values()].reduce((a, b) => (b.length > a.length ? b : a), []);
  return most.length < jitterSample ? [] : most;
}

/**
 * The decisions an SDK must make in a scenario. Pure: the same spec, language and scenario give the same expectation.
 *
 * @param policyAt gives a decision another policy than the one stated: what an SDK would do that does not keep to the spec, or not everywhere @throws RangeError for an operation or fixture that is not there
 *
 * @example
 * ```ts
 * import { predict } from '@sdk-conformance/oracle';
 *
 * const { steps } = predict(spec, 'typescript', scenario, fixtures);
 * for (const { label, action, gap } of steps[0]?.decisions ?? []) console.log(label, action, gap); // '429', 'retry', 250 to 500 ms
 * ```
 */
export function predict(
  whole: Spec,
  language: Language,
  scenario: Scenario,
  fixtures: Fixtures,
  policyAt?: PolicyAt,
): Expectation {
  const spec = specIn(whole, language);
  const asked: Asked = { spec, language, fixtures, policyAt };
  const known = new Map<Step['script'], Map<string, readonly Decision[]>>();
  const each = scenario.steps.map((step): StepExpectation => {
    const client = scenario.clients.find((c) => c.id === step.client);
    const options = client?.options ?? {};
    const operation = operationOf(spec, step.operation);
    const decisions = once(known, step, options, () => decisionsOf(asked, step, options));
    return {
      step: step.id,
      client: step.client,
      operation: step.operation,
      request: expectedRequest(spec, operation, step, scenario),
      // An SDK may refuse a base URL that ends in a slash, and a credential that does in a line end.
      sends: scenario.baseSlash === true || client?.lineEndBehind !== undefined ? 'may' : sendsOf(operation, step),
      base: baseClass(spec, language),
      decisions,
      resends: resendsOf(asked, step, options, decisions),
      total: totalOf(spec, decisions),
      abort: abortOf(spec, language, step),
      startAfter: step.startAfter ?? null,
      startAtMs: step.startAtMs ?? 0,
      ...(step.leaveAfter === undefined ? {} : { leaves: leftStream(spec) }),
      ...(client?.lineEndBehind === undefined ? {} : { mayRefuse: true }),
    };
  });
  const steps = withinQuota(spec, each);
  const listeners = listenersLeft(spec, scenario);
  const connections = keptConnections(scenario);
  const expectation: Expectation = {
    scenario: scenario.id,
    language,
    steps,
    jitter: jitterOf(spec, scenario, steps),
    ...(listeners === null ? {} : { listeners }),
    ...(connections === null ? {} : { connections }),
    ...(pointsElsewhere(scenario, fixtures) ? { elsewhere: staysHere } : {}),
    ...(scenario.limits === undefined ? {} : { limits: limitsAtWork(spec, scenario) }),
    leastMs: Math.max(leastTime(steps, true), limitedMs(spec, scenario)),
    leastAnswersMs: leastTime(steps, false),
    mostMs: scenario.limits === undefined ? mostTime(steps) : null,
  };
  return relocated(expectation, whole, language);
}
