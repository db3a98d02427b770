import { expect, test } from 'vitest';
import { judge } from './judge.js';
import { caseOf, foilError } from './testing/observed.js';

test('a request to a server that nobody vouches for is a leak where it carries a credential, and told as another error besides', () => {
  const accepted = (headers: readonly (readonly [string, string])[]) => {
    const given = caseOf('transport/max-0/bad-certificate/initSession', {
      ...{ arrivals: [0], settledMs: 0, outcome: foilError('FoilEngineError', {}, 'no answer') },
      exchange: (e) => ({ ...e, request: { ...e.request, headers } }),
    });
    return judge(given)
      .filter(({ verdict }) => verdict === 'fail')
      .map((f) => `${f.requirement} (${f.level}): ${f.seen}`);
  };
  const seen = 'it accepted a certificate that nobody vouches for, and sent its request';
  expect(accepted([['X-API-Key', 'secret-apiKey']])).toEqual([
    `error.class (should): ${seen}`,
    `request.credentials (must): ${seen} with apiKey`,
  ]);
  expect(accepted([])).toEqual([`error.class (should): ${seen}`]);
});
