import { expect, test } from 'vitest';
import { type Edit, edited } from './testing/edited-spec.js';
import { lesson } from './testing/model-lesson.js';

const jitter = '  jitter: { kind: subtract, ratio: 0.5 }\n';

/** Parts of a policy that are not learnt, each with the line that is left open for it. */
test.each<[string, Edit, string]>([
  ['a floor for what is drawn', [jitter, `${jitter}  minMs: 700\n  floorAfterJitter: true\n`], 'backoff'],
  ['a floor of the delay', [jitter, `${jitter}  minMs: 700\n  floorAfterJitter: false\n`], 'backoff'],
  ['another delay after a status', [jitter, `${jitter}  for: [{ statuses: [429], initialMs: 2000 }]\n`], 'backoff'],
  [
    'what is added to a hint',
    ['unit: s, source: vendor, httpDate', 'unit: s, addMs: 500, source: vendor, httpDate'],
    'hints',
  ],
  ['retries that a hint alone brings', ['  combine:', '  missing: noRetry\n  combine:'], 'retry'],
])('%s is left open, and no line is wrong', async (_, edit, left) => {
  const { spec, given } = edited(edit);
  const { compared, open } = await lesson(spec, given, 'typescript');
  // What the model does to long messages is its own.
  expect(compared.differences.filter(({ line }) => line !== 'errors.body.maxMessageBytes')).toEqual([]);
  expect(open.map(({ at }) => at.join('.'))).toContain(left);
  expect(open.filter(({ why }) => why.startsWith('does not hold'))).toEqual([]);
});
