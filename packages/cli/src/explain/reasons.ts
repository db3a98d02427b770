import { type Because, type Expectation, requirementIds } from '@sdk-conformance/oracle';

/** Every reason that an expectation gives, up to where the SDK is to stop. */
export function* reasonsIn(expectation: Expectation): Generator<Because> {
  for (const step of expectation.steps) {
    const stop = step.decisions.findIndex((decision) => decision.action !== 'retry');
    for (const [i, decision] of step.decisions.entries()) {
      if (stop >= 0 && i > stop) break;
      // What a step comes to is at stake where it stops.
      yield* reasonsWithin(i === stop ? decision : { ...decision, outcome: null });
    }
    yield* reasonsWithin(step.abort);
  }
  yield* reasonsWithin(expectation.jitter);
}

function* reasonsWithin(value: unknown): Generator<Because> {
  if (typeof value !== 'object' || value === null) return;
  if (isReason(value)) yield value;
  for (const part of Object.values(value)) yield* reasonsWithin(part);
}

const known: ReadonlySet<unknown> = new Set(requirementIds);

function isReason(value: object): value is Because {
  return 'requirement' in value && known.has(value.requirement) && 'pointer' in value && 'text' in value;
}
