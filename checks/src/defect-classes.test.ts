import { requirementIds } from '@sdk-conformance/oracle';
import { describe, expect, test } from 'vitest';
import { type ListedMutant, listedMutants, readConformance } from './mutant-lists.js';

const page = readConformance('DEFECT-CLASSES.md');
const languages = ['TypeScript', 'Python', 'C#'] as const;
type Language = (typeof languages)[number];

function named(path: string, prefix = ''): readonly (readonly [string, ListedMutant])[] {
  return listedMutants(path).map((mutant) => [`${prefix}${mutant.name}`, mutant]);
}

const apis = ['forge', 'parlour', 'shelf', 'till', 'vault'];
const mutants: Readonly<Record<Language, ReadonlyMap<string, ListedMutant>>> = {
  TypeScript: new Map([
    ...named('typescript/mutants.yaml'),
    ...apis.flatMap((api) => named(`apis/${api}/mutants.yaml`, `${api}/`)),
    ...named('typescript-undici/defects/list.yaml', 'undici/'),
  ]),
  Python: new Map(named('python/mutants.async.yaml')),
  'C#': new Map(named('csharp/mutants.yaml')),
};

function tableRows(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n').filter((line) => /^\| (?!-|class |requirement )/.test(line));
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

const [classes = '', requirements = ''] = page.split('\n## Requirements that no mutant breaks\n');

interface Row {
  readonly id: string;
  readonly cells: Readonly<Record<Language, string>>;
  readonly fails: readonly string[];
}

const quoted = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
const letters = (cell: string) => [...cell.matchAll(/\[([a-z])\]/g)].map(([, letter = '']) => letter);

const rows = tableRows(classes).map(
  ([id = '', , typescript = '', python = '', csharp = '', fails = '']): Row => ({
    id,
    cells: { TypeScript: typescript, Python: python, 'C#': csharp },
    fails: quoted(fails),
  }),
);

describe('the page of classes of defects', () => {
  test('names each class once', () => {
    expect(rows).toHaveLength(91);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(91);
  });

  test.each(languages)('names mutants that are there in %s, or says why there is none', (language) => {
    const named = rows.map(({ id, cells }) => [id, quoted(cells[language]), letters(cells[language])] as const);
    expect(named.filter(([, names]) => names.some((name) => !mutants[language].has(name)))).toEqual([]);
    expect(named.filter(([, names, why]) => names.length + why.length === 0)).toEqual([]);
  });

  test('tells what the mutants of each row are held to break', () => {
    const told = rows.map(({ id, fails }) => [id, [...fails].sort()]);
    const held = rows.map(({ id, cells }) => {
      const own = languages.flatMap((language) => quoted(cells[language]).map((name) => mutants[language].get(name)));
      return [id, [...new Set(own.map((mutant) => mutant?.breaks ?? mutant?.cause))].sort()];
    });
    expect(told).toEqual(held);
  });

  test('counts its classes', () => {
    const having = (language: Language) => rows.filter(({ cells }) => quoted(cells[language]).length > 0).length;
    expect(page.replace(/\s+/g, ' ')).toContain(
      `Of ${rows.length} classes of defects that SDKs have in the wild, ${having('TypeScript')} have a mutant in TypeScript, ${having('Python')} in Python and ${having('C#')} in C#.`,
    );
  });

  test('explains each letter that it uses, and no other', () => {
    const used = new Set(letters(page.split('\n## Why\n')[0] ?? ''));
    const explained = [...page.matchAll(/^- \[([a-z])\] /gm)].map(([, letter]) => letter);
    expect(explained).toEqual([...used].sort());
  });

  test('lists the requirements that no mutant of a language breaks, with the reason', () => {
    const broken = (language: Language) => new Set([...mutants[language].values()].map(({ breaks }) => breaks));
    const all = languages.map((language) => broken(language));
    const missing = requirementIds
      .map((id) => [id, ...all.map((ids) => ids.has(id))] as const)
      .filter(([, ...has]) => has.includes(false));
    const told = tableRows(requirements.split('\n## Why\n')[0] ?? '').map(([id = '', ...cells]) => [
      id.replaceAll('`', ''),
      ...cells.map((cell) => letters(cell).length === 0),
    ]);
    expect(told).toEqual(missing);
  });
});
