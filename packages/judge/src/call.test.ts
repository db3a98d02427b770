import type { Outcome, ProcessSignal } from '@sdk-conformance/model';
import { describe, expect, test } from 'vitest';
import { judge, scenarioVerdict } from './judge.js';
import { raisedError } from './testing/model-outcome.js';
import { drawFrom, simulate } from './testing/model-sdk.js';
import { caseOf, due, foilError, foilengine, notPassed, passed, value } from './testing/observed.js';

const id = 'errors/max-0/401/listMachines';
const fails = (outcome: Outcome, process: readonly ProcessSignal[] = []) =>
  notPassed(caseOf(id, { arrivals: [0], settledMs: 0, outcome, process }));

describe('errors', () => {
  const good = due(id, 1);
  if (good.kind !== 'raised') throw new Error('401 raises');
  const { error } = good;
  const but = (change: Partial<typeof error>): Outcome => ({ ...good, error: { ...error, ...change } });

  test('as they are due', () => {
    expect(fails(good)).toEqual([]);
  });

  test.each(['string', 'inspect', 'json', 'stack', 'cause'])('a secret in the text form %s', (form) => {
    expect(fails(but({ texts: { [form]: 'sent X-API-Key: secret-apiKey' } }))).toEqual([
      `error.secrets fails; expected No credential shows in an error; seen apiKey in ${form}`,
    ]);
  });

  test('a secret binds as its own line does', () => {
    const leaking = (message: string) => {
      const given = caseOf(id, { arrivals: [0], settledMs: 0, outcome: but({ message }) });
      const { spec } = given;
      const sourceOf = { ...spec.sourceOf, '/credentials/apiKey/secret': 'ours' };
      const sources = [...spec.sources, { id: 'ours', title: 'our own ruling', level: 'should' } as const];
      const found = judge({ ...given, spec: { ...spec, sourceOf, sources } });
      return found.find(({ requirement }) => requirement === 'error.secrets')?.level;
    };
    expect([leaking('secret-apiKey'), leaking('secret-llmApiKey'), leaking('secret-apiKey, secret-llmApiKey')]).toEqual(
      ['should', 'must', 'must'],
    );
  });

  test('a secret as its header has it, encoded', () => {
    const given = caseOf(id, {
      arrivals: [0],
      settledMs: 0,
      outcome: but({ message: 'sent Basic c2VjcmV0LWFwaUtleTo=' }),
    });
    const credentials = given.spec.credentials.map((c) => ({ ...c, format: 'Basic base64({value}:)' }));
    const found = judge({ ...given, spec: { ...given.spec, credentials } });
    expect(found.find(({ requirement }) => requirement === 'error.secrets')?.seen).toBe('apiKey in message');
  });

  test('a secret in the message or a field', () => {
    const message = `${error.message} (secret-llmApiKey)`;
    expect(fails(but({ message, fields: { ...error.fields, request: { key: 'secret-apiKey' } } }))).toContain(
      'error.secrets fails; expected No credential shows in an error; seen llmApiKey in message, apiKey in fields',
    );
  });

  test('of a class that the spec names with its module', () => {
    const given = caseOf(id, { arrivals: [0], settledMs: 0, outcome: good });
    const named = (type: string) => ({
      ...given.expectation,
      steps: given.expectation.steps.map((step) => ({
        ...step,
        decisions: step.decisions.map((decision) =>
          decision.outcome.kind === 'raised' ? { ...decision, outcome: { ...decision.outcome, type } } : decision,
        ),
      })),
    });
    expect(notPassed({ ...given, expectation: named('foil.AuthenticationError') })).toEqual([]);
    expect(notPassed({ ...given, expectation: named('foil.OtherAuthenticationError') })).toHaveLength(1);
  });

  test('a credential that is no secret may show', () => {
    const given = caseOf(id, { arrivals: [0], settledMs: 0, outcome: but({ texts: { string: 'for secret-apiKey' } }) });
    const credentials = given.spec.credentials.map((c) => ({ ...c, secret: c.id !== 'apiKey' }));
    expect(notPassed({ ...given, spec: { ...given.spec, credentials } })).toEqual([]);
  });

  test('what an error says, carries and survives', () => {
    const wrong = {
      'another status': fails(but({ fields: { statusCode: 400 } })),
      'no status': fails(but({ fields: {} })),
      'another message': fails(but({ message: 'Request failed' })),
      'a message too long': fails(but({ message: error.message + 'x'.repeat(4096) })),
      'a name that is not its class’s': fails(but({ traits: { nameMatchesClass: false } })),
      'lost on its way': fails(but({ traits: { survivesJson: false, survivesClone: true } })),
      'the base class': fails(foilErrorOf('FoilEngineError')),
      'outside the hierarchy': fails({ ...good, error: raisedError('TypeError', ['Error']) }),
      'nothing raised': fails(value),
    };
    expect(wrong).toMatchInlineSnapshot(`
      {
        "a message too long": [
          "error.message fails; expected the message is "The API key in X-API-Key is missing or invalid." and nothing else; seen the message is "The API key in X-API-Key is missing or invalid.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… (4143 characters)"",
          "error.messageBound fails; expected a message has at most 4096 bytes; seen the message has 4143 bytes",
        ],
        "a name that is not its class’s": [
          "error.name fails; expected the error’s name is its class’s; seen nameMatchesClass is false for AuthenticationError",
        ],
        "another message": [
          "error.message fails; expected the message holds "The API key in X-API-Key is missing or invalid."; seen the message is "Request failed"",
        ],
        "another status": [
          "error.status fails; expected statusCode is 401; seen statusCode is 400",
        ],
        "lost on its way": [
          "error.serializable fails; expected the error survives being copied and serialised; seen survivesJson is false for AuthenticationError",
        ],
        "no status": [
          "error.status fails; expected statusCode is 401; seen statusCode is null",
        ],
        "nothing raised": [
          "error.class fails; expected 401 raises AuthenticationError (it must raise); seen returned {"ok":true}",
        ],
        "outside the hierarchy": [
          "error.base fails; expected every error is a FoilEngineError; seen raised TypeError < Error: it failed",
        ],
        "the base class": [
          "error.class fails; expected 401 raises AuthenticationError; seen raised FoilEngineError < Error: The API key in X-API-Key is missing or invalid.",
        ],
      }
    `);
  });

  function foilErrorOf(type: string): Outcome {
    return { ...good, error: { ...error, type, bases: ['Error'] } } as Outcome;
  }

  test('the cause of a broken connection', () => {
    const reset = 'errors/max-0/reset/listMachines';
    const without = foilError('FoilEngineError', { statusCode: null }, 'it broke');
    expect(notPassed(caseOf(reset, { arrivals: [0], settledMs: 0, outcome: without }))).toMatchInlineSnapshot(`
      [
        "error.cause fails; expected the low-level error stays reachable as the cause; seen FoilEngineError has no cause",
      ]
    `);
  });
});

