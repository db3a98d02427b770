import type { Exchange, Outcome } from '@sdk-conformance/model';
import { describe, expect, test } from 'vitest';
import { type Case, marksOf } from './assess.js';
import { judge } from './judge.js';
import { raisedError } from './testing/model-outcome.js';
import { drawFrom, simulate } from './testing/model-sdk.js';
import { caseOf, foilError, foilengine, notPassed, simulated, value } from './testing/observed.js';

const notImplemented: Outcome = {
  kind: 'raised',
  error: raisedError('TypeError', ['Error'], { message: 'client.chat.listMachines is not a function' }),
  events: null,
};
const typed = foilError('FoilEngineError', { statusCode: null }, 'not now');

function unsent(id: string, outcome: Outcome): readonly string[] {
  return notPassed(caseOf(id, { arrivals: [], outcome, settledMs: 0 }));
}

describe('a step that sends no request', () => {
  test('where one is due, whatever it comes to', () => {
    expect({
      'raises what is not of the hierarchy': unsent('status/401/listMachines', notImplemented),
      'raises the base class': unsent('status/401/listMachines', typed),
      'returns a value': unsent('status/200/listMachines', value),
      'has its connections broken': unsent('transport/reset/initSession', typed),
    }).toMatchInlineSnapshot(`
      {
        "has its connections broken": [
          "request.sent fails; expected initSession sends POST /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/init-session; seen no request; raised FoilEngineError: not now",
        ],
        "raises the base class": [
          "request.sent fails; expected listMachines sends GET /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/machines; seen no request; raised FoilEngineError: not now",
        ],
        "raises what is not of the hierarchy": [
          "error.base fails; expected every error is a FoilEngineError; seen raised TypeError: client.chat.listMachines is not a function",
          "request.sent fails; expected listMachines sends GET /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/machines; seen no request; raised TypeError: client.chat.listMachines is not a function",
        ],
        "returns a value": [
          "request.sent fails; expected listMachines sends GET /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/machines; seen no request; returned {"ok":true}",
        ],
      }
    `);
  });

  test('fails at level must, on the line of its operation', () => {
    const found = judge(caseOf('status/200/listMachines', { arrivals: [], outcome: value, settledMs: 0 }));
    const failed = found.filter((f) => f.verdict === 'fail');
    expect(failed.map((f) => [f.requirement, f.level, f.at.line])).toEqual([
      ['request.sent', 'must', foilengine.spec.positions['/operations/listMachines']?.line],
    ]);
  });

  test('for an argument that it may refuse itself', () => {
    const empty = { key_id: '' };
    const given = simulated('status/204/revokeApiKey');
    const steps = given.scenario.steps.map((s) => ({ ...s, arguments: empty }));
    const { spec, fixtures } = foilengine;
    const scenario = { ...given.scenario, steps };
    const played = simulate({ spec, fixtures, language: 'typescript', scenario }, drawFrom(1));
    const refused: Case = {
      ...played,
      observation: {
        ...played.observation,
        exchanges: [],
        steps: played.observation.steps.map((s) => ({ ...s, outcome: notImplemented })),
      },
    };
    expect(notPassed(refused)).toMatchInlineSnapshot(`
      [
        "request.sent is open; expected revokeApiKey sends DELETE /api/v1/sdk/api-keys/; seen no request; raised TypeError: client.chat.listMachines is not a function",
      ]
    `);
    expect(notPassed(played)).toEqual([]);
  });

  test('over a credential that it refuses, where no request could have been seen', () => {
    const given = caseOf('transport/refuse/initSession', { arrivals: [], outcome: notImplemented, settledMs: 0 });
    const [step] = given.expectation.steps;
    if (step === undefined) throw new Error('a scenario has steps');
    const refusing = {
      ...given,
      expectation: { ...given.expectation, steps: [{ ...step, mayRefuse: true as const }] },
    };
    expect([notPassed(given).length, notPassed(refusing)]).toEqual([2, []]);
  });

  test('because its port is closed, until it is aborted', () => {
    const aborted: Outcome = { kind: 'raised', error: raisedError('AbortError', ['Error']), events: null };
    const seen = (settledMs: number, outcome: Outcome) => {
      const given = caseOf('transport/refuse/initSession', { arrivals: [], outcome, settledMs });
      const { abort } =
        caseOf('abort/request/initSession', { arrivals: [], outcome, settledMs }).expectation.steps[0] ?? {};
      if (abort === undefined) throw new Error('the call is aborted');
      const steps = given.expectation.steps.map((step) => ({ ...step, abort }));
      return notPassed({ ...given, expectation: { ...given.expectation, steps } });
    };
    expect({
      'at once': seen(700, aborted),
      late: seen(900, aborted),
      'with a value': seen(700, value),
    }).toMatchInlineSnapshot(`
      {
        "at once": [],
        "late": [
          "abort.settles fails; expected an abort settles the call within 100 ms, and no request follows; seen settled 200 ms after the abort",
        ],
        "with a value": [
          "abort.error fails; expected an abort raises the language’s own abort error or the base class; seen returned {"ok":true}",
        ],
      }
    `);
  });

  test('because it never settles: that is its one defect', () => {
    const hangs: Outcome = { kind: 'neverSettled', why: 'nothing left to wait for' };
    const given = caseOf('status/200/listMachines', { arrivals: [], outcome: hangs, settledMs: null });
    expect(notPassed(given).map((line) => line.split(';')[0])).toEqual(['call.settles fails']);
  });

  test('to a closed port: none can be seen', () => {
    expect(notPassed(simulated('transport/refuse/initSession'))).toEqual([]);
  });

  test('and is aborted: before it could begin, or long after one was due', () => {
    const abortedAt = (atMs: number): Case => {
      const given = simulated('abort/request/initSession');
      const steps = given.scenario.steps.map((s) => ({ ...s, abortAtMs: atMs }));
      const { spec, fixtures } = foilengine;
      const scenario = { ...given.scenario, steps };
      const played = simulate({ spec, fixtures, language: 'typescript', scenario }, drawFrom(1));
      return { ...played, observation: { ...played.observation, exchanges: [] } };
    };
    expect([notPassed(abortedAt(0)), notPassed(abortedAt(700))].map((all) => all.map((l) => l.split(';')[0]))).toEqual([
      [],
      ['request.sent fails'],
    ]);
  });
});

