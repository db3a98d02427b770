import type { RaisedError, Spec } from '@sdk-conformance/model';
import { predict } from '@sdk-conformance/oracle';
import { expect, test } from 'vitest';
import { judge } from './judge.js';
import { caseOf, due, foilengine } from './testing/observed.js';

/** What fails where an SDK puts message and cause in fields that the spec names. */
function failing(id: string, change: (error: RaisedError) => RaisedError): readonly string[] {
  const { spec, fixtures, scenarios } = foilengine;
  const scenario = scenarios.get(id);
  const outcome = due(id, 1);
  if (scenario === undefined || outcome.kind !== 'raised') throw new Error('it raises');
  const given = caseOf(id, { arrivals: [0], settledMs: 0, outcome: { ...outcome, error: change(outcome.error) } });
  const names = { message: 'detail', cause: 'inner' };
  const fields = spec.errors.fields.map((field) =>
    field.id === 'message' || field.id === 'cause' ? { ...field, names: { typescript: names[field.id] } } : field,
  );
  const named: Spec = { ...spec, errors: { ...spec.errors, fields } };
  const expectation = predict(named, 'typescript', scenario, fixtures);
  return judge({ ...given, spec: named, expectation })
    .filter((f) => f.verdict === 'fail')
    .map((f) => `${f.requirement}: ${f.seen}`);
}

const withField = (name: string, value: string | null) => (error: RaisedError) => ({
  ...error,
  fields: { ...error.fields, [name]: value },
});

test('the message stands in the field that the spec names', () => {
  const id = 'body/message-top/400/initSession';
  expect(failing(id, (error) => withField('detail', error.message)(error))).toEqual([]);
  expect(failing(id, (error) => error)).toEqual(['error.message: detail is no text']);
  expect(failing(id, withField('detail', 'oh'))).toEqual(['error.message: detail is "oh"']);
});

test('the cause stands in the field that the spec names', () => {
  const id = 'transport/max-0/reset/initSession';
  const without = (error: RaisedError) => ({ ...error, causeType: null });
  expect(failing(id, (error) => withField('inner', 'ECONNRESET')(without(error)))).toEqual([]);
  expect(failing(id, (error) => error)).toEqual(['error.cause: FoilEngineError has no inner']);
});
