import { performance } from 'node:perf_hooks';
import type { Scenario } from '@sdk-conformance/model';
import { playOrder, usualJobs } from '@sdk-conformance/runner';
import { confirmed, type Replays } from '../confirm/confirm.js';
import type { Replayed } from '../confirm/groups.js';
import { type Context, type Course, playOnce, settle } from './course.js';
import { guarded } from './guard.js';
import type { Result } from './result.js';

/** What confirmation may cost of the time that a target took; the least, in ms, is that of a start and a few calls. */
const SHARE = 1 / 5;
const LEAST_MS = 30_000;

/** Plays what failed on a target again, and settles it. Meant to be called when nothing else is played. */
export async function settleFailed(context: Context, course: Course): Promise<void> {
  const began = performance.now();
  for (const [round, failed] of course.failed) {
    let results: readonly Result[] = failed.map((result) => ({ ...result, replayed: false }));
    await guarded(course, async () => {
      results = await confirmed(context.plan.spec, failed, replaysOf(context, course));
    });
    for (const result of results) settle(context, course, round, result);
  }
  course.wallMs += performance.now() - began;
}

function replaysOf(context: Context, course: Course): Replays {
  const { jobs } = context.options;
  const over = AbortSignal.timeout(Math.ceil(Math.max(LEAST_MS, course.wallMs * SHARE)));
  const inTime = AbortSignal.any([context.signal, over]);
  return {
    alone: (scenarios, toTheEnd) =>
      played(context, course, scenarios, { jobs: 1, signal: toTheEnd ? context.signal : inTime }),
    together: jobs === 1 ? null : (scenarios) => played(context, course, scenarios, { jobs, signal: inTime }),
    order: playOrder(course.target.scenarios, jobs ?? usualJobs),
    reach: Math.ceil((jobs ?? usualJobs) / 2),
  };
}

/** What befalls adapter or process in a replay is told of the first play, or not at all: of a few calls no claim can be judged. */
async function played(
  context: Context,
  course: Course,
  scenarios: readonly Scenario[],
  how: Parameters<typeof playOnce>[3],
): Promise<Replayed> {
  const results = new Map<string, Result>();
  for await (const event of playOnce(context, course, scenarios, how)) {
    if (event.type === 'result' && event.result.judged !== null) results.set(event.result.scenario.id, event.result);
  }
  return results;
}
