import type { Scenario } from '@sdk-conformance/model';
import { UsageError } from '../usage-error.js';

/** One of the parts into which a run is split, from 1. */
export interface Shard {
  readonly part: number;
  readonly of: number;
}

/**
 * The scenarios of a part. They are dealt out one by one, so that each part has its share of every family. What a part has hangs on the
 * spec and the selection alone, not on the machine.
 *
 * @throws UsageError where the part has none
 */
export function shardOf(scenarios: readonly Scenario[], { part, of }: Shard): readonly Scenario[] {
  const own = scenarios.filter((_, at) => at % of === part - 1);
  if (own.length > 0) return own;
  throw new UsageError(
    `--shard: there is nothing for part ${part} of ${of}\n  expected: at most ${scenarios.length} parts, one a scenario`,
  );
}
