import type { Drawn } from './explorer.js';

/** What making a scenario simpler may cost. */
export interface Budget {
  /** Scenarios played at most. */
  readonly plays: number;
  /** True once its time is over. */
  readonly isOver: () => boolean;
}

/** Those of the scenarios that fail as the first one did, in their order. */
export type Failing = (drawn: readonly Drawn[]) => Promise<readonly Drawn[]>;

/** How many simpler scenarios are played at once. */
const atOnce = 12;
/** How many of one scenario are looked at that cannot be played, or were. */
const mostSkipped = 2000;
/** A step counts only where it fails again so often. */
const confirmations = 2;

/**
 * The simplest scenario that still fails: of what a failing one can be made into, a batch at a time, the first that fails again twice, and so on
 * from there.
 *
 * @param failing plays scenarios, and gives those that fail in the same way
 * @param isPlayed whether a scenario can be played at all
 */
export async function simplest(
  first: Drawn,
  failing: Failing,
  isPlayed: (drawn: Drawn) => boolean,
  budget: Budget,
): Promise<{ readonly drawn: Drawn; readonly plays: number }> {
  const tried = new Set([stimulusOf(first)]);
  const isNew = (drawn: Drawn) => {
    const stimulus = stimulusOf(drawn);
    if (tried.has(stimulus) || !isPlayed(drawn)) return false;
    tried.add(stimulus);
    return true;
  };
  let plays = 0;
  const over = () => plays + atOnce + confirmations > budget.plays || budget.isOver();
  const played = (drawn: readonly Drawn[]) => {
    plays += drawn.length;
    return failing(drawn);
  };
  let current = first;
  let batches = batchesOf(current, isNew);
  let candidates: readonly Drawn[] = [];
  while (!over()) {
    const [candidate, ...others] = candidates;
    if (candidate === undefined) {
      const batch = batches.next();
      if (batch.done === true) break;
      candidates = await played(batch.value);
      continue;
    }
    // A start costs more than a play: what comes after a candidate is played with what confirms it.
    const twice = again(candidate);
    const next = batchesOf(candidate, isNew);
    const ahead: readonly Drawn[] = next.next().value ?? [];
    const failed = await played([...twice, ...ahead]);
    if (twice.every((one) => failed.includes(one))) {
      current = candidate;
      batches = next;
      candidates = failed.filter((one) => ahead.includes(one));
    } else candidates = others;
  }
  return { drawn: current, plays };
}

/** What is played, by which scenarios are the same that were made in different ways. */
function stimulusOf({ scenario: { id, about, ...stimulus } }: Drawn): string {
  return JSON.stringify(stimulus);
}

/** The same scenario, to be played twice beside itself. */
export function again(drawn: Drawn): readonly Drawn[] {
  return Array.from({ length: confirmations }, (_, i) => ({
    ...drawn,
    scenario: { ...drawn.scenario, id: `${drawn.scenario.id}/again-${i + 1}` },
  }));
}

function* batchesOf(
  drawn: Drawn,
  isWanted: (drawn: Drawn) => boolean,
): Generator<readonly Drawn[], undefined, undefined> {
  let batch: Drawn[] = [];
  let skipped = 0;
  for (const child of drawn.simpler()) {
    if (isWanted(child)) batch.push(child);
    else if (++skipped > mostSkipped) break;
    if (batch.length < atOnce) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
