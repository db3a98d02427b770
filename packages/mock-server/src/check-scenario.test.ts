import type { Answer } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { fixtures, ok, scenario, spec, step } from './api.test.kit.js';
import { checkScenario } from './check-scenario.js';

const refused = (answer: Answer) => () =>
  checkScenario(spec, fixtures, scenario(step('s', 'listPersonas', [ok, answer])));

test.each<[Answer, string]>([
  [{ fixture: 'foilengine/418' }, 'there is no fixture foilengine/418'],
  [{ fixture: null }, 'no fixture is named and one is needed'],
  [{ fixture: null, fault: { kind: 'delay', ms: 1 } }, 'no fixture is named and one is needed'],
  [{ ...ok, status: 103 }, 'status is 103, expected 200 to 999'],
  [{ ...ok, status: 1000 }, 'status is 1000, expected 200 to 999'],
  [{ ...ok, informational: [200] }, 'informational status is 200, expected 100 to 199 but for 101'],
  [{ ...ok, informational: [101] }, 'informational status is 101, expected 100 to 199 but for 101'],
  [{ ...ok, headers: { 'Bad Name': '1' } }, 'Header name must be a valid HTTP token ["Bad Name"]'],
  [{ ...ok, headers: { 'X-A': 'a\nb' } }, 'Invalid character in header content ["X-A"]'],
  [
    { ...ok, headers: { 'X-A': '{{now}}' } },
    'unknown template: {{now}}; expected {{httpdate +3s}}, {{rfc850date +3s}}, {{asctime +3s}}, {{isodate}}, {{epoch -1s}}, {{epochMs}}, {{otherOrigin}} or {{repeat 1024 x}}',
  ],
  [{ ...ok, fault: { kind: 'delay', ms: -1 } }, 'fault delay: ms is -1, expected 0 or more'],
  [
    { ...ok, fault: { kind: 'drip', bytes: 0, intervalMs: 5 } },
    'fault drip: bytes is 0, expected a whole number from 1',
  ],
  [
    { ...ok, fault: { kind: 'reset', after: { bodyBytes: Number.NaN } } },
    'fault reset: after.bodyBytes is NaN, expected 0 or more',
  ],
  [{ ...ok, fault: { kind: 'pieces', pieces: [], end: 'cut' } }, 'fault pieces: pieces is 0, expected one or more'],
  [
    { ...ok, fault: { kind: 'pieces', pieces: [{ bytes: 1 }, { bytes: 0 }], end: 'rest' } },
    'fault pieces: pieces.1.bytes is 0, expected a whole number from 1',
  ],
])('%j', (answer, message) => {
  expect(refused(answer)).toThrow(new RangeError(`scenario test/one, step s: answer 1: ${message}`));
});

test('a base URL that leads nowhere does so for all answers', () => {
  expect(refused({ fixture: null, fault: { kind: 'unresolved' } })).toThrow(
    new RangeError(
      'scenario test/one: a fault unresolved is of the base URL, so that every answer of the scenario must have it',
    ),
  );
});

test.each([
  [step('s', 'fly', [ok]), 'there is no operation fly'],
  [step('s', 'listPersonas', []), 'the script is empty'],
])('%#', (bad, message) => {
  expect(() => checkScenario(spec, fixtures, scenario(bad))).toThrow(
    new RangeError(`scenario test/one, step s: ${message}`),
  );
});

test('a client that the scenario does not have', () => {
  const played = { ...scenario(step('s', 'listPersonas', [ok])), clients: [] };
  expect(() => checkScenario(spec, fixtures, played)).toThrow(
    new RangeError('scenario test/one, step s: there is no client a'),
  );
});
