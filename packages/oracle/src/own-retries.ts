import { matchesStatus, type OwnRetries, type RetriedFault, type Spec } from '@sdk-conformance/model';
import type { Attempt } from './attempt.js';

/** The faults by which a spec may speak of an attempt, the more exact first; none of a response. */
export function faultsOf(attempt: Attempt): readonly RetriedFault[] {
  switch (attempt.kind) {
    case 'transport':
      return [attempt.transport];
    case 'timeout':
      return [attempt.part === 'head' ? 'timeoutHead' : 'timeoutBody', 'timeout'];
    case 'response':
    case 'unspecified':
      return [];
  }
}

/** Retries that an attempt may be followed by beside those that maxRetries allows. */
export interface Beside {
  /** What they are counted by. */
  readonly key: string;
  readonly most: number;
  /** The line of the fault, where it is one that has retries of its own. */
  readonly rule: OwnRetries | null;
}

export function besideOf({ retry }: Spec, attempt: Attempt): Beside {
  const { authRefresh, ownRetries } = retry;
  if (attempt.kind === 'response') {
    const refreshes = authRefresh?.statuses.some((match) => matchesStatus(match, attempt.status)) === true;
    return { key: 'refresh', most: refreshes ? authRefresh.max : 0, rule: null };
  }
  const fault = faultsOf(attempt).find((kind) => ownRetries[kind] !== undefined);
  const rule = (fault === undefined ? undefined : ownRetries[fault]) ?? null;
  return { key: fault ?? '', most: rule?.extra ?? 0, rule };
}

/** How many attempts a call may have beyond those that maxRetries allows. */
export function mostBeside({ retry }: Spec): number {
  const own = Object.values(retry.ownRetries).map(({ extra, atLeast }) => Math.max(extra, atLeast));
  return own.reduce((sum, count) => sum + count, 0) + (retry.authRefresh?.max ?? 0);
}
