import type { Answer, Fault, Fixture, Operation } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { attemptOf } from './attempt.js';

const fixture = { id: 'ten', status: 200, reason: 'OK', headers: [], body: new Uint8Array(10) } as unknown as Fixture;
const operation = { id: 'get', stream: false } as unknown as Operation;

/** What a fault comes to under a timeout of 2,000 ms that covers the body, as a whole or each wait for more of it. */
function met(fault: Fault, perRead: boolean) {
  const answer: Answer = { fixture: 'ten', fault };
  const patience = {
    timeoutMs: 2000,
    timeoutAt: '/timeouts/attemptMs',
    coversBody: true,
    perRead,
    perStreamEvent: null,
  };
  const { attempt, takesMs } = attemptOf(answer, fixture, operation, patience);
  return `${attempt.kind} after ${takesMs} ms`;
}

test.each<[string, Fault, whole: string, perRead: string]>([
  ['slow in all', { kind: 'drip', bytes: 1, intervalMs: 600 }, 'timeout after 2000 ms', 'response after 5400 ms'],
  [
    'slow in one piece',
    { kind: 'pieces', pieces: [{ bytes: 2 }, { bytes: 3, pauseMs: 700 }, { bytes: 5, pauseMs: 2500 }], end: 'rest' },
    'timeout after 2000 ms',
    'timeout after 2700 ms',
  ],
  [
    'still after a pause',
    { kind: 'pieces', pieces: [{ bytes: 2 }, { bytes: 3, pauseMs: 1500 }], end: 'stall' },
    'timeout after 2000 ms',
    'timeout after 3500 ms',
  ],
  ['still after its head', { kind: 'stall', after: 'head' }, 'timeout after 2000 ms', 'timeout after 2000 ms'],
  ['never begun', { kind: 'stall', after: 'request' }, 'timeout after 2000 ms', 'timeout after 2000 ms'],
  ['late as a whole', { kind: 'delay', ms: 2500 }, 'timeout after 2000 ms', 'timeout after 2000 ms'],
])('a body that is %s, under a timeout of the whole and of each read', (_, fault, whole, perRead) => {
  expect([met(fault, false), met(fault, true)]).toEqual([whole, perRead]);
});
