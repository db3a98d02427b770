import type { Budget } from './budget.js';
import type { Ground } from './play.js';
import type { Literal } from './scope.js';
import type { Standing, Told, Weight } from './weigh.js';

/** A cause as chosen, with what it explains. */
export interface Chosen extends Told {
  readonly bits: number;
  readonly weights: readonly Weight[];
  /** Where the candidate was looked for beyond its scope, and nothing of it was seen. */
  readonly outside: readonly Weight[];
  /** Another cause that explains just the same, and the answers after which the two would differ. */
  readonly or: { readonly told: Told; readonly probe: string } | null;
  /** A feature that goes with that of its scope in all that was played: which of the two it hangs on is not known. */
  readonly collinear: Literal | null;
  /** It was seen in some calls and not in others, and no scope tells them apart. */
  readonly isScattered: boolean;
}

export interface Search {
  readonly ground: Ground;
  readonly budget: Budget;
  readonly standings: readonly Standing[];
  readonly chosen: readonly Chosen[];
}
