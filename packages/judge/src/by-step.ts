import type { Exchange, Observation, SettledStep } from '@sdk-conformance/model';

/** What was seen of one step. */
export interface SeenStep {
  readonly exchanges: readonly Exchange[];
  readonly settled: SettledStep | undefined;
}

/** What was seen, step by step: a call may have a thousand. */
export function byStep({ exchanges, steps }: Observation): (step: string) => SeenStep {
  const own = new Map<string, Exchange[]>();
  for (const exchange of exchanges) {
    if (exchange.step === null) continue;
    const known = own.get(exchange.step);
    if (known === undefined) own.set(exchange.step, [exchange]);
    else known.push(exchange);
  }
  const settled = new Map(steps.map((s) => [s.step, s]));
  return (step) => ({ exchanges: own.get(step) ?? [], settled: settled.get(step) });
}

/** What the client waited before each retry, ms, as far as each answer came to its end. */
export function delaysOf({ exchanges }: SeenStep): readonly number[] {
  const delays: number[] = [];
  for (const [attempt, { served }] of exchanges.entries()) {
    const next = exchanges[attempt + 1];
    if (served.endedAt === null || next === undefined) break;
    delays.push(next.arrivedAt.virtualMs - served.endedAt.virtualMs);
  }
  return delays;
}
