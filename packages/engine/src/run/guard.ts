import type { TargetFailure } from '@sdk-conformance/reporters';

/** Where what goes wrong with a target is kept. */
export interface Failing {
  readonly failures: TargetFailure[];
}

/** Notes an exception of ours with the target that it hit: its run goes on as far as it can, and is not green. */
export function noteOwnFailure({ failures }: Failing, error: unknown): void {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  // What breaks us once may do so at each scenario.
  if (failures.filter(({ side }) => side === 'harness').length < MOST) failures.push({ side: 'harness', why: words });
}

const MOST = 10;

/** Does work for a target; resolves to false where it threw, which is noted. */
export async function guarded(course: Failing, work: () => Promise<void> | void): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    noteOwnFailure(course, error);
    return false;
  }
}