describe('the process', () => {
  test('each signal breaks a requirement of its own', () => {
    const signals: readonly ProcessSignal[] = [
      {
        kind: 'unhandledRejection',
        text: 'Error: nobody listens\n    at node:internal/timers:1:2\n    at list (sdk.js:3:4)',
      },
      { kind: 'uncaughtException', text: 'Error: thrown in a timer' },
      { kind: 'warning', text: 'MaxListenersExceededWarning' },
      { kind: 'leftBehind', what: 'Timeout', count: 2 },
      { kind: 'exit', code: 1, signal: null, stderr: ['a', 'b', 'c', 'd'] },
      { kind: 'hang', forMs: 5000, stderr: [] },
    ];
    expect(signals.map((signal) => fails(due(id, 1), [signal]))).toMatchInlineSnapshot(`
      [
        [
          "process.rejections fails; expected No unhandled rejection or exception outside the call; seen unhandled rejection: Error: nobody listens, at list (sdk.js:3:4)",
        ],
        [
          "process.rejections fails; expected No unhandled rejection or exception outside the call; seen uncaught exception: Error: thrown in a timer",
        ],
        [
          "process.warnings fails; expected No process warning; seen warning: MaxListenersExceededWarning",
        ],
        [
          "process.leftBehind fails; expected No timer or socket outlives the call; seen left behind: 2 × Timeout",
        ],
        [
          "process.survives fails; expected The process survives whatever the server sends; seen the process ended with code 1 | b | c | d",
        ],
        [
          "process.responds fails; expected A call comes to something: no endless loop, no wait without end; seen nothing came of it for 5 s, played alone: an endless loop, or a wait in real time",
        ],
      ]
    `);
  });

  test('what hung or died is told once', () => {
    const gone: Outcome = { kind: 'neverSettled', why: 'the process hangs' };
    expect(fails(gone, [{ kind: 'hang', forMs: 5000, stderr: [] }])).toHaveLength(1);
  });
});

