import type { Observation, Outcome, Scenario, Spec, Step } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { acting, all, target, spec as tiny, told } from '../testing/stage.js';
import { createClaims } from './claims.js';

const [ping] = tiny.operations;
const spec: Spec = {
  ...tiny,
  operations: [...tiny.operations, ...(ping === undefined ? [] : [{ ...ping, id: 'watch', stream: true }])],
};

const value: Outcome = { kind: 'returned', value: null, events: null };
const withEvents: Outcome = { kind: 'returned', value: null, events: [{ event: 'text', data: 'Hel' }] };

interface Seen {
  /** Start and end, virtual ms; null where the clock was not told. */
  readonly span?: readonly [number, number] | null;
  readonly outcome?: Outcome;
  readonly step?: Partial<Step>;
}

function call(...seen: readonly Seen[]): readonly [Scenario, Observation] {
  const at = (ms: number | undefined) => (ms === undefined ? null : { virtualMs: ms, realMs: ms });
  const steps = seen.map(
    ({ step }, i): Step => ({
      id: `s${i}`,
      client: 'one',
      operation: 'act',
      arguments: {},
      script: [{ fixture: 'ok' }],
      ...step,
    }),
  );
  return [
    { id: 'a', family: 'a', about: '', clients: [{ id: 'one', options: {} }], steps },
    {
      tier: 'A',
      credentials: {},
      exchanges: [],
      steps: seen.map(({ span = [0, 0], outcome = value }, i) => ({
        step: `s${i}`,
        outcome,
        startedAt: at(span?.[0]),
        settledAt: at(span?.[1]),
      })),
      process: [],
      simulatedMs: 0,
      wallMs: 0,
    },
  ];
}

function broken(...calls: readonly ReturnType<typeof call>[]): readonly string[] {
  const claims = createClaims(spec);
  for (const [scenario, observation] of calls) claims.played(scenario, observation);
  return claims.broken(['steps', 'abort', 'stream']);
}

const oneAfterTheOther = call({ span: [0, 300] }, { span: [300, 700] });
const atOnce = call({ span: [0, 300] }, { span: [0, 700] });
const stream = { operation: 'watch' };

test('steps that are due at once and never overlap', () => {
  expect(broken(oneAfterTheOther, oneAfterTheOther)).toMatchInlineSnapshot(`
    [
      "it claims the steps capability, but never had two steps under way at once: 2 calls played them one after the other. Start each step of a call when it is due, or drop the claim",
    ]
  `);
});

test('streams that come without events', () => {
  expect(broken(call({ step: stream }))).toMatchInlineSnapshot(`
    [
      "it claims the stream capability, but never reported an event: 1 call returned without the key events. Collect the events of a stream, or drop the claim",
    ]
  `);
});

test('a claim that is not made is not looked at', () => {
  const claims = createClaims(spec);
  claims.played(...oneAfterTheOther);
  expect(claims.broken(['abort'])).toEqual([]);
});

test.each<[string, readonly ReturnType<typeof call>[]]>([
  ['steps overlap', [atOnce]],
  ['steps overlap in one call at least', [oneAfterTheOther, atOnce]],
  ['steps take no time at all', [call({ span: [0, 0] }, { span: [0, 0] })]],
  ['one step of two takes time', [call({ span: [0, 0] }, { span: [0, 300] })]],
  ['the clock was not told of a step', [call({ span: [0, 300] }, { span: null })]],
  ['steps are due one after the other', [call({ span: [0, 300] }, { span: [300, 700], step: { startAfter: 's0' } })]],
  ['a later step is due later', [call({ span: [0, 300] }, { span: [400, 700], step: { startAtMs: 400 } })]],
  ['there is one step', [call({ span: [0, 300] })]],
  ['a stream comes with events', [call({ step: stream, outcome: withEvents }), call({ step: stream })]],
  ['no stream returned', [call({ step: stream, outcome: { kind: 'neverSettled', why: '' } })]],
  ['nothing that is claimed was played', []],
])('%s: nothing is told', (_, calls) => {
  expect(broken(...calls)).toEqual([]);
});

test('an adapter whose steps wait for each other is told, though all calls went well', async () => {
  const [first] = acting('well').steps;
  const steps = ['a', 'b'].map((id) => ({ ...first, id, arguments: { behave: 'well', id } }) as Step);
  const slow = { fixture: 'ok', fault: { kind: 'delay', ms: 300 } } as const;
  const scenario = { ...acting('well'), steps: steps.map((step) => ({ ...step, script: [slow] })) };
  const events = await all({ target: target('adapter.mjs', { CLOCK: '1' }), scenarios: [scenario], clock: 'real' });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/well: returned, returned after 2 requests",
      "adapter failed: it claims the steps capability, but never had two steps under way at once: 1 call played them one after the other. Start each step of a call when it is due, or drop the claim",
      "session: fake tier C, 5 workers",
    ]
  `);
});
