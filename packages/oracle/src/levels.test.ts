import { levelOf } from '@sdk-conformance/model';
import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { expect, test } from 'vitest';
import { predict } from './predict.js';

const { spec, fixtures, scenarios } = specInRepository('spec/foilengine.yaml');

/** The promises on the error that the first answer of a scenario raises, each with the level of its own line. */
function promised(id: string): Readonly<Record<string, string>> {
  const scenario = scenarios.get(id);
  if (scenario === undefined) throw new RangeError(`no scenario ${id}`);
  const outcome = predict(spec, 'typescript', scenario, fixtures).steps[0]?.decisions[0]?.outcome;
  if (outcome?.kind !== 'raised') throw new RangeError(`${id} raises nothing`);
  const { base, fields } = outcome;
  const lines = [base.because, ...fields.map((field) => field.because)];
  return Object.fromEntries(
    lines.map(({ requirement, pointer }) => [requirement, `${levelOf(spec, pointer)} ${pointer}`]),
  );
}

test('what retryAfter holds has the level of the rule by which the hint is read', () => {
  expect(promised('retry/after/seconds-1/429/initSession')['error.retryAfter']).toBe('must /errors/fields/retryAfter');
  expect(promised('retry/after/zero/429/initSession')['error.retryAfter']).toBe('should /hints/zero');
  expect(promised('retry/after/date-3/429/initSession')['error.retryAfter']).toBe('should /hints/headers/0/httpDate');
  expect(promised('retry/after/fraction-1.5/429/initSession')['error.retryAfter']).toBe('should /hints/fractional');
});

test('that a broken connection raises the base class has the level of the line that says what it raises', () => {
  expect(promised('transport/reset/initSession')['error.base']).toBe('should /errors/transport/reset');
  expect(promised('retry/count/max-0/429/initSession')['error.base']).toBe('must /errors/base');
});