test('an answer that never comes, where the spec gives no timeout, may be waited for', () => {
  const stall = 'transport/stall-request/initSession';
  const given = caseOf(stall, {
    arrivals: [0],
    settledMs: null,
    outcome: { kind: 'neverSettled', why: 'nothing left' },
  });
  expect(notPassed(given).map((line) => line.split(';')[0])).toEqual(['call.settles fails']);
  const { spec, fixtures, scenario } = given;
  const timeless = { ...spec, timeouts: { ...spec.timeouts, attemptMs: null } };
  const { expectation } = simulate({ spec: timeless, fixtures, language: 'typescript', scenario }, drawFrom(1));
  expect(notPassed({ ...given, spec: timeless, expectation })).toMatchInlineSnapshot(`
    [
      "timeout.attempt is open; expected the spec gives no timeout (no timeouts.attemptMs); seen never settled (nothing left)",
    ]
  `);
});

test('a scenario’s verdict is its worst finding', () => {
  const finding = judge(caseOf(id, { arrivals: [0], settledMs: 0, outcome: due(id, 1) }))[0];
  if (finding === undefined) throw new Error('there are findings');
  const of = (...verdicts: ('pass' | 'fail' | 'unspecified')[]) =>
    scenarioVerdict(verdicts.map((verdict) => ({ ...finding, verdict })));
  expect([of(), of('pass', 'pass'), of('pass', 'unspecified'), of('unspecified', 'fail', 'pass')]).toEqual([
    'pass',
    'pass',
    'unspecified',
    'fail',
  ]);
});

test('findings stand in the order of their requirements, each once, with level and spec line', () => {
  const found = judge(caseOf(id, { arrivals: [0], settledMs: 0, outcome: due(id, 1) }));
  const ids = found.map((f) => f.requirement);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(passed(caseOf(id, { arrivals: [0], settledMs: 0, outcome: due(id, 1) }))).toEqual(ids);
  const message = found.find((f) => f.requirement === 'error.message');
  const line = foilengine.spec.positions['/errors/body/message/0']?.line;
  expect([message?.level, message?.at.line]).toEqual(['must', line]);
});

test('a wait that blocks the event loop is charged to the call that waits so, but for what any work may take', () => {
  const once = 'retry/count/429-200/initSession';
  const blocked = (ms: number) =>
    notPassed(
      caseOf(once, {
        arrivals: [0, 2000],
        settledMs: 2000,
        outcome: due(once, 2),
        process: [{ kind: 'blockedLoop', ms, what: 'the event loop' }],
      }),
    ).filter((mark) => mark.startsWith('call.isolation'));
  expect(blocked(1)).toEqual([]);
  expect(blocked(317)).toMatchInlineSnapshot(`
    [
      "call.isolation fails; expected Calls do not share retry state, bodies or waits; seen the event loop stood still for 317 ms, so that no other call could go on: a wait blocked its thread",
    ]
  `);
});
