import type { Exchange, Observation } from '@sdk-conformance/model';
import type { Decision, StepExpectation } from '@sdk-conformance/oracle';
import { toleranceOf } from './tolerance.js';

/** The attempts of a step, each with its decision. */
interface Attempts {
  readonly exchanges: readonly Exchange[];
  readonly decisions: readonly Decision[];
}

/** ms within which an HTTP client sends a request again whose connection was closed. */
const atOnceMs = 10;

/** Requests that the runtime's own HTTP client sent again within one attempt, taken out: the SDK knows nothing of them. */
export function withoutResends(
  { decisions, resends }: StepExpectation,
  exchanges: readonly Exchange[],
  observation: Observation,
): Attempts {
  if (resends === null) return { exchanges, decisions };
  const kept: Exchange[] = [];
  const due: Decision[] = [];
  let before = 0;
  let inAttempt = 0;
  for (const [i, exchange] of exchanges.entries()) {
    const served = resends.decisions[Math.min(before, resends.decisions.length - 1)] ?? decisions;
    const decision = served[Math.min(kept.length, served.length - 1)];
    if (decision === undefined) break;
    const next = exchanges[i + 1];
    const end = exchange.served.endedAt ?? exchange.served.abandonedAt ?? exchange.arrivedAt;
    const gapMs = next === undefined ? Number.POSITIVE_INFINITY : next.arrivedAt.virtualMs - end.virtualMs;
    // A retry that may come so soon is taken for one.
    const mayBeRetry = decision.gap?.kind === 'window' && decision.gap.fromMs <= gapMs;
    if (
      decision.closed &&
      inAttempt < resends.most &&
      gapMs <= atOnceMs + toleranceOf(observation).aboveMs &&
      !(decision.action === 'retry' && mayBeRetry)
    ) {
      before += 1;
      inAttempt += 1;
      continue;
    }
    inAttempt = 0;
    kept.push(exchange);
    due.push(decision);
  }
  return { exchanges: kept, decisions: due.length === 0 ? decisions : due };
}
