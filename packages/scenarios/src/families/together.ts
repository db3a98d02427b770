import type { Answer, Scenario, Step } from '@sdk-conformance/model';
import { argumentsFor } from '../arguments.js';
import { type Derivation, error, mainOperation, retriedErrors, success, terminalErrors } from '../derivation.js';

const family = 'together';
const company = 8;

/** Calls side by side, each on a client of its own, however many a run has open at once; before them the same calls, each alone. */
export function togetherScenarios(from: Derivation): readonly Scenario[] {
  const [retried] = retriedErrors(from.spec);
  const [terminal] = terminalErrors(from.spec);
  if (retried === undefined) return [];
  return mainOperation(from.spec).map((operation): Scenario => {
    const ok = success(operation);
    const kinds: readonly (readonly [name: string, script: readonly Answer[]])[] = [
      ['succeeds', [ok]],
      ['recovers', [error(from, retried), ok]],
      ['gives-up', [error(from, retried)]],
      ...(terminal === undefined ? [] : [['fails', [error(from, terminal)]] as const]),
    ];
    const step = (id: string, script: readonly Answer[], startAfter: string | undefined): Step => ({
      id,
      client: id,
      operation: operation.id,
      arguments: argumentsFor(operation, { distinct: id }),
      script,
      ...(startAfter === undefined ? {} : { startAfter }),
    });
    const alone = kinds.map(([name, script], n) => step(name, script, kinds[n - 1]?.[0]));
    const beside = Array.from({ length: company }, (_, n) => {
      const [name, script] = kinds[n % kinds.length] ?? ['succeeds', [ok]];
      return step(`${name}-${n + 1}`, script, alone.at(-1)?.id);
    });
    const steps = [...alone, ...beside];
    return {
      id: `${family}/clients-${company}/mixed/${operation.id}`,
      family,
      about: `${company} clients call at once, after the same calls have been made alone: successes, failures that pass, and failures that last.`,
      clients: steps.map(({ client }) => ({ id: client, options: {} })),
      steps,
    };
  });
}
