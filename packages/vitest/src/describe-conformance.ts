import { type OpenRunOptions, openRun } from '@sdk-conformance/cli';
import { testFailureOf, testReasonOf, testResultOf, testTargetFailureOf } from '@sdk-conformance/reporters';
import { afterAll, describe, type TestContext, test } from 'vitest';
import { type Playing, startPlaying } from './playing.js';
import { wantedIn } from './wanted.js';

export interface ConformanceOptions extends Partial<OpenRunOptions> {
  /** Name of the group of tests; `conformance` without. */
  readonly name?: string;
}

/**
 * Defines a test for each scenario of each target of the nearest configuration. They are played in one run, which begins with the first test;
 * of what `-t` leaves out nothing is played. A test fails where the run would, with what the report for people says of it. What is not judged,
 * and what is a known deviation, is skipped with the reason.
 *
 * @throws UsageError for whatever is wrong with configuration, spec or fixtures
 *
 * @example
 * ```ts
 * // conformance/conformance.test.ts
 * import { describeConformance } from '@sdk-conformance/vitest';
 *
 * describeConformance({ filter: ['retry/**', 'status/**'] });
 * ```
 */
export function describeConformance({ name = 'conformance', ...options }: ConformanceOptions = {}): void {
  const run = openRun({ cwd: process.cwd(), ...options }, { env: process.env, command: 'npx conformance' });
  describe(name, () => {
    let playing: Playing | null = null;
    const of = ({ task }: TestContext) => {
      playing ??= startPlaying(run, wantedIn(task));
      return playing;
    };
    afterAll(() => playing?.end());
    for (const { name: target, scenarios } of run.targets) {
      describe(target, () => {
        // The run ends by itself what does not come to an end.
        for (const id of scenarios) test(id, { timeout: 0 }, (context) => judged(context, of(context), target, id));
        test('is played and judged to its end', { timeout: 0 }, async (context) => {
          const failure = testTargetFailureOf(await of(context).ended, target);
          if (failure !== '') throw withoutStack(failure);
        });
      });
    }
  });
}

async function judged({ skip }: TestContext, playing: Playing, target: string, id: string): Promise<void> {
  const { run, scenario } = await playing.scenario(target, id);
  switch (testResultOf(run, scenario)) {
    case 'passed':
      return;
    case 'skipped':
      return skip(testReasonOf(scenario));
    case 'error':
      throw withoutStack(testReasonOf(scenario));
    case 'failed':
      // Causes are told when all has been played.
      throw withoutStack(testFailureOf(await playing.ended, target, id));
  }
}

/** An error that leads to no line of ours: what is wrong is in the SDK. */
function withoutStack(message: string): Error {
  const error = new Error(message);
  error.name = 'NotConforming';
  error.stack = `${error.name}: ${message}`;
  return error;
}
