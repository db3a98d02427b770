import type { Outcome } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { against } from './against.js';
import { learn } from './learn.js';
import type { Ask, Play } from './plays.js';
import { nameOf } from './probe.js';
import { edited } from './testing/edited-spec.js';
import { fixturesOf, modelOf } from './testing/model-lesson.js';

const { spec, given } = edited();
const operations = spec.operations.map(({ id }) => id);
const fixtures = fixturesOf(spec);

/** Learns a model whose plays are changed, of statuses alone. */
async function learnt(change: (play: Play) => Play, from = { spec, given }, only: readonly string[] = ['statuses']) {
  const model = modelOf(from.spec, 'typescript');
  const ask: Ask = async (probes, by) => (await model(probes, by)).map(change);
  return await learn(
    { given: from.given, language: 'typescript', about: 'The model', operations, only, fixtures },
    ask,
  );
}

/** An error of the language itself, as Node's fetch raises one. */
function raisesTypeError(play: Play): Play {
  const outcomeOf = (outcome: Outcome | null): Outcome | null =>
    outcome?.kind === 'raised'
      ? { ...outcome, error: { ...outcome.error, type: 'TypeError', bases: ['Error'] } }
      : outcome;
  const steps = play.observation.steps.map((step) => ({ ...step, outcome: outcomeOf(step.outcome) as never }));
  return { ...play, observation: { ...play.observation, steps } };
}

/** Two requests where the model makes one, as Node's fetch makes of a request that was misdirected. */
function twice(play: Play): Play {
  const exchanges = play.observation.exchanges.flatMap((exchange) => [
    { ...exchange, index: exchange.index * 2 },
    { ...exchange, index: exchange.index * 2 + 1 },
  ]);
  return { ...play, observation: { ...play.observation, exchanges } };
}

const of = (status: string, change: (play: Play) => Play) => (play: Play) =>
  nameOf(play.scenario) === status ? change(play) : play;

test('a status that raises a class of the language is left open, and the others are learnt', async () => {
  const { open, lines } = await learnt(of('418', raisesTypeError));
  expect(open).toContainEqual({
    at: ['statuses'],
    why: '418 raises TypeError, which is no class of the SDK',
    statuses: [418],
  });
  expect(lines.map(({ at }) => at.join('.'))).toContain('retry.maxRetries');
  expect(lines.map(({ at }) => at.join('.'))).not.toContain('statuses.418');
});

test('a row of 3xx says nothing of 304, which was not asked', async () => {
  const from = edited([
    '  default: { error: FoilEngine',
    '  3xx: { error: BadRequest }\n  default: { error: FoilEngine',
  ]);
  const { lines } = await learnt((play) => play, from);
  const rows = lines.map(({ at }) => at.join('.')).filter((at) => at.startsWith('statuses.3'));
  expect(rows).toEqual(['statuses.300-303', 'statuses.305-399']);
});

test.each(['407', '421'])('what fetch does with %s by itself breaks no line of the SDK', async (status) => {
  const learned = await learnt(of(status, status === '407' ? raisesTypeError : twice));
  expect(against(learned, spec, 'typescript', fixtures).departures.map(({ difference }) => difference)).toEqual([]);
});

test('what fetch sends again by itself is no retry', async () => {
  const from = edited(['maxRetries: 3 ', 'maxRetries: 0 ']);
  const { lines } = await learnt(of('421', twice), from);
  expect(lines.filter(({ at }) => at.join('.') === 'retry.maxRetries').map(({ value }) => value)).toEqual([0]);
});

test('calls out of retries raise their last error, also by the class of all statuses that are not named', async () => {
  const from = edited(['  default: { error: FoilEngine', '  default: { error: Server']);
  const { lines, open } = await learnt((play) => play, from, ['statuses', 'errors', 'endings']);
  expect(open.filter(({ at }) => at.join('.') === 'retry.exhausted')).toEqual([]);
  expect(lines.filter(({ at }) => at.join('.') === 'retry.exhausted').map(({ value }) => value)).toEqual(['lastError']);
});

test('a status that is not sent again for want of a header is none that the spec is wrong of', async () => {
  const from = edited(['  combine: {', '  missing: noRetry\n  combine: {']);
  const learned = await learnt((play) => play, from);
  expect(against(learned, from.spec, 'typescript', fixtures).departures.map(({ difference }) => difference)).toEqual(
    [],
  );
});
