import type { Outcome, RaisedError } from '@sdk-conformance/model';
import { describe, expect, test } from 'vitest';
import type { Case } from './assess.js';
import { judge } from './judge.js';
import { raisedError } from './testing/model-outcome.js';
import { drawFrom, simulate } from './testing/model-sdk.js';
import { caseOf, due, foilengine, simulated } from './testing/observed.js';

/** What fails, with its level. */
function failed(given: Case): readonly string[] {
  return judge(given)
    .filter((f) => f.verdict === 'fail')
    .map((f) => `${f.requirement} (${f.level}): ${f.expected}; seen ${f.seen}`);
}

function dueError(id: string, requests: number): RaisedError {
  const outcome = due(id, requests);
  if (outcome.kind !== 'raised') throw new RangeError(`${id} raises nothing`);
  return outcome.error;
}

/** The error that is due, told otherwise. */
function raising(id: string, change: Partial<RaisedError>): readonly string[] {
  const outcome: Outcome = { kind: 'raised', error: { ...dueError(id, 1), ...change }, events: null };
  return failed(caseOf(id, { arrivals: [0], settledMs: 0, outcome }));
}

describe('the class of an error', () => {
  const forbidden = 'status/403/initSession';
  const chain = (...bases: readonly string[]) => raising(forbidden, { bases });

  test('is none of those that tell of another failure', () => {
    expect(chain('AuthenticationError', 'FoilEngineError', 'Error')).toEqual([
      'error.class (must): 403 raises ForbiddenError, no AuthenticationError; seen raised ForbiddenError < AuthenticationError < FoilEngineError < Error: This persona is not published and belongs to another user.',
    ]);
  });

  test('may have classes of the SDK’s own between, and any above the base class', () => {
    expect(chain('ClientError', 'FoilEngineError', 'Error')).toEqual([]);
    expect(chain('FoilEngineError', 'AuthenticationError', 'Error')).toEqual([]);
  });

  test('of a status outside the table may be the SDK’s own, but not that of another status', () => {
    const id = 'status/unlisted/418/initSession';
    const of = (type: string, ...bases: readonly string[]) =>
      raising(id, { type, bases: [...bases, 'FoilEngineError', 'Error'] }).map((line) => line.split(';')[0]);
    expect(of('TeapotError')).toEqual([]);
    expect(of('TeapotError', 'BadRequestError')).toEqual([
      'error.class (should): 418 (default) raises FoilEngineError, no BadRequestError',
    ]);
  });

  test('of a broken connection is not that of a status', () => {
    const given = simulated('transport/max-0/reset/initSession');
    const as = (type: string, ...bases: readonly string[]): Case => {
      const steps = given.observation.steps.map((settled) => ({
        ...settled,
        outcome: {
          kind: 'raised' as const,
          error: raisedError(type, [...bases, 'FoilEngineError', 'Error'], { causeType: 'TypeError' }),
          events: null,
        },
      }));
      return { ...given, observation: { ...given.observation, steps } };
    };
    expect(failed(as('UnreachableError'))).toEqual([]);
    expect(failed(as('UnreachableError', 'ServerError'))).toEqual([
      'error.class (should): a broken connection (reset) raises FoilEngineError, no ServerError; seen raised UnreachableError < ServerError < FoilEngineError < Error: it failed',
    ]);
  });

  test('is open where no line of the spec names it', () => {
    const { spec, fixtures, scenarios } = foilengine;
    const { cutBody: _, ...transport } = spec.errors.transport;
    const silent = { ...spec, errors: { ...spec.errors, transport } };
    const scenario = scenarios.get('success/cut-always/initSession');
    if (scenario === undefined) throw new RangeError('no such scenario');
    const of = (by: typeof spec) =>
      failed(
        simulate({ spec: by, fixtures, language: 'typescript', scenario }, drawFrom(1), {
          kind: 'outcome',
          change: (outcome) =>
            outcome.kind === 'raised'
              ? { ...outcome, error: { ...outcome.error, type: 'CutError', bases: ['ServerError', 'FoilEngineError'] } }
              : outcome,
        }),
      ).length;
    expect([of(spec), of(silent)]).toEqual([1, 0]);
  });
});

describe('what the server said', () => {
  const id = 'status/403/initSession';
  const said = 'This persona is not published and belongs to another user.';

  test('is printed with the error', () => {
    expect(raising(id, { text: 'ForbiddenError (403)' })).toEqual([
      `error.message (must): the message holds "${said}", and so does what is printed of the error; seen printed, the error is "ForbiddenError (403)"`,
    ]);
  });

  test('is looked for in what an adapter tells, and tells in full', () => {
    const { text: _, ...untold } = dueError(id, 1);
    const outcome: Outcome = { kind: 'raised', error: untold, events: null };
    expect(failed(caseOf(id, { arrivals: [0], settledMs: 0, outcome }))).toEqual([]);
    expect(raising(id, { text: 'ForbiddenError…', cut: ['text'] })).toEqual([]);
  });

  test('stands alone where the spec says so', () => {
    const message = `{"error":{"message":"${said}"}}`;
    expect(raising(id, { message, text: message })).toEqual([
      `error.message (should): the message is "${said}" and nothing else; seen the message is ${JSON.stringify(message)}`,
    ]);
    const given = caseOf(id, { arrivals: [0], settledMs: 0, outcome: due(id, 1) });
    expect(failed(given)).toEqual([]);
  });

  test('is a must where a should is broken besides', () => {
    const message = `403: ${said}`;
    expect(raising(id, { message, text: 'ForbiddenError' }).map((line) => line.split(':')[0])).toEqual([
      'error.message (must)',
    ]);
  });

  test('that is missing is told once', () => {
    expect(raising(id, { message: 'Forbidden', text: 'ForbiddenError: Forbidden' })).toEqual([
      `error.message (must): the message holds "${said}"; seen the message is "Forbidden"`,
    ]);
  });
});
