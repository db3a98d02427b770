import type { Fixture } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { prepareMessage } from './prepare.js';

function reason(recorded: string, status: number): string | null {
  const fixture: Fixture = {
    id: 'a',
    file: 'a.http',
    status: 500,
    reason: recorded,
    headers: [],
    body: new Uint8Array(),
  };
  return prepareMessage({ fixture: 'a', status }, fixture)({ nowMs: 0 }).reason;
}

test('a recorded phrase holds for its own status, and a status line that has none keeps none under another', () => {
  expect([reason('Oh no', 500), reason('Oh no', 400)]).toEqual(['Oh no', null]);
  expect([reason('', 500), reason('', 400)]).toEqual(['', '']);
});
