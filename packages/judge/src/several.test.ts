import type { ClockTier, JsonValue, Step } from '@sdk-conformance/model';
import { describe, expect, test } from 'vitest';
import type { Case } from './assess.js';
import { judge } from './judge.js';
import { drawFrom, simulate, stamp } from './testing/model-sdk.js';
import { due, notPassed, seen, simulated } from './testing/observed.js';
import { toleranceOf } from './tolerance.js';

type Members = Readonly<Record<string, JsonValue>>;

function without(members: Members, name: string | undefined): Members {
  return Object.fromEntries(Object.entries(members).filter(([known]) => known !== name));
}

describe('several calls', () => {
  const parallel = 'steps/parallel-20/429-200/initSession';

  test('side by side, as they are due', () => {
    expect(notPassed(simulated(parallel))).toEqual([]);
  });

  test('a wait that one call puts on another', () => {
    const beside = simulated('steps/beside-backoff/initSession');
    const held = seen(beside, (e) =>
      e.step === 'beside' ? { ...e, arrivedAt: stamp(e.arrivedAt.virtualMs + 300) } : e,
    );
    expect(notPassed(held)).toMatchInlineSnapshot(`
      [
        "call.isolation fails; expected calls on one client share no retry state, bodies or waits; seen the first request of beside came 300 ms after it started",
      ]
    `);
    // No vendor says that a call begins whatever others wait for, and some keep calls apart on purpose.
    expect(judge(held).find((f) => f.verdict === 'fail')?.level).toBe('should');
  });

  test('a wait that a limit of another category puts on a call', () => {
    const mix = simulated('limit/mix-40/sendMessage');
    const exchange = mix.observation.exchanges.find((e) => e.step === 'client-sendMessage-40');
    if (exchange === undefined) throw new Error('the call sent nothing');
    const limited = { category: 'sdkChat', answer: { fixture: '429' } };
    const met = seen(mix, (e) => (e === exchange ? { ...e, limited } : e));
    const late = seen(met, (e) =>
      e.step === 'client-listMachines-1' ? { ...e, arrivedAt: stamp(e.arrivedAt.virtualMs + 300) } : e,
    );
    const verdictOf = (given: Case) => judge(given).find((f) => f.requirement === 'limit.others')?.verdict;
    expect([verdictOf(mix), verdictOf(met)]).toEqual([undefined, 'pass']);
    expect(notPassed(late).filter((line) => line.startsWith('limit'))).toEqual([
      'limit.others fails; expected a limit that is met in one category holds up no call of another; seen the first request of client-listMachines-1 came 300 ms after it started',
    ]);
    expect(judge(late).find((f) => f.requirement === 'limit.others')?.level).toBe('should');
    expect(notPassed(late).filter((line) => line.startsWith('call.isolation'))).toEqual([]);
  });

  test('what every call takes before its first request is shared with nobody', () => {
    const later = (given: Case) => seen(given, (e) => ({ ...e, arrivedAt: stamp(e.arrivedAt.virtualMs + 3) }));
    const isolated = (given: Case) => judge(later(given)).find((f) => f.requirement === 'call.isolation')?.verdict;
    expect(isolated(simulated(parallel))).toBe('pass');
    expect(isolated(simulated('steps/beside-backoff/initSession'))).toBe('pass');
  });

  describe('calls beside others, and the same alone', () => {
    const together = simulated('together/clients-8/mixed/initSession');
    const cut = (isCut: (step: string) => boolean): Case => {
      const { observation } = together;
      const steps = observation.steps.map((settled) => {
        if (!isCut(settled.step)) return settled;
        const first = observation.exchanges.find((e) => e.step === settled.step);
        return { ...settled, settledAt: first?.served.endedAt ?? null, outcome: due('status/429/initSession', 1) };
      });
      const exchanges = observation.exchanges.filter(
        (e, n, all) => e.step === null || !isCut(e.step) || all.findIndex((other) => other.step === e.step) === n,
      );
      return { ...together, observation: { ...observation, steps, exchanges } };
    };
    const failed = (given: Case) => notPassed(given).map((line) => line.split(' fails')[0]);

    test('come to the same', () => {
      expect(failed(together)).toEqual([]);
    });

    test('that are answered by the same status need not come to the same, by another body', () => {
      const { spec, fixtures, scenario } = together;
      const [like] = scenario.steps;
      const [client] = scenario.clients;
      if (like === undefined || client === undefined) throw new Error('a scenario has steps');
      const step = (id: string, fixture: string, startAfter: Partial<Step>): Step => ({
        ...{ ...like, ...startAfter, id, client: client.id },
        arguments: { ...like.arguments, user_session_id: id },
        script: [{ fixture }],
      });
      const ok = 'foilengine/init-session';
      const steps = [
        step('alone', 'http/success/cut-json', {}),
        ...['one', 'other'].map((id) => step(id, ok, { startAfter: 'alone' })),
      ];
      const played = { ...scenario, clients: [client], steps };
      expect(notPassed(simulate({ spec, fixtures, language: 'typescript', scenario: played }, drawFrom(1)))).toEqual(
        [],
      );
    });

    test('need not come to the same where a client may be refused', () => {
      const { spec, fixtures, scenario } = together;
      const [like] = scenario.steps;
      if (like === undefined) throw new Error('a scenario has steps');
      const step = (id: string, client: string, startAfter: Partial<Step>): Step => ({
        ...{ ...like, ...startAfter, id, client },
        arguments: { ...like.arguments, user_session_id: id },
        script: [{ fixture: 'http/status/error', status: 400 }],
      });
      const clients = [
        { id: 'fit', options: {} },
        { id: 'unfit', options: {}, lineEndBehind: 'apiKey' },
      ];
      const steps = [
        step('alone', 'fit', {}),
        step('sent', 'fit', { startAfter: 'alone' }),
        step('refused', 'unfit', { startAfter: 'alone' }),
      ];
      const played = { ...scenario, clients, steps };
      const seen = simulate({ spec, fixtures, language: 'typescript', scenario: played }, drawFrom(1));
      const { exchanges, steps: settled, ...rest } = seen.observation;
      const observation = {
        ...rest,
        exchanges: exchanges.filter((exchange) => exchange.step !== 'refused'),
        steps: settled.map((one) =>
          one.step === 'refused' ? { ...one, outcome: due('status/404/initSession', 1) } : one,
        ),
      };
      expect(notPassed({ ...seen, observation })).toEqual([]);
    });

    test('share nothing where all stop too soon, alone as well', () => {
      expect(failed(cut((step) => step.startsWith('recovers')))).toEqual(['retry.status']);
    });

    test('share something where one stops too soon beside others alone: one finding', () => {
      expect(notPassed(cut((step) => step === 'recovers-2'))).toMatchInlineSnapshot(`
        [
          "call.isolation fails; expected a call comes to the same alone and beside other calls; seen alone 2 requests, then returned {"session_id":"5e8f1d20-94c7-4b3a-8d6e-07c2b9f41a83","user_session_id":"player-1842","persona_name":"Captain Mirela Voß"… (375 characters); beside other calls 1 request, then raised RateLimitError: Rate limit exceeded: 30 chat messages a minute for each API key.",
        ]
      `);
    });
  });

  describe('a request that carries what another call alone would send', () => {
    const given = simulated(parallel);
    const requestOf = (step: string) => given.observation.exchanges.find((e) => e.step === step)?.request;
    const swap: Readonly<Record<string, string>> = { 'step-1': 'step-2', 'step-2': 'step-1' };
    const crossed = (part: 'body' | 'target') =>
      seen(given, (e) => {
        const other = requestOf(swap[e.step ?? ''] ?? '');
        return other === undefined ? e : { ...e, request: { ...e.request, [part]: other[part] } };
      });

    test('is shared state, whichever of the two calls it is charged to', () => {
      expect(notPassed(crossed('body'))).toMatchInlineSnapshot(`
        [
          "call.isolation fails; expected each request of a call carries the arguments of that call alone; seen request 1 of step-1 carries the body of step-2, which runs beside it or ran before",
        ]
      `);
      expect(notPassed(crossed('target'))).toMatchInlineSnapshot(`
        [
          "call.isolation fails; expected each request of a call carries the arguments of that call alone; seen request 1 of step-1 carries the path of step-2, which runs beside it or ran before",
        ]
      `);
    });

    test('and nothing else of the two calls is judged, for their answers went astray', () => {
      const swapped = crossed('target');
      const [first] = swapped.observation.exchanges.filter((e) => e.step === 'step-1');
      const short = {
        ...swapped,
        observation: {
          ...swapped.observation,
          exchanges: swapped.observation.exchanges.filter((e) => e.step !== 'step-1' || e === first),
        },
      };
      expect(notPassed(short)).toHaveLength(1);
    });

    test('is told from an argument that is dropped, which another call does not have', () => {
      const named = JSON.parse(new TextDecoder().decode(requestOf('step-1')?.body)) as Members;
      const [dropped, ...others] = Object.keys(named);
      const expectation = {
        ...given.expectation,
        steps: given.expectation.steps.map((step) =>
          step.step === 'step-2' ? { ...step, request: { ...step.request, body: without(named, dropped) } } : step,
        ),
      };
      expect(others.length).toBeGreaterThan(0);
      const body = new TextEncoder().encode(JSON.stringify(without(named, dropped)));
      const lossy = seen({ ...given, expectation }, (e) =>
        e.step === 'step-1' ? { ...e, request: { ...e.request, body } } : e,
      );
      expect(
        judge(lossy)
          .filter((f) => f.verdict === 'fail')
          .map((f) => f.requirement),
      ).toEqual(['request.body']);
    });
  });

  test('the credential of another client', () => {
    const given = simulated('steps/max-5/max-0/two-clients/initSession');
    const mixed = seen(given, (e) => ({
      ...e,
      request: {
        ...e.request,
        headers: e.request.headers.map(([n, v]) => [n, v.replace('patient', 'hasty')] as const),
      },
    }));
    expect(notPassed(mixed)).toMatchInlineSnapshot(`
      [
        "request.credentials fails; expected x-api-key carries the apiKey credential; seen x-api-key carries something else",
      ]
    `);
  });
});

