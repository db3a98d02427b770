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
  const places = lines.filter(({ at }) => /^hints,(headers|body|statuses|combine)$/.test(String(at)));
  return { places: places.map(({ at, value }) => [at.join('.'), value]), open: open.map(({ why }) => why) };
}

test('a hint in the body, beside a header', async () => {
  const { places } = await hintsOf(['  combine: {', '  body: { pointer: /retry_after_ms, unit: ms }\n  combine: {']);
  expect(places).toEqual([
    ['hints.headers', [{ name: 'Retry-After', unit: 's', httpDate: true }]],
    ['hints.statuses', 'retried'],
    ['hints.combine', 'replace'],
    ['hints.body', { pointer: '/retry_after_ms', unit: 'ms' }],
  ]);
});

test('a hint in the body alone', async () => {
  const header = '    - { name: Retry-After, unit: s, source: vendor, httpDate: { value: true, source: ours } }\n';
  const { places, open } = await hintsOf(
    [`  headers:\n${header}`, '  headers: none\n'],
    ['  combine: { value: replace', '  body: { pointer: /error/retry_after, unit: s }\n  combine: { value: max'],
    ['statuses: { value: retried, source: vendor }', 'statuses: [429, 503]'],
  );
  expect(places).toEqual([
    ['hints.headers', 'none'],
    ['hints.body', { pointer: '/error/retry_after', unit: 's' }],
    ['hints.statuses', [429, 503]],
    ['hints.combine', 'max'],
  ]);
  expect(open).toEqual([]);
});

test('no place of the body that is not read', async () => {
  expect((await hintsOf()).places.map(([line]) => line)).toEqual(['hints.headers', 'hints.statuses', 'hints.combine']);
});
