import type { Exchange, HeaderLine } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { judge } from './judge.js';
import { caseOf, foilError } from './testing/observed.js';

const notRetried = foilError('FoilEngineError', { statusCode: 302 }, 'Found');

/** An SDK that follows a redirect to another origin with these headers. */
function went(headers: readonly HeaderLine[], target = '/elsewhere'): readonly string[] {
  const exchange = (e: Exchange): Exchange =>
    e.index === 0
      ? { ...e, served: { ...e.served, status: 302, headers: [['Location', 'http://localhost:1/elsewhere']] } }
      : { ...e, step: null, operation: null, elsewhere: true, request: { ...e.request, target, headers } };
  const given = caseOf('status/redirect/302-elsewhere/initSession', {
    ...{ arrivals: [0, 0], settledMs: 0, outcome: notRetried, exchange },
  });
  return judge(given)
    .filter(({ verdict, requirement }) => verdict !== 'pass' && requirement !== 'redirect.notFollowed')
    .map((f) => `${f.requirement} (${f.level}) ${f.verdict}: ${f.seen}`);
}

test('a credential that goes along to another origin is a leak, wherever it stands', () => {
  const leaks = ['redirect.credentials (must) fail: the other origin was sent apiKey'];
  expect(went([['X-API-Key', 'secret-apiKey']])).toEqual(leaks);
  expect(went([], '/elsewhere?key=secret-apiKey')).toEqual(leaks);
});

test('a redirect that is followed without one is not', () => {
  expect(went([['Accept', '*/*']])).toEqual([]);
});