describe('a sample of delays', () => {
  const sample = 'retry/backoff/clients-40/429-200/initSession';
  const spread = (delay: (n: number) => number) => {
    const given = simulated(sample);
    return notPassed(
      seen(given, (e) => (e.answer === 1 ? { ...e, arrivedAt: stamp(delay(Number(e.step?.slice(5)) - 1)) } : e)),
    );
  };

  test('that spreads over its window', () => {
    expect(spread((n) => 250 + (n * 250) / 39)).toEqual([]);
  });

  test('that does not', () => {
    expect([spread(() => 500), spread((n) => 400 + n)]).toMatchInlineSnapshot(`
      [
        [
          "retry.backoff.jitter fails; expected delays of 40 clients are spread evenly over 250 to 500 ms; seen all 40 clients waited 500 ms before retry 1",
        ],
        [
          "retry.backoff.jitter fails; expected delays of 40 clients are spread evenly over 250 to 500 ms; seen 40 delays before retry 1 lie between 400 and 439 ms: the lower 60 % of the window stayed empty",
        ],
      ]
    `);
  });

  test('that leaves out no more of the window than chance may', () => {
    expect(spread((n) => 340 + (n * 160) / 39)).toEqual([]);
    expect(spread((n) => 355 + (n * 145) / 39)).toHaveLength(1);
  });
});

test('under tier B each of many steps may delay the others', () => {
  const { observation } = simulated('retry/backoff/clients-40/429-200/initSession');
  const aboveMs = (tier: ClockTier, steps = observation.steps) => toleranceOf({ tier, steps }).aboveMs;
  expect([aboveMs('A'), aboveMs('B'), aboveMs('B', observation.steps.slice(0, 1))]).toEqual([1, 14, 10]);
});
