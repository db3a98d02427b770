import { expect, test } from 'vitest';
import { drift, type Policied } from './drift.js';
import { learn } from './learn.js';
import { type Edit, edited } from './testing/edited-spec.js';
import { fixturesOf, modelOf } from './testing/model-lesson.js';
import { itemsIn } from './words.js';

/** An SDK that does what the spec says. */
function sdk(language: string): Policied {
  return { name: language, language, spec: edited().spec };
}

test('SDKs that do the same in three languages do not drift, whatever they call their classes', () => {
  expect(drift([sdk('typescript'), sdk('python'), sdk('csharp')])).toEqual([]);
});

/** What is learnt of an SDK that does what the spec says, but for some edits of it. */
async function learnt(language: string, ...edits: readonly Edit[]): Promise<Policied> {
  const { spec, given } = edited(...edits);
  const operations = spec.operations.map(({ id }) => id);
  const only = ['statuses', 'successes'];
  const lesson = { given, language, about: 'The model', operations, fixtures: fixturesOf(spec), only };
  return { name: language, language, spec: (await learn(lesson, modelOf(spec, language))).spec };
}

test('of what was learnt three differences are told, gravest first, and nothing else', async () => {
  const typescript = await learnt('typescript');
  const python = await learnt('python', ['  403:\n', '  402:\n'], ['cut: retry', 'cut: error']);
  const csharp = await learnt('csharp', ['maxRetries: 3 ', 'maxRetries: 2 ']);
  const found = drift([typescript, python, csharp]);
  expect(found.map((each) => `${itemsIn(each)}: ${each.values.join(' | ')}`)).toMatchInlineSnapshot(`
    [
      "retry.maxRetries: 3 | 3 | 2",
      "statuses (403): ForbiddenError | FoilEngineError | ForbiddenError",
      "success.cut: retry | error | retry",
    ]
  `);
});

test('what is not known of an SDK is no difference', () => {
  const [whole, open] = [sdk('typescript'), sdk('typescript')];
  expect(drift([whole, { ...open, spec: { ...open.spec, backoff: null, hints: null } }])).toEqual([]);
});
