import type { Exchange, Observation, Outcome, Scenario, Spec, Step } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { acting, all, target, spec as tiny, told } from '../testing/stage.js';
import { contradictions, createClaims } from './claims.js';

const [ping] = tiny.operations;
const spec: Spec = {
  ...tiny,
  operations: [...tiny.operations, ...(ping === undefined ? [] : [{ ...ping, id: 'watch', stream: true }])],
};

const returned = { kind: 'returned', value: null, events: null } as const;
const value: Outcome = returned;
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

test('who was to be sent HTTP/2 and takes HTTP/1.1 alone is told', () => {
  const told = (...spoken: readonly (true | undefined)[]) => {
    const claims = createClaims(spec, { http2: true });
    for (const http2 of spoken) {
      const [scenario, observation] = call({});
      const connection = { id: 0, before: 0, open: 1, ...(http2 === undefined ? {} : { http2 }) };
      claims.played(scenario, { ...observation, exchanges: [{ request: {}, connection } as unknown as Exchange] });
    }
    return claims.broken([]);
  };
  expect([told(), told(true, undefined), told(undefined, undefined)]).toEqual([
    [],
    [],
    [
      expect.stringMatching(
        /^it is sent to a server that speaks HTTP\/2 \(http2\), and 2 requests came, each by HTTP\/1.1/,
      ),
    ],
  ]);
});

const oneAfterTheOther = call({ span: [0, 300] }, { span: [300, 700] });
const atOnce = call({ span: [0, 300] }, { span: [0, 700] });
const stream = { operation: 'watch' };
const abort = { abortAtMs: 250 };
const aborted: Outcome = { ...returned, aborted: true };

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

test('steps that go on when they should be aborted', () => {
  expect(broken(call({ span: [100, 900], step: abort }), call({ span: [0, 500], step: abort }))).toMatchInlineSnapshot(`
    [
      "it claims the abort capability, but never aborted a step: 2 steps went on, and settled later than the abort was due, without the key aborted. Abort a step at its abortAtMs, or drop the claim",
    ]
  `);
});

test('a capability that is claimed and declared lacking', () => {
  const why = 'no signal';
  const without = [
    { capability: 'abort', why },
    { capability: 'steps', operation: 'act', why },
    { capability: 'stream', why },
  ] as const;
  expect(contradictions({ capabilities: ['steps', 'abort'], without })).toMatchInlineSnapshot(`
    [
      "it claims the abort capability, and says under without that the SDK lacks it: no signal",
    ]
  `);
  expect(contradictions({ capabilities: ['steps', 'abort'] })).toEqual([]);
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
  [
    'a step is aborted',
    [call({ span: [0, 250], step: abort, outcome: aborted }), call({ span: [0, 900], step: abort })],
  ],
  ['a step was over when it was to be aborted', [call({ span: [100, 300], step: abort })]],
  ['a step settles just before the abort of a busy machine', [call({ span: [0, 310], step: abort })]],
  [
    'a step that is to be aborted never settles',
    [call({ span: null, step: abort, outcome: { kind: 'neverSettled', why: '' } })],
  ],
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

test('what an adapter says that the SDK cannot do is not asked for, and stands in the session', async () => {
  const lack = { capability: 'abort', operation: 'act', why: 'act takes no signal' };
  const [step] = acting('well').steps;
  const abort = { ...acting('well', 'abort'), steps: [{ ...step, abortAtMs: 100 } as Step] };
  const scenarios = [acting('well'), abort];
  const adapter = target('adapter.mjs', { CAPABILITIES: 'abort', WITHOUT: JSON.stringify([lack]) });
  const events = await all({ target: adapter, scenarios });
  expect(told(events)).toMatchInlineSnapshot(`
    [
      "act/abort: unsupported (without abort of act: act takes no signal) after 0 requests",
      "act/well: returned after 1 requests",
      "session: fake tier C, 5 workers",
    ]
  `);
  expect(events.find(({ type }) => type === 'session')).toMatchObject({ without: [lack] });
});

test('an adapter that claims to abort, and lets steps go on, has failed', async () => {
  const [step] = acting('well').steps;
  const slow = { fixture: 'ok', fault: { kind: 'delay', ms: 300 } } as const;
  const abort = { ...acting('well', 'abort'), steps: [{ ...step, abortAtMs: 100, script: [slow] } as Step] };
  const adapter = target('adapter.mjs', { CAPABILITIES: 'abort', CLOCK: '1' });
  expect(told(await all({ target: adapter, scenarios: [abort], clock: 'real' }))).toMatchInlineSnapshot(`
    [
      "act/abort: returned after 1 requests",
      "adapter failed: it claims the abort capability, but never aborted a step: 1 step went on, and settled later than the abort was due, without the key aborted. Abort a step at its abortAtMs, or drop the claim",
      "session: fake tier C, 5 workers",
    ]
  `);
});

test('an adapter that claims what it says the SDK lacks has failed', async () => {
  const lack = { capability: 'abort', why: 'it takes no signal' };
  const adapter = target('adapter.mjs', { CAPABILITIES: 'abort', WITHOUT: JSON.stringify([lack]) });
  expect(told(await all({ target: adapter, scenarios: [acting('well')] }))).toMatchInlineSnapshot(`
    [
      "act/well: returned after 1 requests",
      "adapter failed: it claims the abort capability, and says under without that the SDK lacks it: it takes no signal",
      "session: fake tier C, 5 workers",
    ]
  `);
});
