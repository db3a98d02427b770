import {
  type Case,
  judge,
  needsVirtualClock,
  type OtherDelay,
  otherDelays,
  scenarioVerdict,
} from '@sdk-conformance/judge';
import type { ClockTier, Finding, Fixtures, Level, Observation, Scenario, Spec } from '@sdk-conformance/model';
import { asServed, type Expectation } from '@sdk-conformance/oracle';
import type { LogVerdict } from '@sdk-conformance/reporters';
import type { PreviewOf } from '../rules/rule-sets.js';
import { expectationOf } from './expected.js';

/** What a scenario came to on a target. */
export interface Result {
  readonly scenario: Scenario;
  readonly verdict: LogVerdict;
  /** Why it was not played or not judged. */
  readonly why: string | null;
  readonly findings: readonly Finding[];
  /** Those failures among them that the team knows of. */
  readonly known: readonly Finding[];
  /** Null where nothing was judged. */
  readonly judged: {
    /** The scenario as it was served, where limits at work decided what was answered. */
    readonly scenario?: Scenario;
    readonly expectation: Expectation;
    readonly observation: Observation;
    readonly others?: readonly OtherDelay[];
  } | null;
  /** What failed at first, and not when it was played again. */
  readonly unsteady?: readonly Unsteady[];
  /** There was no time to play what failed again. */
  readonly replayed?: false;
}

/** A failure that did not show again. */
export interface Unsteady {
  readonly requirement: string;
  readonly expected: string;
  readonly seen: string;
  /** In how many of how many plays it showed. */
  readonly failed: number;
  readonly plays: number;
}

/** Predicts and judges what was observed; a sample of delays also by those of other scenarios. */
export function judged(
  given: { readonly spec: Spec; readonly fixtures: Fixtures; readonly language: string },
  scenario: Scenario,
  observation: Observation,
  others: readonly OtherDelay[] = [],
): Result {
  const unsupported = observation.steps.find((step) => step.outcome.kind === 'unsupported')?.outcome;
  if (unsupported?.kind === 'unsupported') return unjudged(scenario, 'unsupported', unsupported.why);
  const served = asServed(scenario, observation.exchanges);
  const expectation = expectationOf(given, served);
  const tooLong = needsVirtualClock(expectation, observation.tier);
  if (tooLong !== null) return unjudged(scenario, 'unspecified', tooLong);
  const beside = others.length === 0 ? {} : { others };
  const findings = judge({ ...given, scenario: served, expectation, observation, ...beside } satisfies Case);
  return {
    scenario,
    verdict: scenarioVerdict(findings),
    why: null,
    findings,
    known: [],
    judged: { ...(served === scenario ? {} : { scenario: served }), expectation, observation, ...beside },
  };
}

/**
 * Delays by which a sample shows more than by its own: those of scenarios that passed, in virtual time. None where a delay is charged anywhere: then
 * those that lie in their window are a choice among all.
 */
export function othersOf(
  given: { readonly spec: Spec; readonly language: string },
  results: readonly Result[],
): readonly OtherDelay[] {
  const isCharged = ({ findings }: Result) =>
    findings.some(({ requirement, verdict }) => requirement === 'retry.backoff' && verdict === 'fail');
  if (results.some(isCharged)) return [];
  return results.flatMap(({ verdict, judged }) =>
    verdict === 'pass' && judged !== null ? otherDelays(given, judged.expectation, judged.observation) : [],
  );
}

/** Whether more can be said of a result once the other scenarios are played: a sample that passes by what it shows itself. */
export function gainsByOthers({ verdict, judged }: Result): boolean {
  const isLarge = (judged?.expectation.jitter?.alike.length ?? 0) > 0;
  return verdict === 'pass' && isLarge && judged?.observation.tier !== 'C';
}

/** Why a scenario is not played under a clock tier; null where it is. */
export function tooLongForRealTime(
  given: { readonly spec: Spec; readonly fixtures: Fixtures; readonly target: { readonly language: string } },
  scenario: Scenario,
  tier: ClockTier,
): string | null {
  const { spec, fixtures, target } = given;
  return needsVirtualClock(expectationOf({ spec, fixtures, language: target.language }, scenario), tier);
}

export function unjudged(scenario: Scenario, verdict: LogVerdict, why: string): Result {
  return { scenario, verdict, why, findings: [], known: [], judged: null };
}

/** A result as if some requirements were not judged. */
export function withoutRequirements(result: Result, requirements: readonly string[]): Result {
  const findings = result.findings.filter(({ requirement }) => !requirements.includes(requirement));
  if (findings.length === result.findings.length) return result;
  return { ...result, findings, verdict: scenarioVerdict(findings) };
}

/** A result by the rules that bind: what is must by newer ones alone is told, and fails no run. */
export function underRules(result: Result, previewOf: PreviewOf): Result {
  const { scenario, findings } = result;
  const bound = findings.map((finding): Finding => {
    const preview = finding.level === 'must' ? previewOf(scenario.id, finding) : null;
    return preview === null ? finding : { ...finding, level: 'should', preview };
  });
  return { ...result, findings: bound };
}

/**
 * A result as the adapter's failure, where a value is found to be lost that the adapter itself does not hand on.
 *
 * @param unreliable operations of which it does not
 */
export function withoutBlame(result: Result, unreliable: ReadonlySet<string>): Result {
  const { scenario, findings } = result;
  const blamed = findings.some(({ requirement, verdict, step }) => {
    const operation = scenario.steps.find(({ id }) => id === step)?.operation;
    return (
      requirement === 'success.value' && verdict === 'fail' && operation !== undefined && unreliable.has(operation)
    );
  });
  if (!blamed) return result;
  return unjudged(scenario, 'adapterFailed', 'the adapter does not hand on what the SDK returns');
}

/** The most binding level that a result breaks beside what is known; null where it breaks nothing. */
export function brokenLevel({ findings, known }: Result): Level | null {
  const broken = findings.filter((finding) => finding.verdict === 'fail' && !known.includes(finding));
  if (broken.length === 0) return null;
  const levels = broken.map(({ level }) => level);
  return levels.includes('must') ? 'must' : levels.includes('kept') ? 'kept' : 'should';
}

/** True where the machine may be to blame: outside tier A a busy one makes a sound SDK late, and what is late may time out. */
export function mayBeTheMachine({ findings, judged }: Result): boolean {
  return judged !== null && judged.observation.tier !== 'A' && findings.some((finding) => finding.verdict === 'fail');
}
