import type { Scenario, Spec } from '@sdk-conformance/model';
import { backoffAt, backoffDraw, windowOf } from './backoff.js';
import { because } from './because.js';
import type { DelayDraw, JitterExpectation, StepExpectation } from './expectation.js';

/** Clients enough for a distribution of delays to be judged. */
const jitterSample = 20;

/** The delays before a sound SDK's first, second, … retry, as far as there is a sample of each. */
export function jitterOf(spec: Spec, scenario: Scenario, steps: readonly StepExpectation[]): JitterExpectation | null {
  const { backoff } = spec;
  if (backoff === null || scenario.clients.length < jitterSample) return null;
  const draws: DelayDraw[] = [];
  for (let retry = 0; ; retry++) {
    const waiting = steps.filter(({ decisions }) =>
      decisions
        .slice(0, retry + 1)
        .every(
          (d, i, to) => d.action === 'retry' && (i < to.length - 1 || d.gap?.because.requirement === 'retry.backoff'),
        ),
    );
    // The delays of different failures are drawn from different windows.
    const pointers = new Set(waiting.map(({ decisions }) => decisions[retry]?.gap?.because.pointer));
    const [pointer = ''] = pointers;
    const draw = backoffDraw(backoffAt(backoff, pointer), retry);
    const range = windowOf(draw);
    if (waiting.length < jitterSample || pointers.size > 1) break;
    if (range.fromMs === range.toMs && retry > 0) break;
    draws.push(draw);
  }
  if (draws.every((draw) => windowOf(draw).fromMs === windowOf(draw).toMs)) return null;
  const windows = draws.map(windowOf).map((r) => `${r.fromMs} to ${r.toMs}`);
  const evenly = `delays of ${scenario.clients.length} clients are spread evenly over ${windows.join(', ')} ms`;
  return { draws, alike: sameCalls(scenario), because: because('retry.backoff.jitter', '/backoff/jitter', evenly) };
}

/** The most steps that make one and the same call; none where each makes another. */
function sameCalls({ steps }: Scenario): readonly string[] {
  const calls = new Map<string, string[]>();
  for (const step of steps) {
    const call = JSON.stringify([step.operation, step.arguments]);
    const known = calls.get(call) ?? [];
    calls.set(call, known);
    known.push(step.id);
  }
  const most = [...calls.values()].reduce((a, b) => (b.length > a.length ? b : a), []);
  return most.length < jitterSample ? [] : most;
}
