import { judge } from '@sdk-conformance/judge';
import { drawFrom, simulate } from '@sdk-conformance/judge/testing';
import type { Observation, Scenario } from '@sdk-conformance/model';
import { type PolicyAt, predict } from '@sdk-conformance/oracle';
import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { type Cause, causesOf } from '../causes.js';
import type { Played } from '../play.js';

/** Makes of what was seen something else. */
export type Alter = (seen: Observation, scenario: Scenario) => Observation;

const { spec, fixtures, scenarios } = specInRepository('spec/foilengine.yaml');
const ground = { spec, fixtures, language: 'typescript' } as const;

const looked = [...scenarios.values()].filter(
  ({ id, steps }) =>
    steps.length === 1 &&
    /^((retry|transport)\/.*\/initSession|stream\/.*|status\/(429|500|503)\/(getSession|listMachines))$/.test(id) &&
    !/huge|jitter/.test(id),
);

/** Enough of them where no retry is at stake. */
const few = looked.filter(({ id }) => !id.startsWith('retry/'));

/** A model SDK under a policy of its own, judged under the spec's; `alter` changes what it is seen to do. */
function playedUnder(policyAt: PolicyAt, alter: Alter | undefined): readonly Played[] {
  const draw = drawFrom(5);
  return (alter === undefined ? looked : few).map((scenario): Played => {
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
  return causesOf(ground, playedUnder(policyAt, alter));
}
