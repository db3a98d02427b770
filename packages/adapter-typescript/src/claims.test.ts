import { validate } from '@sdk-conformance/protocol';
import { expect, test } from 'vitest';
import { callOf, playWith } from './testing/runner.js';

// Nothing is sent there.
const baseUrl = 'http://127.0.0.1:9';

test('what the SDK cannot do is not claimed, and told with its reason', async () => {
  const without = { abort: { deaf: 'it takes no signal' }, steps: 'one at a time' };
  const steps = [
    { operation: 'deaf', abortAtMs: 1 },
    { operation: 'untilAborted', abortAtMs: 1 },
  ];
  const { opened, reports } = await playWith({
    env: { WITHOUT: JSON.stringify(without) },
    calls: steps.map((step) => callOf(step.operation, baseUrl, [step])),
  });
  expect(validate('openSession', opened)).toEqual({ ok: true });
  expect(opened).toMatchObject({
    capabilities: [
      'abort',
      'stream',
      'abortBefore',
      'abortReason',
      'sharedSignal',
      'leave',
      'refusal',
      'timeZone',
      'echo',
    ],
    without: [
      { capability: 'abort', operation: 'deaf', why: 'it takes no signal' },
      { capability: 'steps', why: 'one at a time' },
    ],
  });
  expect(reports.get('deaf')).toEqual({
    worker: 0,
    steps: [{ id: 's0', outcome: 'unsupported', why: 'it takes no signal' }],
  });
  expect(reports.get('untilAborted')).toMatchObject({ steps: [{ outcome: 'raised' }] });
});

test('echoes what it is handed by the way of every value', async () => {
  const texts = [
    '{"id": 9007199254740993, "ratio": 0.1, "none": null, "list": [], "deep": {"": [[{}]]}, "text": "\\ud83d\\ude80 é\\u0000"}',
    '{"__proto__": {"a": 1}}',
    `${'['.repeat(199)}${']'.repeat(199)}`,
    `${'['.repeat(300)}${']'.repeat(300)}`,
    '{"a": }',
  ];
  const { echoes, reports, code } = await playWith({
    first: { echo: 'e 1', texts },
    calls: [callOf('c1', baseUrl, [{ operation: 'nothing' }])],
  });
  const report = echoes.get('e 1');
  expect(validate('echoReport', report)).toEqual({ ok: true });
  expect(JSON.parse(JSON.stringify(report))).toEqual({
    worker: 0,
    values: [
      ...texts.slice(0, 3).map((text) => ({ value: JSON.parse(text) })),
      { failed: expect.stringMatching(/^the value at (\/0)+ lies deeper than 200 levels$/) },
      { failed: expect.stringMatching(/^the text is not JSON: /) },
    ],
  });
  expect([code, [...reports.keys()]]).toEqual([0, ['c1']]);
});
