import { createExplorer, type Discarded, type Drawn, lackable, whyNotPlayed } from '@sdk-conformance/explore';
import type { Scenario } from '@sdk-conformance/model';
import { declaredUnsupported } from '../plan/declared.js';
import { expectationOf } from '../run/expected.js';
import type { Player, Playing } from './player.js';

/** Which scenarios are drawn: so many of a seed, from the n-th on. */
export interface Range {
  readonly seed: number;
  readonly first: number;
  readonly runs: number;
}

/** A part of what is drawn: what is played of it, with its numbers, and what is not. */
export interface Batch {
  readonly drawn: readonly { readonly n: number; readonly drawn: Drawn }[];
  readonly discarded: readonly Discarded[];
}

export interface Source {
  readonly batches: (range: Range, sizes: (place: number) => number) => Generator<Batch>;
  /** Whether a scenario can be played, and something is expected of it. */
  readonly isPlayed: (scenario: Scenario) => boolean;
}

/** Draws scenarios for a target, of what its adapter can do; what that is, a first play tells. */
export async function drawnFor(
  { spec, fixtures, target }: Pick<Playing, 'spec' | 'fixtures' | 'target'>,
  player: Player,
): Promise<Source> {
  const lacking = declaredUnsupported(spec, target);
  const operations = spec.operations
    .filter(({ id, stream }) => !lacking.has(id) && !(stream && target.without.stream !== undefined))
    .map(({ id }) => id);
  const plainest = createExplorer({ spec, fixtures, operations, lacks: lackable });
  await player.play([plainest.draw(0, 0).scenario]);
  const declared: readonly string[] = Object.keys(target.without);
  const lacks = lackable.filter((one) => declared.includes(one) || player.capabilities()?.includes(one) === false);
  const explorer = createExplorer({ spec, fixtures, operations, lacks });
  const predicted = { spec, fixtures, language: target.language };
  const why = (scenario: Scenario) => whyNotPlayed(predicted, scenario, () => expectationOf(predicted, scenario));
  return {
    isPlayed: (scenario) => why(scenario) === null,
    batches: function* ({ seed, first, runs }, sizes) {
      let n = first;
      for (let place = 0; n < first + runs; place++) {
        const drawn: { n: number; drawn: Drawn }[] = [];
        const discarded: Discarded[] = [];
        for (const end = Math.min(first + runs, n + sizes(place)); n < end; n++) {
          const one = explorer.draw(seed, n);
          const not = why(one.scenario);
          if (not === null) drawn.push({ n, drawn: one });
          else discarded.push(not);
        }
        yield { drawn, discarded };
      }
    },
  };
}
