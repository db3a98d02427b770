import { type Aspect, type Mark, marksOf, type OtherDelay, walkOf } from '@sdk-conformance/judge';
import type { Fixtures, Language, Observation, Scenario, Spec } from '@sdk-conformance/model';
import { type Expectation, type Features, predict } from '@sdk-conformance/oracle';
import { type Literals, literalsOf, literalsOfCall } from './literals.js';

/** What the plays of a target have in common. */
export interface Ground {
  readonly spec: Spec;
  readonly language: Language;
  readonly fixtures: Fixtures;
}

/** A scenario as it was played and judged. */
export interface Played {
  readonly scenario: Scenario;
  readonly expectation: Expectation;
  readonly observation: Observation;
  /** Requirements whose failure is to be explained: it stands, and nobody knows of it yet. */
  readonly broken: ReadonlySet<string>;
  /** Delays of other scenarios by which it was judged. */
  readonly others?: readonly OtherDelay[];
}

/** A mark with its place: the same place under every policy. */
export interface KeyedMark extends Mark {
  readonly key: string;
  readonly aspect: Aspect;
}

/** All that is known of one play. */
export interface Play extends Played {
  /** By key; of several marks the worst. */
  readonly marks: ReadonlyMap<string, KeyedMark>;
  /** Marks of the decisions under another expectation. */
  readonly walk: (changed: Expectation) => ReadonlyMap<string, KeyedMark>;
  /** What the decision after an attempt hangs on; without a step or an attempt, that of the first step, or of its last attempt. */
  readonly literals: (step: string | null, attempt: number | undefined) => Literals;
  /** All that a call had seen and been given when it decided after an attempt: where it is the same, the decision is. */
  readonly seenBy: (step: string | null, attempt: number | undefined) => string;
  /** The scenario, of many steps the first few. */
  readonly looked: Scenario;
  /** What holds for all of its decisions. */
  readonly call: Literals;
  /** Of the decisions that were reached, but for those after whole successes. */
  readonly features: readonly Features[];
}

/** Steps whose decisions are looked at; a call may have a thousand that are alike. */
const mostSteps = 12;

const gravity = { fail: 0, unspecified: 1, pass: 2 } as const;

function keyed(marks: readonly Mark[]): ReadonlyMap<string, KeyedMark> {
  const found = new Map<string, KeyedMark>();
  for (const mark of marks) {
    const aspect = mark.aspect ?? mark.because.requirement;
    const key = `${mark.step ?? ''}|${mark.attempt ?? ''}|${aspect}`;
    const known = found.get(key);
    if (known === undefined || gravity[mark.verdict] < gravity[known.verdict]) found.set(key, { ...mark, aspect, key });
  }
  return found;
}

/** Features by step and attempt, as far as a script goes. */
function featuresByStep({ spec, language, fixtures }: Ground, scenario: Scenario): ReadonlyMap<string, Features[]> {
  const known = new Map<string, Features[]>();
  const ofScript = new Map<unknown, Map<string, Features[]>>();
  for (const step of scenario.steps.slice(0, mostSteps)) {
    const options = scenario.clients.find(({ id }) => id === step.client)?.options ?? {};
    const alike = ofScript.get(step.script) ?? new Map<string, Features[]>();
    ofScript.set(step.script, alike);
    const key = JSON.stringify([step.operation, options]);
    let features = alike.get(key);
    if (features === undefined) {
      const found: Features[] = [];
      predict(spec, language, { ...scenario, steps: [step] }, fixtures, (asked, stated) => {
        found.push(asked);
        return stated;
      });
      features = found;
      alike.set(key, found);
    }
    known.set(step.id, features);
  }
  return known;
}

/** After a whole success there is nothing to decide. */
function isNoPlainSuccess({ answer, stream }: Features): boolean {
  const { status, body } = answer;
  return status === null || status < 200 || status > 299 || stream || body === 'cut' || body === 'text';
}

/** A play with what every candidate asks of it. */
export function playOf(ground: Ground, played: Played): Play {
  const { scenario, expectation, observation, others } = played;
  const byStep = featuresByStep(ground, scenario);
  const call = literalsOfCall(scenario);
  const known = new Map<string, readonly Literals[]>();
  for (const [step, features] of byStep)
    known.set(
      step,
      features.map((f) => ({ ...call, ...literalsOf(f) })),
    );
  const requests = new Map<string, number>();
  for (const { step } of observation.exchanges) if (step !== null) requests.set(step, (requests.get(step) ?? 0) + 1);
  const walk = walkOf(observation, expectation);
  const at = <T>(own: readonly T[], step: string, attempt: number | undefined): T | undefined =>
    own[Math.min(attempt ?? Math.max(0, (requests.get(step) ?? 1) - 1), own.length - 1)];
  const stepOf = (step: string | null) => step ?? scenario.steps[0]?.id ?? '';
  return {
    ...played,
    marks: keyed(marksOf(ground.spec, expectation, observation, others)),
    walk: (changed) => keyed(walk(changed)),
    literals: (step, attempt) => at(known.get(stepOf(step)) ?? [], stepOf(step), attempt) ?? call,
    seenBy: (step, attempt) => {
      const own = scenario.steps.find(({ id }) => id === stepOf(step));
      return JSON.stringify([at(byStep.get(stepOf(step)) ?? [], stepOf(step), attempt), own?.arguments, call]);
    },
    looked: { ...scenario, steps: scenario.steps.slice(0, mostSteps) },
    call,
    features: [...byStep].flatMap(([step, features]) =>
      features.slice(0, requests.get(step) ?? 0).filter(isNoPlainSuccess),
    ),
  };
}
