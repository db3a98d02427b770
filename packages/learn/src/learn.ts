import type { Fixtures, Scenario, Spec } from '@sdk-conformance/model';
import { completeFixtures } from '@sdk-conformance/scenarios';
import { specOf, specText } from './document.js';
import type { Context, Factor } from './factor.js';
import { backoffFactor } from './factors/backoff.js';
import { bodiesFactor } from './factors/bodies.js';
import { bodyHintUseFactor } from './factors/body-hint-use.js';
import { bodyHintsFactor } from './factors/body-hints.js';
import { endingsFactor } from './factors/endings.js';
import { faultsFactor } from './factors/faults.js';
import { fieldsFactor } from './factors/fields.js';
import { hintValuesFactor } from './factors/hint-values.js';
import { hintsFactor } from './factors/hints.js';
import { identityFactor } from './factors/identity.js';
import { operationsFactor } from './factors/operations.js';
import { overridesFactor } from './factors/overrides.js';
import { statusesFactor } from './factors/statuses.js';
import { streamsFactor } from './factors/streams.js';
import { successesFactor } from './factors/successes.js';
import { timeoutsFactor } from './factors/timeouts.js';
import { assumed, gateProbes, gates } from './gates.js';
import { heldBackScenarios } from './held-back.js';
import { type Learnt, type Line, nothing, open, together } from './line.js';
import type { Ask, Play } from './plays.js';
import { skeletonOf, type Tree } from './skeleton.js';
import { type Doubt, doubted, doubtsOf } from './verify.js';

/** What is learnt from. */
export interface Lesson {
  /** The given spec as it was read, with its sources. */
  readonly given: Tree;
  readonly language: string;
  /** What the source of the learnt lines is called. */
  readonly about: string;
  /** Operations that the target has. */
  readonly operations: readonly string[];
  /** Parts of the policy that are asked, of {@link factorNames}; all without any. */
  readonly only?: readonly string[];
  /** What probes are played with: recordings, and {@link probeFixtures}. */
  readonly fixtures: Fixtures;
}

/** A policy that was learnt. */
export interface Learned extends Learnt {
  readonly text: string;
  readonly spec: Spec;
  readonly plays: readonly Play[];
  /**
   * Plays of the scenarios that the learnt spec comes to and of some that chance drew, and how many of them contradict it. Nothing is learnt from them: what contradicts a line
   * is told beside it. None where parts of the policy alone were asked.
   */
  readonly heldBack: HeldBack;
  /** The spec with what was taken for the parts that were not asked. */
  readonly supposed: Spec;
}

/** Plays that nothing was learnt of. */
export interface HeldBack {
  readonly plays: readonly Play[];
  /** What they were played with. */
  readonly fixtures: Fixtures;
  readonly contradict: number;
}

/**
 * Factors in the order in which they are asked: those of one round are played together, and know what the rounds before came to. Within a round
 * each is read by what those before it showed.
 */
const rounds: readonly (readonly Factor[])[] = [
  [statusesFactor],
  [
    fieldsFactor,
    backoffFactor,
    faultsFactor,
    timeoutsFactor,
    successesFactor,
    bodiesFactor,
    streamsFactor,
    endingsFactor,
    hintsFactor,
    bodyHintsFactor,
    overridesFactor,
    operationsFactor,
  ],
  [hintValuesFactor, bodyHintUseFactor, identityFactor],
];

/** Read from what others ask. */
const ofAllPlays: readonly Factor[] = [fieldsFactor, identityFactor];

/** What can be asked by itself. How hints are read is asked with which there are. */
export const factorNames: readonly string[] = rounds
  .flat()
  .map(({ name }) => name)
  .filter((name) => ![hintValuesFactor, bodyHintsFactor, bodyHintUseFactor].some((other) => other.name === name));

/** Parts that are asked with another: how hints are read, and the backoff that they change. */
const asked: ReadonlyMap<Factor, Factor> = new Map([
  [hintValuesFactor, hintsFactor],
  [bodyHintsFactor, hintsFactor],
  [bodyHintUseFactor, hintsFactor],
  [backoffFactor, hintsFactor],
]);

