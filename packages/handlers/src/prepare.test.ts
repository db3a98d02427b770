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

test('a body that tells no moment is filled once, one that tells it each time', () => {
  const served = (body: string) => {
    const fixture: Fixture = { id: 'a', file: 'a.http', status: 500, reason: '', headers: [], body: Buffer.from(body) };
    const message = prepareMessage({ fixture: 'a' }, fixture);
    const [first, second] = [message({ nowMs: 1 }).body, message({ nowMs: 2 }).body];
    return [Buffer.from(first).toString(), Buffer.from(second).toString(), first === second];
  };
  expect(served('<{{repeat 3 ab}}>')).toEqual(['<ababab>', '<ababab>', true]);
  expect(served('{{epochMs}}')).toEqual(['1', '2', false]);
});
