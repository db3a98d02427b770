import { type Answer, faultKinds, type Scenario, type Step } from '@sdk-conformance/model';
import { predict } from '@sdk-conformance/oracle';
import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { expect, test } from 'vitest';
import { createExplorer } from './explorer.js';
import { type Lackable, lackable } from './lacking.js';
import { whyNotPlayed } from './playable.js';

const { spec, fixtures } = specInRepository('spec/foilengine.yaml');
const numbers = Array.from({ length: 600 }, (_, i) => i + 1);

test('the same seed and number give the same scenario, in whatever order they are drawn', () => {
  const [one, another] = [1, 2].map(() => createExplorer({ spec, fixtures }));
  const some = numbers.slice(0, 40);
  const forwards = some.map((n) => one?.draw(3, n).scenario);
  const backwards = [...some].reverse().map((n) => another?.draw(3, n).scenario);
  expect(backwards.reverse()).toEqual(forwards);
  expect(one?.draw(4, 1).scenario).not.toEqual(one?.draw(3, 1).scenario);
});

test('an SDK that has some operations alone is asked for no other', () => {
  const { draw } = createExplorer({ spec, fixtures, operations: ['listPersonas'] });
  const asked = new Set(
    numbers.slice(0, 60).flatMap((n) => draw(1, n).scenario.steps.map(({ operation }) => operation)),
  );
  expect([...asked]).toEqual(['listPersonas']);
});

test('an adapter is asked for nothing that it cannot do', () => {
  const asked = (lacks: readonly Lackable[]) => {
    const { draw } = createExplorer({ spec, fixtures, lacks });
    const scenarios = numbers.slice(0, 300).map((n) => draw(1, n).scenario);
    const parts = [...scenarios.flatMap(({ steps, clients }) => [...steps, ...clients])];
    return {
      several: scenarios.some(({ steps }) => steps.length > 1),
      keys: ['abortAtMs', 'abortReason', 'signal', 'leaveAfter', 'unset', 'lineEndBehind'].filter((key) =>
        parts.some((part) => key in part),
      ),
      before: parts.some((part) => 'abortAtMs' in part && part.abortAtMs === 0),
    };
  };
  expect(asked(lackable)).toEqual({ several: false, keys: [], before: false });
  expect(asked(['abortBefore', 'unset'])).toEqual({
    several: true,
    keys: ['abortAtMs', 'abortReason', 'signal', 'leaveAfter', 'lineEndBehind'],
    before: false,
  });
});

test('whatever a scenario can say is drawn', () => {
  const { draw } = createExplorer({ spec, fixtures });
  const scenarios = numbers.map((n) => draw(1, n).scenario);
  const steps = scenarios.flatMap((scenario) => scenario.steps);
  const answers = steps.flatMap(({ script }) => script);
  const clients = scenarios.flatMap((scenario) => scenario.clients);
  const faults = new Set(answers.map(({ fault }) => fault?.kind));
  // The spec has no word on names that do not resolve.
  expect(faultKinds.filter((kind) => !faults.has(kind))).toEqual(['unresolved']);
  const classes = new Set(answers.flatMap(({ status }) => (status === undefined ? [] : [Math.floor(status / 100)])));
  expect([...classes].sort()).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  const has = (keys: readonly string[], of: readonly object[]) => keys.filter((key) => !of.some((one) => key in one));
  expect(has(['abortAtMs', 'abortReason', 'signal', 'leaveAfter', 'startAtMs', 'startAfter'], steps)).toEqual([]);
  expect(has(['unset', 'lineEndBehind'], clients)).toEqual([]);
  expect(has(['headers', 'informational', 'status', 'fault'], answers)).toEqual([]);
  expect(has(['basePath', 'baseSlash'], scenarios)).toEqual([]);
  expect(Math.max(...steps.map(({ script }) => script.length))).toBeGreaterThan(4);
  expect(new Set(steps.map(({ operation }) => operation)).size).toBe(spec.operations.length);
});

function why(scenario: Pick<Scenario, 'steps'>): string | null {
  const whole: Scenario = { id: 's', family: 's', about: 's', clients: [{ id: 'client', options: {} }], ...scenario };
  return whyNotPlayed({ spec, fixtures }, whole, () => predict(spec, 'typescript', whole, fixtures));
}

const listing = (...script: readonly Answer[]): Step => ({
  ...{ id: 'step', client: 'client', operation: 'listPersonas', arguments: {} },
  script,
});

test('little of it is discarded', () => {
  const { draw } = createExplorer({ spec, fixtures });
  const played = numbers.filter((n) => why(draw(1, n).scenario) === null);
  expect(played.length).toBeGreaterThan(0.85 * numbers.length);
});

test.each<[string | null, readonly Step[]]>([
  [null, [listing({ fixture: 'http/status/error', status: 408 })]],
  ['a status that HTTP clients treat by themselves', [listing({ fixture: 'http/status/error', status: 407 })]],
  [
    'bodies that end in more than one way',
    [listing({ fixture: 'http/body/gzip', fault: { kind: 'truncate', in: 'body', bytes: 9 } })],
  ],
  [
    'bodies that end in more than one way',
    [listing({ fixture: 'foilengine/stream-message', fault: { kind: 'reset', after: { bodyBytes: 9 } } })],
  ],
  ['steps that look alike', [listing({ fixture: 'foilengine/429' }), listing({ fixture: 'foilengine/503' })]],
  [
    'paths that lead elsewhere',
    [{ ...listing({ fixture: 'foilengine/429' }), operation: 'revokeApiKey', arguments: { key_id: '..' } }],
  ],
  ['left open by the spec', [listing({ fixture: null, fault: { kind: 'unresolved' } })]],
])('%s', (reason, steps) => expect(why({ steps })).toBe(reason));