function isAsked(factor: Factor, only: readonly string[]): boolean {
  return only.length === 0 || only.includes(factor.name) || only.includes(asked.get(factor)?.name ?? '');
}

/** The spec that probes are played by: operations and credentials alone. */
export function blankSpec({ given, language, about }: Pick<Lesson, 'given' | 'language' | 'about'>): Spec {
  return specOf('learnt', specText(skeletonOf(given, language, about), language, nothing));
}

/**
 * Learns the policy of an SDK: plays probes, round by round, and writes what they show.
 *
 * @throws RangeError where what was given is no spec
 */
export async function learn(lesson: Lesson, ask: Ask): Promise<Learned> {
  const { given, language, about, fixtures } = lesson;
  const skeleton = skeletonOf(given, language, about);
  const blank = blankSpec(lesson);
  const operations = blank.operations.filter(({ id }) => lesson.operations.includes(id));
  const plays: Play[] = [];
  let learnt: Learnt = nothing;
  /** The spec of what is known, read once. */
  let read: { readonly text: string; readonly spec: Spec } | null = null;
  const specNow = (known: Learnt): Spec => {
    const text = specText(skeleton, language, known);
    if (read?.text !== text) read = { text, spec: specOf('learnt', text) };
    return read.spec;
  };
  let before: Learnt = nothing;
  const context = (): Context => {
    const known = replaced(before, learnt.lines);
    return {
      spec: specNow(known),
      specWith: (more) => loose(specText(skeleton, language, replaced(known, more))),
      fixtures,
      language,
      operations,
      plays,
      ...gates(operations, plays),
    };
  };
  /** What is known with a factor's lines; without them where they contradict each other. */
  const sound = (more: Learnt, before: Learnt, { name }: Factor): Learnt => {
    if (loose(specText(skeleton, language, more)) !== null) return more;
    const section = more.lines[before.lines.length]?.at[0] ?? name;
    return together([before, open([section], `what was seen of ${name} contradicts itself`)]);
  };
  const only = lesson.only ?? [];
  if (only.length > 0 && !only.includes(statusesFactor.name)) {
    plays.push(...(await ask(gateProbes(operations))));
    before = assumed(plays);
  }
  for (const all of rounds) {
    const round = all.filter((factor) => isAsked(factor, only));
    if (round.length === 0) continue;
    const asking = context();
    const played = await ask(round.flatMap((factor) => factor.probes(asking)));
    plays.push(...played);
    for (const factor of round) {
      const own = ofAllPlays.includes(factor) ? plays : played.filter(({ scenario }) => isOf(factor, scenario));
      learnt = sound(together([learnt, factor.read(context(), own)]), learnt, factor);
    }
  }
  const supposed = context().spec;
  before = nothing;
  const known = context();
  const all = completeFixtures(known.spec, fixtures);
  const heldBack =
    only.length === 0 ? await ask(heldBackScenarios(known, all), { spec: known.spec, fixtures: all }) : [];
  const unforeseen = doubtsOf({ ...known, fixtures: all }, heldBack);
  learnt = doubted(learnt, [...doubtsOf(known, plays), ...unforeseen]);
  const text = specText(skeleton, language, learnt);
  return {
    ...learnt,
    text,
    spec: specOf('learnt', text),
    plays,
    heldBack: { plays: heldBack, fixtures: all, contradict: playsOf(unforeseen) },
    supposed,
  };
}

function playsOf(doubts: readonly Doubt[]): number {
  return new Set(doubts.map(({ play }) => play)).size;
}

function loose(text: string): Spec | null {
  try {
    return specOf('learnt', text);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function replaced({ lines, open }: Learnt, more: readonly Line[]): Learnt {
  const places = new Set(more.map(({ at }) => at.join('/')));
  return { lines: [...lines.filter(({ at }) => !places.has(at.join('/'))), ...more], open };
}

function isOf({ name }: Factor, { family }: Scenario): boolean {
  return family === `learn/${name}`;
}
