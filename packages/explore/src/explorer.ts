import { createHash } from 'node:crypto';
import type { Fixtures, Scenario, Spec } from '@sdk-conformance/model';
import fc from 'fast-check';
import { type Lackable, playableBy } from './lacking.js';
import { drawnStimulus, type Stimulus } from './scenario.js';

/** A scenario that chance wrote, and the simpler ones that it can be made into. */
export interface Drawn {
  readonly scenario: Scenario;
  /** Those that are simpler by one step, the simplest first; they may not be playable. */
  readonly simpler: () => Iterable<Drawn>;
}

export interface Explorer {
  /** The n-th scenario of a seed, from 1. The same seed and number give the same one, whatever was drawn before. */
  readonly draw: (seed: number, n: number) => Drawn;
}

/** Gives a drawn value with what it takes to shrink it; drawn evenly, for no bias is handed on. */
class Held<T> extends fc.Arbitrary<fc.Value<T>> {
  constructor(private readonly of: fc.Arbitrary<T>) {
    super();
  }
  override generate(random: fc.Random): fc.Value<fc.Value<T>> {
    return new fc.Value(this.of.generate(random, undefined), undefined);
  }
  override canShrinkWithoutContext(_: unknown): _ is fc.Value<T> {
    return false;
  }
  override shrink(): fc.Stream<fc.Value<fc.Value<T>>> {
    return fc.Stream.nil();
  }
}

/** A seed of its own for each number: neighbours have nothing in common. */
function seedOf(seed: number, n: number): number {
  return createHash('sha256').update(`${seed}/${n}`).digest().readInt32BE();
}

/**
 * Draws scenarios over all that a scenario can say, from a spec alone.
 *
 * @param given the operations that the SDK has, all of the spec without; and what its adapter cannot do
 *
 * @example
 * ```ts
 * import { createExplorer } from '@sdk-conformance/explore';
 * import { completeFixtures } from '@sdk-conformance/scenarios';
 *
 * const explorer = createExplorer({ spec, fixtures: completeFixtures(spec, new Map()) });
 * const { scenario, simpler } = explorer.draw(1, 412);
 * console.log(scenario.steps[0]?.script, [...simpler()].length);
 * ```
 */
export function createExplorer(given: {
  readonly spec: Spec;
  readonly fixtures: Fixtures;
  readonly operations?: readonly string[];
  readonly lacks?: readonly Lackable[];
}): Explorer {
  const { spec, fixtures, operations, lacks = [] } = given;
  const offered = spec.operations.filter(({ id }) => operations === undefined || operations.includes(id));
  const arbitrary = drawnStimulus({ spec, fixtures, operations: offered });
  const held = new Held(arbitrary);
  const drawnOf = (value: fc.Value<Stimulus>, name: string, about: string): Drawn => {
    const { steps, ...rest } = playableBy(lacks, value.value);
    const scenario: Scenario = { id: `explored/${name}`, family: 'explored', about, ...rest, steps };
    return {
      scenario,
      simpler: function* () {
        let place = 0;
        for (const child of arbitrary.shrink(value.value, value.context))
          yield drawnOf(child, `${name}.${++place}`, about);
      },
    };
  };
  return {
    draw: (seed, n) => {
      const [value] = fc.sample(held, { seed: seedOf(seed, n), numRuns: 1 });
      if (value === undefined) throw new RangeError('nothing was drawn');
      return drawnOf(value, `${seed}/${n}`, `Drawn by chance: scenario ${n} of seed ${seed}.`);
    },
  };
}
