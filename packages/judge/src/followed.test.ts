import type { Exchange, Outcome } from '@sdk-conformance/model';
import { describe, expect, test } from 'vitest';
import type { Case } from './assess.js';
import { judge } from './judge.js';
import { raisedError } from './testing/model-outcome.js';
import { drawFrom, simulate } from './testing/model-sdk.js';
import { caseOf, foilengine, notPassed, value } from './testing/observed.js';

const notFound: Outcome = {
  kind: 'raised',
  error: raisedError('NotFoundError', ['FoilEngineError', 'Error'], { fields: { statusCode: 404 } }),
  events: null,
};

/** A redirect, and what the SDK asked for then; where it points the mock has nothing. */
function asked(name: string, change: (of: Exchange['request']) => Partial<Exchange['request']>, own = false): Case {
  return caseOf(`status/redirect/${name}/initSession`, {
    arrivals: [0, 0],
    settledMs: 0,
    outcome: notFound,
    exchange: (e) =>
      e.index === 0
        ? { ...e, served: { ...e.served, status: 302, headers: name === '302' ? [['Location', '?moved=1']] : [] } }
        : { ...e, step: own ? e.step : null, operation: null, request: { ...e.request, ...change(e.request) } },
  });
}

const moved = ({ target }: Exchange['request']) => ({ target: `${target.split('?')[0]}?moved=1` });

describe('a redirect that is followed', () => {
  test('breaks that rule alone: not its method, nor what the mock has there', () => {
    const expected = [
      expect.stringMatching(
        /^redirect.notFollowed fails; expected 302 is not followed; seen 302 was followed by GET .*\?moved=1$/,
      ),
    ];
    expect(notPassed(asked('302', (of) => ({ ...moved(of), method: 'GET', body: new Uint8Array() })))).toEqual(
      expected,
    );
  });

  test('breaks that rule alone where the lane took it for the step’s own', () => {
    expect(notPassed(asked('302', moved, true)).map((line) => line.split(';')[0])).toEqual([
      'redirect.notFollowed fails',
    ]);
  });

  test('is open where the spec does not forbid it', () => {
    const { spec, fixtures, scenarios } = foilengine;
    const given = asked('302', moved);
    const scenario = scenarios.get('status/redirect/302/initSession');
    if (scenario === undefined) throw new RangeError('no such scenario');
    const silent = { ...spec, redirects: null };
    const { expectation } = simulate({ spec: silent, fixtures, language: 'typescript', scenario }, drawFrom(1));
    expect(notPassed({ ...given, spec: silent, expectation }).map((line) => line.split(';')[0])).toEqual([
      'redirect.notFollowed is open',
    ]);
  });
});

describe('the same request again after a redirect', () => {
  test.each(['302', '302-without-location'])('is a retry: %s', (name) => {
    const again = asked(name, () => ({}), true);
    const steps = again.observation.steps.map((settled) => ({ ...settled, outcome: value }));
    const found = judge({ ...again, observation: { ...again.observation, steps } });
    expect(
      found.filter((f) => f.verdict === 'fail').map((f) => `${f.requirement} (${f.level}): ${f.expected}`),
    ).toEqual(['retry.status (must): 302 is not retried', expect.stringContaining('success.value')]);
  });
});
