import { expect, test } from 'vitest';
import { endRecord, findingRecord, runRecord, targetRecord } from '../testing/records.js';
import { report } from '../testing/report.js';

test('a sample tells what it could have found', () => {
  const figures = {
    clients: 1000,
    delays: 1000,
    fewest: 250,
    tests: 3,
    falseAlarm: 3e-8,
    findsDeviation: 0.157,
    findsNarrowing: 0.027,
    fewestFindDeviation: 0.302,
    fewestFindNarrowing: 0.083,
  };
  const judged = findingRecord('retry/backoff/a', {
    requirement: 'retry.backoff.jitter',
    verdict: 'pass',
    measured: { seen: '', figures },
  });
  expect(report([runRecord, targetRecord, judged, endRecord({})]).match(/.*Jitter.*\n.*missing.*\.$/m)?.[0]).toBe(
    'Jitter was judged on 3 samples in 1 target: fewer than 1 false alarm in 33,333,333 runs.\n' +
      'With 99 % power 1,000 delays show 16 % of them out of place, or 3 % of the window missing; 250 show 31 % or 9 %.',
  );
});
