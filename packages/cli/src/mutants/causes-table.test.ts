import type { Kill, Mutant } from '@sdk-conformance/engine';
import { expect, test } from 'vitest';
import { causesPage } from './causes-table.js';

const mutant = (name: string): Mutant => ({ name, defect: `does | ${name}`, breaks: 'retry.count', cause: 'x' });
const mutants = ['first', 'second', 'third', 'fourth'].map(mutant);

function kill(name: string, naming: Kill['naming'], text: string | null = null): Kill {
  const at = { file: 'a.yaml', line: 1, column: 1 };
  const cause =
    text === null
      ? null
      : {
          name: 'x',
          params: {},
          scope: [],
          pointer: '/retry',
          at,
          text: `behaves like an SDK that ${text} (retry.maxRetries, spec/a.yaml:184)`,
          explains: [],
          witnesses: { failing: 'a/1', passing: null },
        };
  return { mutant: mutant(name), caught: true, cause, naming, contradictions: [], others: [], failures: [] };
}

test('rows are those that were played, in the order of the list, and those of the page before', () => {
  const before = causesPage(
    '',
    mutants,
    [kill('third', 'right', 'counts'), kill('first', 'none'), kill('fourth', 'unproven', 'x')],
    'ruby',
  );
  expect(before).toMatchInlineSnapshot(`
    "# First causes told of the mutants

    Written by \`pnpm conformance mutants --target ruby --causes FILE\`, which keeps the rows of mutants that it does not play.
    Of 2 of 4 mutants the first cause is right for 1, partly right for none, wrong for none, and not told for 1.

    | mutant | what it does  | told  | first cause |
    | ------ | ------------- | ----- | ----------- |
    | first  | does \\| first | none  | –           |
    | third  | does \\| third | right | counts      |
    "
  `);
  const after = causesPage(
    before,
    mutants,
    [kill('second', 'partly', 'waits'), kill('third', 'wrong', 'hangs')],
    'ruby',
  );
  expect(after.split('\n').slice(2)).toMatchInlineSnapshot(`
    [
      "Written by \`pnpm conformance mutants --target ruby --causes FILE\`, which keeps the rows of mutants that it does not play.",
      "Of 3 of 4 mutants the first cause is right for none, partly right for 1, wrong for 1, and not told for 1.",
      "",
      "| mutant | what it does   | told   | first cause |",
      "| ------ | -------------- | ------ | ----------- |",
      "| first  | does \\| first  | none   | –           |",
      "| second | does \\| second | partly | waits       |",
      "| third  | does \\| third  | wrong  | hangs       |",
      "",
    ]
  `);
});

test('a row goes where nothing can be said of its mutant any more, or it has left the list', () => {
  const before = causesPage('', mutants, [kill('first', 'right', 'a'), kill('second', 'right', 'b')], 'ruby');
  const after = causesPage(before, mutants.slice(1), [kill('second', 'unproven', 'b')], 'ruby');
  expect(after).toContain('Of 0 of 3 mutants');
});
