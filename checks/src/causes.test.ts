import { describe, expect, test } from 'vitest';
import { listedMutants, readConformance } from './mutant-lists.js';

interface Row {
  readonly mutant: string;
  readonly defect: string;
  readonly told: string;
  readonly cause: string;
}

function rowsOf(table: string): readonly Row[] {
  return table
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => {
      const [mutant = '', defect = '', told = '', cause = ''] = line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim());
      return { mutant, defect, told, cause };
    });
}

/** `right for 118` in the words above a table; none is 0. */
function counted(table: string, words: string): number {
  const found = new RegExp(`${words} (\\d+|none)`).exec(table.replace(/\s+/g, ' '))?.[1];
  return found === 'none' ? 0 : Number(found);
}

describe.each(['typescript', 'python', 'csharp'])('the table of causes of %s', (language) => {
  const table = readConformance(`${language}/CAUSES.md`);
  const rows = rowsOf(table);
  const mutants = listedMutants(`${language}/mutants.yaml`);

  test('has mutants of the list, in its order and its words', () => {
    const measured = new Set(rows.map(({ mutant }) => mutant));
    const known = mutants.filter(({ name }) => measured.has(name));
    expect(rows.map(({ mutant, defect }) => [mutant, defect])).toEqual(known.map(({ name, defect }) => [name, defect]));
  });

  test('counts its own rows', () => {
    const told = (kind: string) => rows.filter((row) => row.told === kind).length;
    expect({
      measured: counted(table, 'Of'),
      right: counted(table, 'cause is right for'),
      partly: counted(table, 'partly right for'),
      wrong: counted(table, 'wrong for'),
      none: counted(table, 'not told for'),
    }).toEqual({
      measured: rows.length,
      right: told('right'),
      partly: told('partly'),
      wrong: told('wrong'),
      none: told('none'),
    });
  });

  test('has no wrong cause, and tells one wherever it is not "none"', () => {
    expect(rows.filter(({ told }) => told === 'wrong')).toEqual([]);
    for (const { told, cause } of rows) expect(cause === '–').toBe(told === 'none');
  });
});
