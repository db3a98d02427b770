import type { Observation, Outcome, Stamp } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { against } from './against.js';
import { learn } from './learn.js';
import type { Ask } from './plays.js';
import { nameOf } from './probe.js';
import { type Edit, edited } from './testing/edited-spec.js';
import { fixturesOf, modelOf } from './testing/model-lesson.js';
import { itemsIn } from './words.js';

const { spec, given } = edited();
const operations = spec.operations.map(({ id }) => id);
const fixtures = fixturesOf(spec);

/** What the model SDK does not show as an SDK would. */
const unlike = ['errors.body.maxMessageBytes', 'errors.keepsCause', 'errors.fields.requestId', 'redirects', 'abort'];

async function departures(ask: Ask, ...only: readonly string[]) {
  const learned = await learn({ given, language: 'typescript', about: 'The model', operations, fixtures, only }, ask);
  return against(learned, spec, 'typescript', fixtures)
    .departures.filter(({ difference }) => !unlike.includes(difference.line))
    .map(({ difference: d, patch }) => `${itemsIn(d)}: ${d.one}, not ${d.other}${patch === null ? ' (by plays)' : ''}`);
}

/** What is told of an SDK that keeps to an edited spec against the spec as it was. */
function told(...edits: readonly Edit[]) {
  return departures(modelOf(edited(...edits).spec, 'typescript'));
}

test('every line that an SDK does not keep is told, and no other', async () => {
  expect(
    await told(
      ['maxRetries: 3 ', 'maxRetries: 2 '],
      ['httpDate: { value: true, source: ours }', 'httpDate: { value: [imf], source: ours }'],
      ['zero: backoff', 'zero: immediate'],
      ['  403:\n', '  402:\n'],
      ['500+: { error: Server }', '500-502: { error: Server }'],
      ['cut: retry', 'cut: error'],
    ),
  ).toMatchInlineSnapshot(`
    [
      "statuses (402): ForbiddenError, not FoilEngineError",
      "statuses (403): FoilEngineError, not ForbiddenError",
      "statuses (504-600, 999): FoilEngineError, not ServerError",
      "retry.maxRetries: 2, not 3",
      "hints.headers (retry-after as rfc850 date, retry-after as asctime date): not read, not read",
      "hints.zero: immediate, not backoff",
      "success.cut: error, not retry",
    ]
  `);
});

/** An SDK that does as the spec says, but for the plays of some probes. */
function but(names: readonly string[], change: (seen: Observation) => Observation): Ask {
  const model = modelOf(spec, 'typescript');
  return async (probes) =>
    (await model(probes)).map((play) =>
      names.includes(nameOf(play.scenario)) ? { ...play, observation: change(play.observation) } : play,
    );
}

test('what no value of a line says is told by the plays that contradict it', async () => {
  const value: Outcome = { kind: 'returned', value: 'a page', events: null };
  const returning = but(['html'], (seen) => ({
    ...seen,
    steps: seen.steps.map((step) => ({ ...step, outcome: value })),
  }));
  expect(await departures(returning, 'successes')).toMatchInlineSnapshot(`
    [
      "success.undecodable: returned "a page", not a 2xx that is not JSON raises, and is not retried (it must raise) (by plays)",
    ]
  `);
});

test('a status that is sent again unlike the others is none that is not sent again', async () => {
  const model = modelOf(spec, 'typescript');
  const lessOf429: Ask = async (probes) =>
    (await model(probes)).map((play) => {
      const { exchanges } = play.observation;
      if (nameOf(play.scenario) !== '429') return play;
      return { ...play, observation: { ...play.observation, exchanges: exchanges.slice(0, 2) } };
    });
  expect(await departures(lessOf429, 'statuses')).toMatchInlineSnapshot(`
    [
      "retry.maxRetries: after 429 the SDK stopped: 2 requests, then raised RateLimitError: The request was not served., not 4 requests at most: one attempt and 3 retries (by plays)",
    ]
  `);
});

test('what stands in for classes that were not asked explains no other class', async () => {
  const model = modelOf(edited(['    reset: FoilEngine', '    reset: Server']).spec, 'typescript');
  expect(await departures(model, 'faults')).toMatchInlineSnapshot(`
    [
      "errors.transport.reset: raised ServerError < FoilEngineError < Error: it failed, not a broken connection (reset) raises FoilEngineError, no ServerError (by plays)",
    ]
  `);
});

test('a part that is asked alone tells no consequence', async () => {
  const model = modelOf(edited(['combine: { value: replace', 'combine: { value: add']).spec, 'typescript');
  expect(await departures(model, 'hints')).toEqual(['hints.combine: add, not replace']);
});

test('a hint that outlives its answer is told by the waits that follow', async () => {
  const lateMs = 16_400;
  const later = ({ virtualMs, realMs }: Stamp) => ({ virtualMs: virtualMs + lateMs, realMs: realMs + lateMs });
  const stale = but(['Retry-After/then-none'], (seen) => ({
    ...seen,
    steps: seen.steps.map((step) => ({ ...step, settledAt: step.settledAt === null ? null : later(step.settledAt) })),
    exchanges: seen.exchanges.map((exchange, i) => {
      const { arrivedAt, served } = exchange;
      const endedAt = served.endedAt === null ? null : later(served.endedAt);
      return i < 2 ? exchange : { ...exchange, arrivedAt: later(arrivedAt), served: { ...served, endedAt } };
    }),
  }));
  expect(await departures(stale, 'hints')).toMatchInlineSnapshot(`
    [
      "backoff: retry 2 came after 17170.5 ms, not backoff before retry 2: 500 to 1000 ms (by plays)",
    ]
  `);
});

test('a redirect after which the same is asked again is none that is followed', async () => {
  const again = but(['redirect'], (seen) => ({ ...seen, exchanges: [...seen.exchanges, ...seen.exchanges] }));
  const lesson = { given, language: 'typescript', about: 'The model', operations, fixtures, only: ['endings'] };
  const { lines, open } = await learn(lesson, again);
  expect(lines.map(({ at }) => at[0])).not.toContain('redirects');
  expect(open.find(({ at }) => at[0] === 'redirects')?.why).toBe('after a redirect the same request is made again');
});
