import type { Outcome } from '@sdk-conformance/model';
import { describe, expect, test } from 'vitest';
import type { Case } from './assess.js';
import { judge } from './judge.js';
import { raisedError } from './testing/model-outcome.js';
import { drawFrom, simulate } from './testing/model-sdk.js';
import { caseOf, due, foilError, foilengine, value } from './testing/observed.js';

const syntaxError: Outcome = {
  kind: 'raised',
  error: raisedError('SyntaxError', ['Error'], { message: 'Unexpected end of JSON input' }),
  events: null,
};

/** What fails, with its level and its line, by the name of the key that stands there. */
function failed(given: Case): readonly string[] {
  const keys = Object.entries(given.spec.positions);
  return judge(given).flatMap((f) => {
    if (f.verdict !== 'fail') return [];
    const [pointer] = keys.find(([, at]) => at.line === f.at.line) ?? [];
    return [`${f.requirement} (${f.level}, ${pointer}): ${f.expected}`];
  });
}

const coming = (id: string, outcome: Outcome) => failed(caseOf(id, { arrivals: [0], settledMs: 0, outcome }));

describe('the success that an operation documents', () => {
  test('without a value, raised: the operation’s own promise', () => {
    expect(coming('status/204/revokeApiKey', syntaxError)).toEqual([
      'success.value (must, /operations/revokeApiKey): 204 is a success of revokeApiKey',
    ]);
  });

  test('without a value, and what comes of that: null by our own ruling', () => {
    expect(coming('status/204/revokeApiKey', due('status/204/revokeApiKey', 1))).toEqual([]);
    expect(coming('status/204/revokeApiKey', value)).toEqual([
      'success.empty (should, /success/empty): 204 without a body gives null',
    ]);
  });

  test('as a stream', () => {
    const good = due('stream/good/streamMessage', 1);
    if (good.kind !== 'returned' || good.events === null) throw new Error('a stream gives events');
    const raised = foilError('FoilEngineError', { statusCode: null }, 'no streams');
    expect([
      coming('stream/good/streamMessage', good),
      coming('stream/good/streamMessage', raised),
      coming('stream/good/streamMessage', { ...good, events: good.events.slice(1) }),
    ]).toMatchInlineSnapshot(`
      [
        [],
        [
          "stream.events (must, /operations/streamMessage): 200 is a success of streamMessage",
        ],
        [
          "stream.events (must, /streaming/format): 6 events, in order and whole",
        ],
      ]
    `);
  });

  test('another success that is empty is promised by our own ruling alone', () => {
    expect(coming('success/empty/initSession', syntaxError)).toEqual([
      'success.empty (should, /success/empty): 200 without a body gives null',
    ]);
  });

  test('where the spec does not say what comes of an empty one, it is a success all the same', () => {
    const { spec, fixtures, scenarios } = foilengine;
    const scenario = scenarios.get('status/204/revokeApiKey');
    if (scenario === undefined) throw new Error('it is there');
    const silent = { ...spec, success: { ...spec.success, empty: null } };
    const given = simulate({ spec: silent, fixtures, language: 'typescript', scenario }, drawFrom(1));
    const ending = (outcome: Outcome): Case => ({
      ...given,
      observation: {
        ...given.observation,
        steps: given.observation.steps.map((s) => ({ ...s, outcome })),
      },
    });
    expect(failed(ending(syntaxError))).toEqual([
      'success.value (must, /operations/revokeApiKey): 204 is a success of revokeApiKey',
    ]);
    const open = judge(ending(value)).filter((f) => f.verdict !== 'pass');
    expect(open.map((f) => [f.requirement, f.verdict, f.expected])).toEqual([
      ['success.empty', 'unspecified', 'the spec does not say what an empty success means (no success.empty)'],
    ]);
  });
});
