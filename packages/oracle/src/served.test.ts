import type { Answer, Exchange, Scenario } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { asServed } from './served.js';

const ok: Answer = { fixture: 'ok' };
const limited: Answer = { fixture: '429', headers: { 'Retry-After': '7' } };

const step = (id: string, operation: string, script: readonly Answer[] = [ok]) => ({
  id,
  client: 'a',
  operation,
  arguments: {},
  script,
});

const scenario: Scenario = {
  id: 'limit/x',
  family: 'limit',
  about: '',
  limits: { answer: { fixture: '429' }, waitIn: 'Retry-After' },
  clients: [{ id: 'a', options: {} }],
  steps: [step('first', 'send'), step('second', 'send', [{ fixture: '503' }, ok]), step('beside', 'list')],
};

const exchange = (own: string, answer: number | 'limited') =>
  ({
    step: own,
    answer: answer === 'limited' ? -1 : answer,
    ...(answer === 'limited' ? { limited: { category: 'chat', answer: limited } } : {}),
  }) as Exchange;

test('where nothing went over a limit, a scenario is as it was', () => {
  expect(asServed(scenario, [exchange('first', 0), exchange('beside', 0)])).toBe(scenario);
});

test('what was answered for a limit stands in the script where it came, and the rest of the script behind it', () => {
  const served = asServed(scenario, [
    exchange('first', 0),
    exchange('beside', 0),
    exchange('second', 'limited'),
    exchange('second', 0),
    exchange('second', 'limited'),
  ]);
  expect(served.steps.map(({ id, script }) => [id, script.map(({ fixture }) => fixture)])).toEqual([
    ['beside', ['ok']],
    ['second', ['429', '503', '429', 'ok']],
    ['first', ['ok']],
  ]);
  expect(served.steps[1]?.script[0]).toBe(limited);
});
