import type { Spec } from '@sdk-conformance/model';
import { type Mistake, oneOfThese, shown } from '../mistake.js';
import { nearestName } from '../nearest.js';
import type { Document } from '../schema/document.js';

/** What rules look at; pointers of both, and of mistakes, are those of the spec. */
export interface Facts {
  readonly spec: Spec;
  readonly document: Document;
}

/** A rule between parts of a spec, beyond the form of each: its check and what it says, in one place. */
export interface Rule {
  readonly check: (facts: Facts) => Iterable<Mistake>;
  /** True: the spec is usable all the same. */
  readonly warns?: true;
}

/** A name that stands for something which is not there. */
export function unknownName(pointer: string, what: string, name: string, known: readonly string[]): Mistake {
  return {
    pointer,
    shows: 'value',
    message: `there is no ${what} ${name}`,
    expected: known.length === 0 ? `a ${what} that the file declares` : oneOfThese(known),
    got: shown(name),
    nearest: nearestName(name, known),
  };
}
