import { judge } from '@sdk-conformance/judge';
import { drawFrom, simulate } from '@sdk-conformance/judge/testing';
import type { Observation, Scenario } from '@sdk-conformance/model';
import { type PolicyAt, predict } from '@sdk-conformance/oracle';
import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { type Cause, causesOf } from '../causes.js';
import { type Contradiction, contradictionsOf } from '../contradictions.js';
import type { Played } from '../play.js';

/** Makes of what was seen something else. */
export type Alter = (seen: Observation, scenario: Scenario) => Observation;

const { spec, fixtures, scenarios } = specInRepository('spec/foilengine.yaml');
export const ground = { spec, fixtures, language: 'typescript' } as const;

const looked = [...scenarios.values()].filter(
  ({ id, steps }) =>
    steps.length === 1 &&
    /^((retry|transport)\/.*\/initSession|stream\/.*|status\/(429|500|503)\/(getSession|listMachines))$/.test(id) &&
    !/huge|jitter/.test(id),
);

/** Enough of them where no retry is at stake. */
const few = looked.filter(({ id }) => !id.startsWith('retry/'));

/** A few of each kind, for many policies: what others show as well is left out. */
const kinds = looked.filter(({ id }) =>
  [
    /^(status|retry\/(count|mixed|backoff))\//,
    /^retry\/after\/(seconds-1|date-(3|past)|zero|garbage|changing)\/429/,
    /^retry\/after\/(fraction-.*|number-and-letters|at-cap|over-cap|stale)\//,
    /^transport\/(reset|refuse|stall-request|timeout-2000\/.*)\/|^stream\/timeout/,
  ].some((kind) => kind.test(id)),
);

/** A model SDK under a policy of its own, judged under the spec's; `alter` changes what it is seen to do. */
function played(scenarios: readonly Scenario[], policyAt: PolicyAt, alter?: Alter): readonly Played[] {
  const draw = drawFrom(5);
  return scenarios.map((scenario): Played => {
    const { observation: own } = simulate({ ...ground, scenario, policyAt }, draw);
    const observation = alter?.(own, scenario) ?? own;
    const expectation = predict(spec, ground.language, scenario, fixtures);
    const findings = judge({ ...ground, scenario, expectation, observation });
    const broken = findings.filter(({ verdict }) => verdict === 'fail').map(({ requirement }) => requirement);
    return { scenario, expectation, observation, broken: new Set(broken) };
  });
}

/** Causes told of a model SDK under a policy, or of one that is seen to do something else. */
export function causesUnder(policyAt: PolicyAt, alter?: Alter): readonly Cause[] {
  return causesOf(ground, played(alter === undefined ? looked : few, policyAt, alter));
}

/** What is told of a model SDK under a policy, over scenarios of each kind, and what of it they contradict. */
export function toldUnder(policyAt: PolicyAt): {
  readonly played: readonly Played[];
  readonly causes: readonly Cause[];
  readonly contradictions: readonly Contradiction[];
} {
  const own = played(kinds, policyAt);
  const causes = causesOf(ground, own);
  return { played: own, causes, contradictions: contradictionsOf(ground, own, causes) };
}

/** Causes told of a model SDK under a policy where only scenarios of a kind were played. */
export function causesOver(kind: RegExp, policyAt: PolicyAt): readonly Cause[] {
  return causesOf(
    ground,
    played(
      looked.filter(({ id }) => kind.test(id)),
      policyAt,
    ),
  );
}

/** Causes told of a model SDK that is under a policy in some environments and as it should be elsewhere, over what is said of hints. */
export function causesIn(environment: RegExp, policyAt: PolicyAt): readonly Cause[] {
  const hinted = [...scenarios.values()].filter(({ id }) => /^retry\/(after|count)\/.*\/initSession(@|$)/.test(id));
  const [there, elsewhere] = [true, false].map((is) => hinted.filter(({ id }) => environment.test(id) === is));
  return causesOf(ground, [...played(elsewhere ?? [], (_, policy) => policy), ...played(there ?? [], policyAt)]);
}
