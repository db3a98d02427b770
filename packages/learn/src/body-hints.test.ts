import { expect, test } from 'vitest';
import { learn } from './learn.js';
import { type Edit, edited } from './testing/edited-spec.js';
import { fixturesOf, modelOf } from './testing/model-lesson.js';

/** What is learnt of where hints are, of a model SDK of a changed spec. */
async function hintsOf(...edits: readonly Edit[]) {
  const { spec, given } = edited(...edits);
  const operations = spec.operations.map(({ id }) => id);
  const about = 'The model';
  const lesson = { given, language: 'typescript', about, operations, fixtures: fixturesOf(spec), only: ['hints'] };
  const { lines, open } = await learn(lesson, modelOf(spec, 'typescript'));
  const places = lines.filter(({ at }) => /^hints,(headers|body)$/.test(String(at)));
  return { places: places.map(({ at, value }) => [at.join('.'), value]), open: open.map(({ why }) => why) };
}

test('a hint in the body, beside a header', async () => {
  const { places } = await hintsOf(['  combine: {', '  body: { pointer: /retry_after_ms, unit: ms }\n  combine: {']);
  expect(places).toEqual([
    ['hints.headers', [{ name: 'Retry-After', unit: 's', httpDate: true }]],
    ['hints.body', { pointer: '/retry_after_ms', unit: 'ms' }],
  ]);
});

test('a hint in the body alone is told, and left open', async () => {
  const header = '    - { name: Retry-After, unit: s, source: vendor, httpDate: { value: true, source: ours } }\n';
  const { places, open } = await hintsOf(
    [`  headers:\n${header}`, '  headers: none\n'],
    ['  combine: {', '  body: { pointer: /error/retry_after, unit: s }\n  combine: {'],
  );
  expect(places).toEqual([['hints.headers', 'none']]);
  expect(open).toEqual([
    '/error/retry_after is read, in s; on which statuses, and what becomes of the backoff, was not asked',
  ]);
});

test('no place of the body that is not read', async () => {
  expect((await hintsOf()).places.map(([line]) => line)).toEqual(['hints.headers']);
});
