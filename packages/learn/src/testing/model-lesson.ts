import { drawFrom, simulate } from '@sdk-conformance/judge/testing';
import type { Fixtures, Spec } from '@sdk-conformance/model';
import { completeFixtures } from '@sdk-conformance/scenarios';
import { recordedIn } from '@sdk-conformance/scenarios/testing';
import { aspectsOf } from '../aspects.js';
import { type Compared, compare } from '../compare.js';
import { probeFixtures } from '../fixtures.js';
import { type Learned, learn } from '../learn.js';
import type { Ask } from '../plays.js';
import type { Tree } from '../skeleton.js';

const recorded = new Map([...recordedIn('fixtures'), ...probeFixtures()]);

/** What probes of a spec are played with. */
export function fixturesOf(spec: Spec): Fixtures {
  return completeFixtures(spec, recorded);
}

/** What plays probes on a model SDK that does what a spec says. */
export function modelOf(spec: Spec, language: string): Ask {
  const draw = drawFrom(7);
  const fixtures = fixturesOf(spec);
  return async (probes) =>
    probes.map((scenario) => ({
      scenario,
      observation: simulate({ spec, language, scenario, fixtures }, draw).observation,
    }));
}

/** Learns a model SDK that does what a spec says, and holds what was learnt against that spec. */
export async function lesson(
  spec: Spec,
  given: Tree,
  language: string,
): Promise<Learned & { readonly compared: Compared }> {
  const operations = spec.operations.map(({ id }) => id);
  const learned = await learn(
    { given, language, about: 'What the model does', operations, fixtures: fixturesOf(spec) },
    modelOf(spec, language),
  );
  return { ...learned, compared: compare(aspectsOf(learned.spec, language), aspectsOf(spec, language)) };
}
