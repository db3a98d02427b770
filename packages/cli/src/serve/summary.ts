import type { Exchange } from '@sdk-conformance/model';
import { count } from '@sdk-conformance/reporters';
import { gapBefore, wholeMs } from './exchange-lines.js';
import type { ServedScenario } from './introduction.js';

/** What came while a scenario was open: for each step its requests, what they were answered with, and the gaps between them. */
export function summaryLines({ scenario }: ServedScenario, exchanges: readonly Exchange[]): readonly string[] {
  const of = (step: string | null) => exchanges.filter((exchange) => exchange.step === step);
  const steps = scenario.steps.map(({ id, operation }) => {
    const name = scenario.steps.length === 1 ? operation : `step ${id}`;
    return `${name}: ${summaryOf(of(id), exchanges)}`;
  });
  const strays = of(null);
  return [...steps, ...(strays.length === 0 ? [] : [`of no step: ${summaryOf(strays, [])}`])];
}

function summaryOf(own: readonly Exchange[], all: readonly Exchange[]): string {
  if (own.length === 0) return 'no request';
  const gaps = own.map((exchange) => gapBefore(exchange, all)).filter((gap) => gap !== null);
  const answers = `${count(own.length, 'request')}: ${own.map(({ served }) => served.label).join(', ')}`;
  return gaps.length === 0
    ? answers
    : `${answers}; ${gaps.length === 1 ? 'gap' : 'gaps'} ${gaps.map(wholeMs).join(', ')}`;
}