describe('steps side by side', () => {
  const elsewhere = (e: Exchange): Exchange => ({
    ...e,
    step: null,
    operation: null,
    request: { ...e.request, target: '/elsewhere' },
  });
  /** What fails where the exchanges of some steps are lost, and the first ones of others lead nowhere. */
  function charged(id: string, lost: readonly string[], strays: readonly string[]): readonly string[] {
    const { spec, expectation, observation } = simulated(id);
    const exchanges = observation.exchanges.flatMap((e) => {
      if (e.step === null || !strays.includes(e.step)) return lost.includes(e.step ?? '') ? [] : [e];
      return [...(e.answer === 0 ? [elsewhere(e)] : []), ...(lost.includes(e.step) ? [] : [e])];
    });
    return marksOf(spec, expectation, { ...observation, exchanges })
      .filter((m) => m.verdict === 'fail')
      .map((m) => `${m.because.requirement} (${m.step}): ${m.seen}`);
  }
  const parallel = 'steps/parallel-20/429-200/initSession';
  const clients = 'steps/max-5/max-0/two-clients/initSession';

  test('a step whose request could not be attributed has sent one', () => {
    expect(charged(parallel, ['step-3', 'step-7'], ['step-3', 'step-7'])).toMatchInlineSnapshot(`
      [
        "request.path (step-3): POST /elsewhere, which is no operation of the spec",
      ]
    `);
  });

  test('a step whose request cannot be told from another’s may have sent it', () => {
    const { spec, expectation, observation } = simulated(parallel);
    const form = new TextEncoder().encode('player_name=Mirela');
    const sentFor = (change: (e: Exchange) => Exchange): readonly string[] => {
      const exchanges = observation.exchanges.map((e) => (e.step === 'step-3' ? { ...e, step: 'step-4' } : e));
      return marksOf(spec, expectation, { ...observation, exchanges: exchanges.map(change) })
        .filter((m) => m.verdict === 'fail' && m.because.requirement === 'request.sent')
        .map((m) => String(m.step));
    };
    // The lane tells steps apart by what it can read of their arguments.
    expect(
      sentFor((e) => ({ ...e, request: { ...e.request, body: form, target: `${e.request.target}&a=b` } })),
    ).toEqual([]);
    expect(sentFor((e) => (e.step === 'step-4' ? { ...e, request: { ...e.request, body: form } } : e))).toEqual([]);
  });

  test('a stray is not the request of two steps, nor that of another client’s step', () => {
    expect([
      charged(parallel, ['step-3', 'step-7'], ['step-3']),
      charged(clients, ['hasty'], ['patient']),
    ]).toMatchInlineSnapshot(`
      [
        [
          "request.path (step-3): POST /elsewhere, which is no operation of the spec",
          "request.sent (step-7): no request; returned {"session_id":"5e8f1d20-94c7-4b3a-8d6e-07c2b9f41a83","user_session_id":"player-1842","persona_name":"Captain Mirela Voß"… (375 characters)",
        ],
        [
          "request.path (patient): POST /elsewhere, which is no operation of the spec",
          "request.sent (hasty): no request; raised RateLimitError: Rate limit exceeded: 30 chat messages a minute for each API key.",
        ],
      ]
    `);
  });
});
