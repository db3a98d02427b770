import type { Exchange, Observation } from '@sdk-conformance/model';
import type { Expectation, StepExpectation } from '@sdk-conformance/oracle';

/** A redirect that a step followed. */
export interface Followed {
  /** The attempt that it answered, from 0. */
  readonly attempt: number;
  /** Where the SDK went. */
  readonly request: string;
}

export interface WithoutFollowed {
  /** Without the requests that followed a redirect: where they lead and what the mock has there says nothing of the SDK. */
  readonly observation: Observation;
  /** By step. */
  readonly followed: ReadonlyMap<string, Followed>;
}

function pointsElsewhere({ served }: Exchange): boolean {
  const { status, headers } = served;
  return (
    status !== null && status >= 300 && status <= 399 && headers.some(([name]) => name.toLowerCase() === 'location')
  );
}

/** The same request again is no following, whatever the answer pointed at. */
function isSame(a: Exchange, b: Exchange): boolean {
  return a.request.method === b.request.method && a.request.target === b.request.target;
}

/** Exchanges that may be of a step: its own, and those of no step that its client may have made. */
function mayBeOf({ step, client }: StepExpectation, exchange: Exchange): boolean {
  return exchange.step === step || (exchange.step === null && (exchange.client === null || exchange.client === client));
}

function followedBy(step: StepExpectation, exchanges: readonly Exchange[]): readonly Exchange[] {
  const own = exchanges.filter((exchange) => mayBeOf(step, exchange));
  const at = own.findIndex((exchange, place) => {
    const next = own[place + 1];
    return exchange.step !== null && pointsElsewhere(exchange) && next !== undefined && !isSame(exchange, next);
  });
  return at < 0 ? [] : own.slice(at + 1);
}

/** What was seen but for what followed redirects. */
export function withoutFollowed(expectation: Expectation, observation: Observation): WithoutFollowed {
  const followed = new Map<string, Followed>();
  // Most calls have none, and a call may have a thousand steps.
  if (!observation.exchanges.some(pointsElsewhere)) return { observation, followed };
  const gone = new Set<Exchange>();
  for (const step of expectation.steps) {
    const by = followedBy(step, observation.exchanges);
    const [first] = by;
    if (first === undefined) continue;
    const before = observation.exchanges.filter((e) => e.step === step.step && e.index < first.index);
    const { method, target } = first.request;
    followed.set(step.step, { attempt: before.length - 1, request: `${method} ${target}` });
    for (const exchange of by) gone.add(exchange);
  }
  const exchanges = observation.exchanges.filter((exchange) => !gone.has(exchange));
  return { observation: { ...observation, exchanges }, followed };
}
