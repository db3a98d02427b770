import type { BackoffPolicy, HintPolicy, RetryPolicy, Scenario, Spec } from '@sdk-conformance/model';

/** What is played under which policy. */
export interface Given {
  readonly spec: Spec;
  readonly scenario: Scenario;
}

export type Change = (given: Given) => Given;

/** A named change of policy, under which a broken SDK may turn out to behave consistently. */
export interface Hypothesis {
  readonly name: string;
  /** Completes "behaves like an SDK that …". */
  readonly text: string;
  /** Spec key that such an SDK gets wrong. */
  readonly pointer: string;
  readonly change: Change;
}

export function hypothesis(name: string, text: string, pointer: string, change: Change): Hypothesis {
  return { name, text, pointer, change };
}

export function retry(change: (policy: RetryPolicy) => Partial<RetryPolicy>): Change {
  return ({ spec, scenario }) => ({ spec: { ...spec, retry: { ...spec.retry, ...change(spec.retry) } }, scenario });
}

/** A change of the hint policy; null takes it away. */
export function hints(change: (policy: HintPolicy) => Partial<HintPolicy> | null): Change {
  return (given) => {
    const { spec, scenario } = given;
    if (spec.hints === null) return given;
    const changed = change(spec.hints);
    return { spec: { ...spec, hints: changed === null ? null : { ...spec.hints, ...changed } }, scenario };
  };
}

export function backoff(change: (policy: BackoffPolicy) => Partial<BackoffPolicy>): Change {
  return (given) => {
    const { spec, scenario } = given;
    return spec.backoff === null
      ? given
      : { spec: { ...spec, backoff: { ...spec.backoff, ...change(spec.backoff) } }, scenario };
  };
}

/** Clients with other options; where none changes, the scenario stays the one it was. */
export function clients(
  change: (options: Scenario['clients'][number]['options']) => Scenario['clients'][number]['options'],
): Change {
  return ({ spec, scenario }) => {
    const changed = scenario.clients.map((c) => ({ ...c, options: change(c.options) }));
    const same = changed.every((c, i) => JSON.stringify(c.options) === JSON.stringify(scenario.clients[i]?.options));
    return { spec, scenario: same ? scenario : { ...scenario, clients: changed } };
  };
}

/** One change after the other. */
export function both(first: Change, second: Change): Change {
  return (given) => second(first(given));
}

/** Hint values read as others; where none changes, the scenario stays the one it was. */
export function hintValues(read: (value: string) => string): Change {
  return ({ spec, scenario }) => {
    const names = new Set(spec.hints?.headers.map((h) => h.name.toLowerCase()) ?? []);
    let changed = false;
    const steps = scenario.steps.map((step) => ({
      ...step,
      script: step.script.map((answer) => {
        if (answer.headers === undefined) return answer;
        const headers = Object.fromEntries(
          Object.entries(answer.headers).map(([name, value]) => {
            const now = value === null || !names.has(name.toLowerCase()) ? value : read(value);
            changed ||= now !== value;
            return [name, now];
          }),
        );
        return { ...answer, headers };
      }),
    }));
    return { spec, scenario: changed ? { ...scenario, steps } : scenario };
  };
}
