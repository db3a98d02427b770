import type { Answer, Scenario, Step } from '@sdk-conformance/model';
import { argumentsFor } from '../arguments.js';
import { type Derivation, error, mainOperation, retriedFailures, success, terminalErrors } from '../derivation.js';

const parallel = 20;
/** Calls that are given one signal: more than the listeners of which Node warns. */
const sharing = 12;

/** Several calls on one client, at once and one after the other, and two clients side by side. */
export function stepScenarios(from: Derivation): readonly Scenario[] {
  const family = 'steps';
  const [a, b = a] = retriedFailures(from);
  const [t] = terminalErrors(from.spec);
  if (a === undefined || b === undefined) return [];
  return mainOperation(from.spec).flatMap((operation): Scenario[] => {
    const ok = success(operation);
    const step = (id: string, client: string, script: readonly Answer[], rest: Partial<Step> = {}): Step => ({
      id,
      client,
      operation: operation.id,
      arguments: argumentsFor(operation, { distinct: id }),
      script,
      ...rest,
    });
    const one = [{ id: 'client', options: {} }];
    const numbers = Array.from({ length: parallel }, (_, i) => i + 1);
    const mixed: readonly (readonly Answer[])[] = [
      [ok],
      [a.answer, ok],
      ...(t === undefined ? [] : [[error(from, t)]]),
      [b.answer],
    ];
    const always = [a.answer, a.answer, a.answer, a.answer];
    return [
      {
        id: `${family}/parallel-${parallel}/mixed/${operation.id}`,
        family,
        about: `${parallel} calls at once on one client: successes, failures that pass, and failures that last.`,
        clients: one,
        steps: numbers.map((n) => step(`step-${n}`, 'client', mixed[n % mixed.length] ?? [ok])),
      },
      {
        id: `${family}/parallel-${parallel}/${a.name}-200/${operation.id}`,
        family,
        about: `${parallel} calls at once on one client, each with one ${a.name} first.`,
        clients: one,
        steps: numbers.map((n) => step(`step-${n}`, 'client', [a.answer, ok])),
      },
      {
        id: `${family}/beside-backoff/${operation.id}`,
        family,
        about: 'One call waits to retry; others start meanwhile and succeed at once.',
        clients: one,
        steps: [
          step('waits', 'client', always),
          step('beside', 'client', [ok], { startAtMs: 100 }),
          step('later', 'client', [ok], { startAtMs: 400 }),
        ],
      },
      {
        id: `${family}/again/${operation.id}`,
        family,
        about: 'A call fails after all its retries; the next starts its backoff anew.',
        clients: one,
        steps: [
          step('fails', 'client', always),
          step('again', 'client', [a.answer, a.answer, ok], { startAfter: 'fails' }),
          step('succeeds', 'client', [ok], { startAfter: 'again' }),
        ],
      },
      ...(from.spec.abort === null
        ? []
        : [
            {
              id: `${family}/shared-signal-${sharing}/${operation.id}`,
              family,
              about: `${sharing} calls in a row are given one abort signal; some fail at first, and none is aborted.`,
              clients: one,
              steps: numbers.slice(0, sharing).map((n) =>
                step(`step-${n}`, 'client', n % 3 === 0 ? [a.answer, ok] : [ok], {
                  signal: 'shared',
                  ...(n === 1 ? {} : { startAfter: `step-${n - 1}` }),
                }),
              ),
            },
          ]),
      {
        id: `${family}/max-5/max-0/two-clients/${operation.id}`,
        family,
        about: 'Two clients with other credentials and options, at once.',
        clients: [
          { id: 'patient', options: { maxRetries: 5 } },
          { id: 'hasty', options: { maxRetries: 0 } },
        ],
        steps: [step('patient', 'patient', [a.answer]), step('hasty', 'hasty', [a.answer])],
      },
    ];
  });
}
