import type { Spec } from '@sdk-conformance/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorkshop, tsc, type Workshop } from '../testing/runtimes.js';
import { filesOf, parcel } from '../testing/specs.js';

/** Parcels with a class that streams alone raise, and one that nothing raises. */
function streaming(): Spec {
  const spec = parcel();
  const named = (id: string) => ({
    ...{ id, extends: spec.errors.base, names: { typescript: `${id}Error` } },
    ...{ deprecated: false, description: null, pointer: '/errors/classes' },
  });
  const terminal = { event: 'end', data: null, given: false };
  const events = {
    silent: [],
    errorEvent: 'error',
    errorData: null,
    missingTerminal: null,
    retryAfterFirstEvent: null,
  };
  return {
    ...spec,
    languages: ['typescript'],
    errors: { ...spec.errors, classes: [...spec.errors.classes, named('Cable'), named('Idle')] },
    streaming: { ...spec.streaming, terminal, ...events, errorClass: 'Cable' } as Spec['streaming'],
    operations: spec.operations.map((one) => (one.id === 'printLabel' ? { ...one, stream: true } : one)),
  };
}

const folder = 'packages/parcel-post-error-map-typescript';
let workshop: Workshop;
beforeAll(() => {
  workshop = createWorkshop();
  workshop.write(filesOf(streaming()));
});
afterAll(() => workshop.remove());

test('a switch over what an operation raises misses none, and names none that it does not raise', () => {
  workshop.write([{ path: `${folder}/src/use.mts`, text: use }]);
  expect(workshop.attempt(tsc, ['-p', '.', '--noEmit'], folder).said).toBe('');
});

test('a switch that misses one does not compile', () => {
  workshop.write([{ path: `${folder}/src/use.mts`, text: use.replace("    case 'TeapotError':\n", '') }]);
  expect(workshop.attempt(tsc, ['-p', '.', '--noEmit'], folder).said).toContain("to type 'never'");
});

const use = `import type { ErrorOfOperation, OperationErrors } from './index.mjs';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
// A class that streams alone raise is none of other calls, and one that nothing raises is none of any.
const streams: Same<OperationErrors['printLabel'], OperationErrors['getParcel'] | 'CableError'> = true;
const any: Same<ErrorOfOperation['name'], OperationErrors['printLabel']> = true;

export function adviceOn(error: ErrorOfOperation<'getParcel'>): string {
  switch (error.name) {
    case 'ParcelConflict':
      return String(error.depot);
    case 'TeapotError':
    case 'ClientError':
    case 'DepotError':
    case 'ApiError':
      return error.detail;
    // @ts-expect-error: streams alone raise it
    case 'CableError':
      return '';
    // @ts-expect-error: nothing raises it
    case 'IdleError':
      return '';
    default: {
      const missed: never = error;
      return missed;
    }
  }
}

void [streams, any];
`;
