import type { Answer, Exchange, Scenario, Step } from '@sdk-conformance/model';

/**
 * A scenario whose scripts have what was answered for limits that were over, too: which request goes over a limit hangs on the order in which
 * they come. Calls beside those that went over one stand first, and then these: of many steps a diagnosis looks at the first.
 */
export function asServed(scenario: Scenario, exchanges: readonly Exchange[]): Scenario {
  if (!exchanges.some(({ limited }) => limited !== undefined)) return scenario;
  const served = new Map<string, Answer[]>();
  const limited = new Set<string>();
  for (const { step: id, answer, limited: over } of exchanges) {
    const step = scenario.steps.find((known) => known.id === id);
    if (step === undefined) continue;
    const own = served.get(step.id) ?? [];
    served.set(step.id, own);
    const given = over?.answer ?? step.script[answer];
    if (given !== undefined) own.push(given);
    if (over !== undefined) limited.add(step.id);
  }
  const steps = scenario.steps.map((step) => {
    const given = served.get(step.id) ?? [];
    const taken = given.filter((answer) => step.script.includes(answer)).length;
    const rest = step.script.slice(Math.min(taken, step.script.length - 1));
    return limited.has(step.id) ? { ...step, script: [...given, ...rest] } : step;
  });
  const crowded = new Set(steps.flatMap(({ id, operation }) => (limited.has(id) ? [operation] : [])));
  const place = ({ id, operation }: Step) => (limited.has(id) ? 1 : crowded.has(operation) ? 2 : 0);
  return { ...scenario, steps: [...steps].sort((a, b) => place(a) - place(b)) };
}
