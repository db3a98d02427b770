import type { Outcome } from '@sdk-conformance/model';
import { describe, expect, test } from 'vitest';
import type { Case } from './assess.js';
import { raisedError } from './testing/model-outcome.js';
import { drawFrom, simulate, stamp } from './testing/model-sdk.js';
import { foilengine, notPassed, simulated, value } from './testing/observed.js';

describe('aborts', () => {
  const abort = (name: string) => simulated(`abort/${name}/initSession`);
  const settled = (given: Case, ms: number, outcome?: Outcome): Case => ({
    ...given,
    observation: {
      ...given.observation,
      steps: given.observation.steps.map((s) => ({ ...s, outcome: outcome ?? s.outcome, settledAt: stamp(ms) })),
    },
  });

  test.each([
    ['request', 700],
    ['body', 700],
    ['backoff', 100],
    ['retry-after', 5000],
  ])('during %s', (name, atMs) => {
    expect(notPassed(abort(name))).toEqual([]);
    expect(notPassed(settled(abort(name), atMs + 101))).toEqual([]);
    expect(notPassed(settled(abort(name), atMs + 102)).map((line) => line.split(';')[0])).toEqual([
      'abort.settles fails',
    ]);
  });

  test('the caller’s own reason is told, as the error or in any of its words', () => {
    const given = abort('reason/request');
    const raised = (error: ReturnType<typeof raisedError>) =>
      notPassed(settled(given, 700, { kind: 'raised', error, events: null }));
    const base = raisedError('FoilEngineError', ['Error']);
    const text = 'the player left the room';
    expect(raised(base)).toEqual([
      'error.cause fails; expected what the caller says of why it aborts is told by the error, or by its cause; seen FoilEngineError tells nothing of "the player left the room"',
    ]);
    expect(raised({ ...base, texts: { inspect: `FoilEngineError { [cause]: Error: ${text} }` } })).toEqual([]);
    expect(raised({ ...raisedError('PlayerLeft', ['Error']), message: text })).toEqual([]);
  });

  test('before the call: nothing is sent, and it raises', () => {
    const given = abort('before');
    expect(given.observation.exchanges).toEqual([]);
    expect(notPassed(given)).toEqual([]);
    expect(notPassed(settled(given, 0, value)).map((line) => line.split(';')[0])).toEqual(['abort.error fails']);
  });

  test('a request after it, another error, and a value', () => {
    const given = abort('request');
    const [only] = given.observation.exchanges;
    if (only === undefined) throw new Error('one request');
    const again = { ...only, index: 1, arrivedAt: stamp(900) };
    const zombie = { ...given, observation: { ...given.observation, exchanges: [only, again] } };
    expect({
      zombie: notPassed(zombie),
      other: notPassed(
        settled(given, 700, { kind: 'raised', error: raisedError('TypeError', ['Error']), events: null }),
      ),
      value: notPassed(settled(given, 700, value)),
    }).toMatchInlineSnapshot(`
      {
        "other": [
          "abort.error fails; expected an abort raises the language’s own abort error or the base class; seen raised TypeError: it failed",
        ],
        "value": [
          "abort.error fails; expected an abort raises the language’s own abort error or the base class; seen returned {"ok":true}",
        ],
        "zombie": [
          "abort.settles fails; expected an abort settles the call within 100 ms, and no request follows; seen after the abort came 1 more request",
        ],
      }
    `);
  });

  test('an error that is told by its name alone', () => {
    const raised = (name: string): Outcome => ({
      kind: 'raised',
      error: raisedError('Error', [], { name }),
      events: null,
    });
    expect(notPassed(settled(abort('request'), 700, raised('AbortError')))).toEqual([]);
    expect(notPassed(settled(abort('request'), 700, raised('TimeoutError')))).toHaveLength(1);
  });

  test('in a part of the call that the spec leaves open, or where it says nothing at all', () => {
    const { spec, fixtures, scenarios } = foilengine;
    const scenario = scenarios.get('abort/backoff/initSession');
    if (spec.abort === null || scenario === undefined) throw new Error('both are there');
    const under = (policy: (typeof spec)['abort']): readonly string[] =>
      notPassed(
        simulate({ spec: { ...spec, abort: policy }, fixtures, language: 'typescript', scenario }, drawFrom(2)),
      );
    expect([under({ ...spec.abort, during: ['request', 'body'] }), under(null)]).toMatchInlineSnapshot(`
      [
        [
          "abort.settles is open; expected the spec says nothing of an abort during a wait between attempts; seen raised RateLimitError: Rate limit exceeded: 30 chat messages a minute for each API key.",
        ],
        [
          "abort.settles is open; expected the spec says nothing of aborts (no abort); seen raised AbortError: it failed",
        ],
      ]
    `);
  });

  test('a stream that an abort may end', () => {
    const { spec, fixtures, scenarios } = foilengine;
    const ended: Outcome = { kind: 'returned', value: null, events: [] };
    const under = (stream: 'raise' | 'end', operation: string): readonly string[] => {
      const scenario = scenarios.get(`abort/body/${operation}`);
      if (spec.abort === null || scenario === undefined) throw new Error('both are there');
      const policy = { ...spec, abort: { ...spec.abort, stream } };
      const given = simulate({ spec: policy, fixtures, language: 'typescript', scenario }, drawFrom(2));
      return notPassed(settled(given, 700, ended)).map((line) => line.split(';')[0] ?? '');
    };
    expect([under('end', 'streamMessage'), under('raise', 'streamMessage'), under('end', 'initSession')]).toEqual([
      [],
      ['abort.error fails'],
      ['abort.error fails'],
    ]);
  });
});
