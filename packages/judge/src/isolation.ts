import type { ClockTier, Scenario } from '@sdk-conformance/model';
import type { Because, Expectation } from '@sdk-conformance/oracle';
import type { SeenStep } from './by-step.js';
import { fail, type Mark, pass } from './mark.js';
import { startTolerances } from './tolerance.js';

const because: Because = {
  requirement: 'call.isolation',
  pointer: '/retry',
  text: 'calls on one client share no retry state, bodies or waits',
};

/** Requirements that one call can break in another. */
const shared = ['retry.', 'timeout.', 'request.', 'success.', 'error.class'];

/** Each step's first request goes out when the step starts, whatever other steps wait for. */
export function judgeStarts(expectation: Expectation, seenOf: (step: string) => SeenStep, tier: ClockTier): Mark[] {
  if (expectation.steps.length < 2) return [];
  const startMs = startTolerances[tier];
  return expectation.steps.flatMap(({ step }): Mark[] => {
    const own = seenOf(step);
    const started = own.settled?.startedAt;
    const [first] = own.exchanges;
    if (started == null || first === undefined) return [];
    const waited = first.arrivedAt.virtualMs - started.virtualMs;
    return [
      waited <= startMs
        ? pass(because, step)
        : fail(because, step, `the first request of ${step} came ${Math.round(waited)} ms after it started`, {
            waitedMs: waited,
          }),
    ];
  });
}

/**
 * Charges to isolation what breaks in one call and holds in another on the same client. Meant for failures that no change of policy
 * explains: a policy would show in every call alike.
 */
export function chargeIsolation(scenario: Scenario, marks: readonly Mark[]): readonly Mark[] {
  if (scenario.steps.length < 2) return marks;
  const clientOf = new Map(scenario.steps.map((s) => [s.id, s.client]));
  const holdsElsewhere = (broken: Mark): boolean => {
    const others = marks.filter(
      (m) => m.because.requirement === broken.because.requirement && m.step !== null && m.step !== broken.step,
    );
    const siblings = others.filter((m) => clientOf.get(m.step ?? '') === clientOf.get(broken.step ?? ''));
    const bad = new Set(siblings.filter((m) => m.verdict === 'fail').map((m) => m.step));
    return siblings.some((m) => m.verdict === 'pass' && !bad.has(m.step));
  };
  return marks.map((m) =>
    m.verdict === 'fail' &&
    m.step !== null &&
    shared.some((prefix) => m.because.requirement.startsWith(prefix)) &&
    holdsElsewhere(m)
      ? { ...m, because, expected: `${because.text}; ${m.expected}`, seen: `${m.step}: ${m.seen}` }
      : m,
  );
}
