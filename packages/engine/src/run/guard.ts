import type { Course } from './course.js';

/** Notes an exception of ours with the target that it hit: its run goes on as far as it can, and is not green. */
export function noteOwnFailure({ failures }: Pick<Course, 'failures'>, error: unknown): void {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  // What breaks us once may do so at each scenario.
  if (failures.filter(({ side }) => side === 'harness').length < MOST) failures.push({ side: 'harness', why: words });
}

const MOST = 10;

/** Does work for a target; resolves to false where it threw, which is noted. */
export async function guarded(course: Course, work: () => Promise<void> | void): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    noteOwnFailure(course, error);
    return false;
  }
}
