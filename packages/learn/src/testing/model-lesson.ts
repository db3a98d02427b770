import { drawFrom, simulate } from '@sdk-conformance/judge/testing';
import type { Exchange, Fixtures, Observation, Spec } from '@sdk-conformance/model';
import { recordedIn } from '@sdk-conformance/scenarios/testing';
import { aspectsOf } from '../aspects.js';
import { type Compared, compare } from '../compare.js';
import { probeFixtures } from '../fixtures.js';
import { type Learned, learn } from '../learn.js';
import type { Ask } from '../plays.js';
import type { Tree } from '../skeleton.js';

const recorded = recordedIn('fixtures');

/** What probes of a spec are played with. */
export function fixturesOf(spec: Spec): Fixtures {
  return probeFixtures(spec, recorded);
}

/** What plays probes on a model SDK that does what a spec says. */
export function modelOf(spec: Spec, language: string): Ask {
  const draw = drawFrom(7);
  const own = fixturesOf(spec);
  let played = 0;
  return async (probes, { fixtures } = { spec, fixtures: own }) =>
    probes.map((scenario) => {
      played += 1;
      const { observation } = simulate({ spec, language, scenario, fixtures }, draw);
      return { scenario, observation: withKeys(observation, spec, played) };
    });
}

/** With a key of its own for each call: the model sends one for all. */
function withKeys(seen: Observation, { identity: { idempotency } }: Spec, place: number): Observation {
  if (idempotency === null) return seen;
  const name = idempotency.header.toLowerCase();
  const exchanges = seen.exchanges.map((exchange): Exchange => {
    const own = idempotency.stableOnRetry ? `${place}-${exchange.step}` : `${place}-${exchange.step}-${exchange.index}`;
    const headers = exchange.request.headers.map(([key, value]) => [key, key === name ? own : value] as const);
    return { ...exchange, request: { ...exchange.request, headers } };
  });
  return { ...seen, exchanges };
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
