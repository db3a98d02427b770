import type { Scenario, Spec } from '@sdk-conformance/model';
import { specOf, specText } from './document.js';
import type { Context, Factor } from './factor.js';
import { retriedStatuses, statusesFactor } from './factors/statuses.js';
import { type Learnt, nothing, together } from './line.js';
import type { Ask, Play } from './plays.js';
import { skeletonOf, type Tree } from './skeleton.js';

/** What is learnt from. */
export interface Lesson {
  /** The given spec as it was read, with its sources. */
  readonly given: Tree;
  readonly language: string;
  /** What the source of the learnt lines is called. */
  readonly about: string;
  /** Operations that the target has. */
  readonly operations: readonly string[];
}

/** A policy that was learnt. */
export interface Learned extends Learnt {
  readonly text: string;
  readonly spec: Spec;
  readonly plays: number;
}

/** Factors in the order in which they are asked: those of one round are played together, and know what the rounds before came to. */
const rounds: readonly (readonly Factor[])[] = [[statusesFactor]];

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
  const { given, language, about } = lesson;
  const skeleton = skeletonOf(given, language, about);
  const blank = blankSpec(lesson);
  const operations = blank.operations.filter(({ id }) => lesson.operations.includes(id));
  let learnt: Learnt = nothing;
  let context: Context = { spec: blank, language, operations, retried: [] };
  const plays: Play[] = [];
  for (const round of rounds) {
    const probes = round.flatMap((factor) => factor.probes(context));
    const played = await ask(probes);
    plays.push(...played);
    const read = round.map((factor) =>
      factor.read(
        context,
        played.filter(({ scenario }) => isOf(factor, scenario)),
      ),
    );
    learnt = together([learnt, ...read]);
    context = {
      ...context,
      spec: specOf('learnt', specText(skeleton, language, learnt)),
      retried: retriedStatuses(plays),
    };
  }
  const text = specText(skeleton, language, learnt);
  return { ...learnt, text, spec: specOf('learnt', text), plays: plays.length };
}

function isOf({ name }: Factor, { family }: Scenario): boolean {
  return family === `learn/${name}`;
}
