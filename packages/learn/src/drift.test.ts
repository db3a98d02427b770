import { readFileSync } from 'node:fs';
import { loadSpec } from '@sdk-conformance/spec';
import { expect, test } from 'vitest';
import { drift, type Policied } from './drift.js';
import { itemsIn } from './words.js';

const text = readFileSync(new URL('../../../spec/foilengine.yaml', import.meta.url), 'utf8');

/** An SDK that does what the spec says, but for some edits of it. */
function sdk(language: string, ...edits: readonly (readonly [from: string, to: string])[]): Policied {
  const edited = edits.reduce((before, [from, to]) => before.replace(from, () => to), text);
  if (edits.length > 0 && edited === text) throw new Error('no edit of the test fits the spec');
  const loaded = loadSpec('spec.yaml', new TextEncoder().encode(edited));
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join());
  return { name: language, language, spec: loaded.spec };
}

test('SDKs that do the same in three languages do not drift, whatever they call their classes', () => {
  expect(drift([sdk('typescript'), sdk('python'), sdk('csharp')])).toEqual([]);
});

test('three differences are told, gravest first, and nothing else', () => {
  const python = sdk('python', ['  403:\n', '  402:\n'], ['capMs: 60000', 'capMs: 30000']);
  const csharp = sdk('csharp', ['maxRetries: 3 ', 'maxRetries: 2 ']);
  const found = drift([sdk('typescript'), python, csharp]);
  expect(found.map((each) => `${itemsIn(each)}: ${each.values.join(' | ')}`)).toMatchInlineSnapshot(`
    [
      "retry.maxRetries: 3 | 3 | 2",
      "hints.capMs: 60000 | 30000 | 60000",
      "statuses (403): ForbiddenError | FoilEngineError | ForbiddenError",
    ]
  `);
});

test('what is not known of an SDK is no difference', () => {
  const [whole, open] = [sdk('typescript'), sdk('typescript')];
  expect(drift([whole, { ...open, spec: { ...open.spec, backoff: null, hints: null } }])).toEqual([]);
});
