import {
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
import { because } from './because.js';
import { type Asked, decisionsOf, resendsOf } from './decisions.js';
import type { Decision, Expectation, StepExpectation } from './expectation.js';
import { relocated } from './in-language.js';
import { jitterOf } from './jitter.js';
import { leastTime, mostTime } from './least-time.js';
import { keptConnections, leftStream, listenersLeft } from './left.js';
import { limitedMs, limitsAtWork } from './limited.js';
import type { PolicyAt } from './policy-at.js';
import { withinQuota } from './quota.js';
import { baseClass } from './raised.js';
import { expectedRequest } from './request.js';
import { sendsOf } from './sends.js';
import { totalOf } from './total.js';

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
