import { operationOf, type Scenario, type Spec } from '@sdk-conformance/model';
import { because } from './because.js';
import type { Expectation } from './expectation.js';
import { limitsOf } from './limits.js';

function categoriesOf(spec: Spec, { steps }: Scenario): Readonly<Record<string, string | null>> {
  return Object.fromEntries(steps.map(({ id, operation }) => [id, operationOf(spec, operation).rateLimit]));
}

/** What limits that are met ask of calls that draw on others. */
export function limitsAtWork(spec: Spec, scenario: Scenario): NonNullable<Expectation['limits']> {
  const text = 'a limit that is met in one category holds up no call of another';
  return { because: because('limit.others', '/rateLimits', text), categories: categoriesOf(spec, scenario) };
}

/** ms that a scenario takes at least where more calls than a limit has room for are retried: the rest of a window is waited. */
export function limitedMs(spec: Spec, scenario: Scenario): number {
  if (scenario.limits === undefined) return 0;
  const drawn = scenario.steps.flatMap((step) => {
    const operation = operationOf(spec, step.operation);
    const options = scenario.clients.find(({ id }) => id === step.client)?.options ?? {};
    const retries = limitsOf(spec, operation, options).maxRetries ?? 0;
    return retries > 0 && step.startAfter === undefined ? [`${operation.rateLimit} ${step.client}`] : [];
  });
  const waits = spec.rateLimits.filter(({ id, limit }) =>
    scenario.clients.some((client) => drawn.filter((key) => key === `${id} ${client.id}`).length > limit),
  );
  // A server's window may have begun a little before the last call.
  return Math.max(0, ...waits.map(({ windowMs }) => windowMs - 1000));
}
