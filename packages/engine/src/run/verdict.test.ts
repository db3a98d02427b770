import type { TargetEnd } from '@sdk-conformance/reporters';
import { expect, test } from 'vitest';
import { exitOf, type Tally } from './verdict.js';

const sound: TargetEnd = {
  name: 'typescript',
  passed: 3,
  failed: 0,
  known: 0,
  failedShould: 0,
  unsteady: 0,
  notReplayed: 0,
  unspecified: 1,
  unsupported: 0,
  notRun: 0,
  adapterFailed: 0,
  failures: [],
  simulatedMs: 0,
  wallMs: 0,
};
const absent = { ...sound, name: 'csharp', passed: 0, unspecified: 0, notRun: 4 };

function tally(more: Partial<Tally>, ...targets: Partial<TargetEnd>[]): Tally {
  return {
    targets: targets.map((target) => ({ ...sound, ...target })),
    stopped: null,
    strict: false,
    absent: [],
    ci: false,
    stale: 0,
    ...more,
  };
}

test.each<[string, Tally, ReturnType<typeof exitOf>]>([
  ['all pass', tally({}, {}), { verdict: 'conforms', exit: 0 }],
  ['nothing is supported', tally({}, { passed: 0, unspecified: 0, unsupported: 4 }), { verdict: 'notJudged', exit: 3 }],
  ['a must is broken', tally({}, { failed: 1 }), { verdict: 'doesNotConform', exit: 1 }],
  ['all that fails is known', tally({}, { passed: 0, unspecified: 0, known: 4 }), { verdict: 'conforms', exit: 0 }],
  ['a known deviation holds no more', tally({ stale: 1 }, {}), { verdict: 'stale', exit: 1 }],
  ['… and a must is broken', tally({ stale: 1 }, { failed: 1 }), { verdict: 'doesNotConform', exit: 1 }],
  ['… and a target was not run', tally({ stale: 1 }, { notRun: 1 }), { verdict: 'notJudged', exit: 3 }],
  [
    '… of a run that was interrupted',
    tally({ stale: 1, stopped: 'interrupted' }, {}),
    { verdict: 'incomplete', exit: 130 },
  ],
  ['only a should is broken', tally({}, { failed: 1, failedShould: 1 }), { verdict: 'conforms', exit: 0 }],
  [
    'only a should is broken, --strict',
    tally({ strict: true }, { failed: 1, failedShould: 1 }),
    { verdict: 'doesNotConform', exit: 1 },
  ],
  ['what failed did not fail again', tally({}, { unsteady: 1 }), { verdict: 'conforms', exit: 0 }],
  ['… under --strict', tally({ strict: true }, { unsteady: 1 }), { verdict: 'doesNotConform', exit: 1 }],
  ['the adapter failed', tally({}, { adapterFailed: 1 }), { verdict: 'notJudged', exit: 3 }],
  ['the harness failed', tally({}, { failures: [{ side: 'harness', why: 'x' }] }), { verdict: 'notJudged', exit: 3 }],
  [
    'the adapter failed, and a must is broken',
    tally({}, { failed: 1, adapterFailed: 1 }),
    { verdict: 'doesNotConform', exit: 3 },
  ],
  ['something was not run', tally({}, { notRun: 1 }), { verdict: 'notJudged', exit: 3 }],
  ['stopped by --bail', tally({ stopped: 'bail' }, { failed: 1, notRun: 2 }), { verdict: 'doesNotConform', exit: 1 }],
  ['interrupted', tally({ stopped: 'interrupted' }, { notRun: 2 }), { verdict: 'incomplete', exit: 130 }],
  [
    'interrupted after a failure',
    tally({ stopped: 'interrupted' }, { failed: 1 }),
    { verdict: 'doesNotConform', exit: 130 },
  ],
  ['a toolchain is absent', tally({ absent: ['csharp'] }, {}, absent), { verdict: 'conforms', exit: 0 }],
  ['… under CI', tally({ absent: ['csharp'], ci: true }, {}, absent), { verdict: 'notJudged', exit: 3 }],
  ['… under --strict', tally({ absent: ['csharp'], strict: true }, {}, absent), { verdict: 'notJudged', exit: 3 }],
  ['… and nothing else was run', tally({ absent: ['csharp'] }, absent), { verdict: 'notJudged', exit: 3 }],
  [
    'the configuration leaves open what the SDK lacks',
    tally({}, { unsupported: 1, failures: [{ side: 'configuration', why: 'x' }] }),
    { verdict: 'notJudged', exit: 3 },
  ],
])('%s', (_, given, exit) => expect(exitOf(given)).toEqual(exit));
