import { toleranceOf } from '@sdk-conformance/judge';
import type { Spec } from '@sdk-conformance/model';
import {
  findingRecord,
  type KnownRecord,
  type LogRecord,
  maskedSignature,
  observationRecord,
  type TargetEnd,
  type TargetRecord,
  type UnsteadyRecord,
} from '@sdk-conformance/reporters';
import type { PlayEvent } from '@sdk-conformance/runner';
import type { KnownOutcome } from '../known/known.js';
import { declaredUnsupported } from '../plan/declared.js';
import type { PlannedTarget } from '../plan/plan.js';
import { gapsOf } from './gaps.js';
import { brokenLevel, type Result } from './result.js';

type Session = Extract<PlayEvent, { type: 'session' }>;

/** The log's line for a target; `session` is null where its adapter never opened one. */
export function targetRecord(
  spec: Spec,
  target: PlannedTarget,
  session: Session | null,
  notRun: string | null,
  mutant: string | null = null,
): TargetRecord {
  return {
    type: 'target',
    name: target.name,
    language: target.language,
    variant: session?.sdk.variant || target.variant,
    mutant,
    sdk: session === null ? null : { name: session.sdk.name, version: session.sdk.version },
    runtime: session?.sdk.runtime ?? null,
    clockTier: session?.tier ?? null,
    ...(target.http2 ? { http2: true } : {}),
    tolerance: session === null ? null : toleranceOf({ tier: session.tier, granularityMs: target.granularityMs }),
    scenarios: target.scenarios.length,
    derived: target.all.length,
    ...(target.leastJudged === null ? {} : { leastJudged: target.leastJudged }),
    lacks: {
      operations: [...declaredUnsupported(spec, target)].map(([id, reason]) => ({ id, reason })),
      capabilities: lackedCapabilities(target.without, session?.without ?? []),
    },
    notRun,
  };
}

/** What the configuration declares, and what the adapter says beside it. */
function lackedCapabilities(
  configured: PlannedTarget['without'],
  own: Session['without'],
): TargetRecord['lacks']['capabilities'] {
  return [
    ...Object.entries(configured).map(([id, reason]) => ({ id, reason })),
    ...own
      .filter(({ capability }) => configured[capability] === undefined)
      .map(({ capability, operation, why }) => ({
        id: capability,
        ...(operation === undefined ? {} : { operation }),
        reason: why,
      })),
  ];
}

/** The log's lines for a result. */
export function resultRecords(
  spec: Spec,
  target: string,
  result: Result,
  options: { readonly trace: boolean; readonly round: number | null },
): readonly LogRecord[] {
  const { scenario, verdict, why, findings, known, judged } = result;
  const unsteady = unsteadyRecords(result);
  const gaps = judged === null ? [] : gapsOf(judged);
  const round = options.round === null ? {} : { round: options.round };
  const place = { target, scenario: scenario.id, ...round };
  const head: LogRecord = {
    type: 'scenario',
    target,
    id: scenario.id,
    family: scenario.family,
    verdict,
    broken: brokenLevel(result),
    why,
    ...(unsteady.length === 0 ? {} : { unsteady }),
    ...(result.replayed === false ? { replayed: false } : {}),
    ...round,
    simulatedMs: judged?.observation.simulatedMs ?? 0,
    wallMs: judged?.observation.wallMs ?? 0,
    ...(gaps.length === 0 ? {} : { measured: { gaps } }),
  };
  if (judged === null) return [head];
  const { observation, expectation } = judged;
  return [
    head,
    ...findings.map((finding) => findingRecord(place, finding, observation.credentials, known.includes(finding))),
    ...(verdict === 'pass' && !options.trace ? [] : [observationRecord(place, spec, expectation, observation)]),
  ];
}

function unsteadyRecords({ unsteady = [], judged }: Result): readonly UnsteadyRecord[] {
  return unsteady.map(({ requirement, expected, seen, failed, plays }) => {
    const signature = maskedSignature({ expected, seen }, judged?.observation.credentials ?? {});
    return { requirement, signature, failed, plays };
  });
}

/** A target's share of the log's last line. */
export function targetEnd(
  name: string,
  results: readonly Result[],
  failures: TargetEnd['failures'],
  wallMs: number,
): TargetEnd {
  const count = (verdict: Result['verdict']) => results.filter((result) => result.verdict === verdict).length;
  return {
    name,
    passed: count('pass'),
    failed: count('fail'),
    known: count('known'),
    failedShould: results.filter((result) => brokenLevel(result) === 'should').length,
    unsteady: results.filter(({ unsteady = [] }) => unsteady.length > 0).length,
    notReplayed: results.filter(({ replayed, verdict }) => replayed === false && verdict === 'fail').length,
    unspecified: count('unspecified'),
    unsupported: count('unsupported'),
    notRun: count('notRun'),
    adapterFailed: count('adapterFailed'),
    failures,
    simulatedMs: results.reduce((sum, result) => sum + (result.judged?.observation.simulatedMs ?? 0), 0),
    wallMs,
  };
}

/** What became of a known deviation, for the log's last line. */
export function knownRecord({ entry, state, claims, scenarios, seen }: KnownOutcome): KnownRecord {
  const { at, target, requirement, reason, owner, issue, expires } = entry;
  const own = claims.filter((claim) => claim.state === state);
  return {
    ...{ at, target, requirement, reason, owner, issue, expires, state },
    claims: (own.length > 0 ? own : claims).map(({ glob }) => glob),
    ...{ scenarios, listed: entry.signatures, seen },
  };
}
