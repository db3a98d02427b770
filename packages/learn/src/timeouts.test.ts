import type { Exchange, Stamp } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { learn } from './learn.js';
import type { Ask } from './plays.js';
import { nameOf } from './probe.js';
import { edited } from './testing/edited-spec.js';
import { fixturesOf, modelOf } from './testing/model-lesson.js';

const { spec, given } = edited();
const fixtures = fixturesOf(spec);

function at(ms: number): Stamp {
  return { virtualMs: ms, realMs: ms };
}

/** An SDK whose requests are given up at these times, ms, where no answer comes; the call has come to something at the last. */
function givingUp(...requests: readonly (readonly [from: number, to: number])[]): Ask {
  const model = modelOf(spec, 'typescript');
  return async (probes) =>
    (await model(probes)).map((play) => {
      const { observation } = play;
      const [first] = observation.exchanges;
      if (nameOf(play.scenario) !== 'default' || first === undefined) return play;
      const exchanges = requests.map(
        ([from, to], index): Exchange => ({
          ...first,
          index,
          arrivedAt: at(from),
          served: { ...first.served, endedAt: null, abandonedAt: at(to) },
        }),
      );
      const settledAt = at(requests.at(-1)?.[1] ?? 0);
      return {
        ...play,
        observation: { ...observation, exchanges, steps: observation.steps.map((step) => ({ ...step, settledAt })) },
      };
    });
}

async function timeouts(ask: Ask) {
  const operations = spec.operations.map(({ id }) => id);
  const lesson = { given, language: 'typescript', about: 'The model', operations, fixtures, only: ['timeouts'] };
  const { lines, open } = await learn(lesson, ask);
  return [
    ...lines.map((line) => `${line.at.join('.')}: ${line.value}`),
    ...open.filter((line) => line.at[0] === 'timeouts').map((line) => `open: ${line.at.join('.')}: ${line.why}`),
  ].filter((line) => !/coversBody|perStreamEvent|timeout\.attempt/.test(line));
}

test('a call whose last attempt waits less than the others has a time of its own, with the waits between them or without', async () => {
  expect(await timeouts(givingUp([0, 30_000], [30_417, 60_417], [61_288, 75_000]))).toEqual([
    'timeouts.attemptMs: 30000',
    'timeouts.totalMs: 75000',
    'timeouts.coversBackoff: true',
  ]);
  expect(await timeouts(givingUp([0, 30_000], [30_417, 60_417], [61_288, 76_288]))).toEqual([
    'timeouts.attemptMs: 30000',
    'timeouts.totalMs: 75000',
    'timeouts.coversBackoff: false',
  ]);
});

test('a client that closes a connection with its next request', async () => {
  expect(await timeouts(givingUp([0, 30_000], [30_000, 61_000], [61_000, 93_000], [93_000, 123_000]))).toEqual([
    'timeouts.attemptMs: 30000',
  ]);
  // A last request that waits less is one whose call has a time of its own.
  expect(await timeouts(givingUp([0, 30_000], [30_000, 60_000], [60_000, 75_000]))).toContain(
    'timeouts.attemptMs: 30000',
  );
});

test('where neither is a round time, both are told', async () => {
  expect(await timeouts(givingUp([0, 30_000], [30_417, 41_003]))).toMatchInlineSnapshot(`
    [
      "timeouts.attemptMs: 30000",
      "open: timeouts.totalMs: each request was given up after 30000 ms, but the last after 10586 ms: 41003 or 40586 ms of the call",
    ]
  `);
});

test.each([
  ['of the body as a whole', edited(), []],
  [
    'of each wait for more of it',
    edited(['  coversBody: true\n', '  coversBody: true\n  perRead: true\n']),
    ['timeouts.perRead: true'],
  ],
])('a timeout %s', async (_, of, lines) => {
  const operations = of.spec.operations.map(({ id }) => id);
  const own = fixturesOf(of.spec);
  const lesson = { given: of.given, language: 'typescript', about: 'The model', operations, fixtures: own };
  const learned = await learn({ ...lesson, only: ['timeouts'] }, modelOf(of.spec, 'typescript'));
  expect(learned.lines.map((line) => `${line.at.join('.')}: ${line.value}`)).toEqual([
    'timeouts.attemptMs: 30000',
    'timeouts.coversBody: true',
    ...lines,
    'timeouts.perStreamEvent: true',
  ]);
});
