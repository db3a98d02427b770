import {
  type Answer,
  effectOf,
  type Fixture,
  type Fixtures,
  type Language,
  operationOf,
  type Spec,
  type Step,
} from '@sdk-conformance/model';
import { type Attempt, attemptOf, type MetAnswer, type Patience } from './attempt.js';
import { keyMissing } from './because.js';
import { decide } from './decide.js';
import type { Decision, Gap, ResendExpectation } from './expectation.js';
import { spentMs } from './least-time.js';
import { endsAtTerminal } from './left.js';
import { limitsOf } from './limits.js';
import { besideOf, mostBeside } from './own-retries.js';
import { type AnswerFeatures, answerFeatures, featuresOf, type Policy, type PolicyAt, waited } from './policy-at.js';
import { quotaCost } from './quota.js';
import { recordedOf } from './recorded.js';
import { hasTerminal, leftAfter } from './stream.js';
import { withinTotal } from './total.js';

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
export interface Asked {
  readonly spec: Spec;
  readonly language: Language;
  readonly fixtures: Fixtures;
  readonly policyAt: PolicyAt | undefined;
}

/** Decisions made at most where a changed policy retries without end. */
const mostDecisions = 12;

export function decisionsOf(
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
export function resendsOf(
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
