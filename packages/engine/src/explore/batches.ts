import { createExplorer, type Discarded, type Drawn, whyNotPlayed } from '@sdk-conformance/explore';
import type { Fixtures, Scenario, Spec } from '@sdk-conformance/model';
import { declaredUnsupported } from '../plan/declared.js';
import type { PlannedTarget } from '../plan/plan.js';
import { expectationOf } from '../run/expected.js';

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

/** Draws scenarios for a target. */
export function drawnFor(spec: Spec, fixtures: Fixtures, target: PlannedTarget): Source {
  const lacking = declaredUnsupported(spec, target);
  const operations = spec.operations.map(({ id }) => id).filter((id) => !lacking.has(id));
  const explorer = createExplorer({ spec, fixtures, operations });
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
