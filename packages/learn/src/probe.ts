import type { Answer, ClientPlan, Operation, Scenario, Step } from '@sdk-conformance/model';
import { argumentsFor, plainError } from '@sdk-conformance/scenarios';

export function success(operation: Operation): Answer {
  return { fixture: operation.success.fixture };
}

export function failure(status: number, headers?: Answer['headers']): Answer {
  return { fixture: plainError, status, ...(headers === undefined ? {} : { headers }) };
}

/** A probe of one client and one step. Options are left as they are by default unless some are given. */
export function probe(
  factor: string,
  name: string,
  operation: Operation,
  script: readonly Answer[],
  given: { readonly options?: ClientPlan['options']; readonly step?: Partial<Pick<Step, 'abortAtMs'>> } = {},
): Scenario {
  return {
    id: `learn/${factor}/${name}/${operation.id}`,
    family: `learn/${factor}`,
    about: `Asks ${operation.id} what it makes of ${name}.`,
    clients: [{ id: 'client', options: given.options ?? {} }],
    steps: [
      {
        id: 'step',
        client: 'client',
        operation: operation.id,
        arguments: argumentsFor(operation),
        script,
        ...given.step,
      },
    ],
  };
}

/** The part of a probe's id behind its factor, without the operation: its name. */
export function nameOf({ id, family }: Scenario): string {
  return id.slice(family.length + 1, id.lastIndexOf('/'));
}

/** One operation that reads and one that writes, as far as there are both; they stand for the others. */
export function readAndWrite(operations: readonly Operation[]): readonly Operation[] {
  const plain = operations.filter((o) => !o.stream && o.success.status !== 204);
  const reads = plain.find(({ method }) => method === 'GET');
  const writes =
    plain.find(({ method, hasBody }) => method === 'POST' && hasBody) ?? plain.find((o) => o.method !== 'GET');
  const chosen = [reads, writes].filter((o) => o !== undefined);
  return chosen.length > 0 ? chosen : operations.slice(0, 1);
}
