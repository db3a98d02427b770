import { readFileSync } from 'node:fs';
import { readYaml, type SpecKey, specKeys } from '@sdk-conformance/spec';
import { expect, test } from 'vitest';
import { cells } from './all.test.kit.js';
import type { Cell } from './cell.test.kit.js';
import { settled } from './settled.test.kit.js';
import { uncelled } from './uncelled.test.kit.js';

// docs/spec.md: what the schema says of a key, and what its cell proves of it.

const byKey = new Map<string, Cell>();
for (const cell of cells) {
  const key = cell.key.split(' ')[0] ?? '';
  if (!byKey.has(key)) byKey.set(key, cell);
}

const dotted = (path: string) => path.slice(1).replaceAll('/', '.');
const escaped = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (value: unknown) => `\`${escaped(JSON.stringify(value))}\``;

type Schema = SpecKey['schema'];
const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;
const choices = (values: unknown): string => (Array.isArray(values) ? values.map(code).join(', ') : '');

/** What a value may be, as far as one line can say so. */
function allowedBy(schema: Schema): string {
  const { title, enum: values, const: only, type, items, else: no } = schema;
  if (typeof title === 'string') return title;
  if (values !== undefined) return choices(values);
  if (only !== undefined) return code(only);
  if (isSchema(items)) return `a list of ${allowedBy(items) || 'entries'}`;
  if (isSchema(no)) return allowedBy(no);
  return type === 'boolean' ? 'true or false' : '';
}

function meaning({ schema }: SpecKey): string {
  const { description } = schema;
  const value = allowedBy(schema);
  const says = typeof description === 'string' ? description : '';
  return escaped([says, value === '' ? '' : `_${value}_`].filter((part) => part !== '').join(' '));
}

function withoutIt(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  return 'means' in cell.without ? cell.without.means : `unspecified: ${cell.without.unspecified}`;
}

const root = new URL('../../../../', import.meta.url);
const specs = ['spec/foilengine.yaml', 'packages/spec/test-data/tides.yaml'].map((file) => {
  const yaml = readYaml(file, readFileSync(new URL(file, root)));
  if (!yaml.ok) throw new Error(`${file} is no YAML`);
  return yaml;
});

/** What a document has at a pointer. */
function at(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce((inner, key) => (isSchema(inner) ? inner[key.replaceAll('~1', '/')] : undefined), document);
}

/** Values of the key in real specs, and in what its cell promises. */
function* stated(key: string, cell: Cell | undefined): Generator<readonly [pointer: string, value: unknown]> {
  const pattern = new RegExp(`^${key.replaceAll('*', '[^/]+')}$`);
  const promised = Object.entries(cell?.promised ?? {}).filter(([pointer]) => !(pointer in settled));
  yield* promised.filter(([pointer]) => pattern.test(pointer));
  for (const { pointers, value } of specs)
    for (const pointer of pointers) if (pattern.test(pointer)) yield [pointer, at(value, pointer)];
  yield* promised.filter(([pointer]) => pointer.split('/')[1] === key.split('/')[1]);
}

const longest = 120;

/** The first that fits on a line. */
function example(key: string, cell: Cell | undefined): string {
  for (const [pointer, value] of stated(key, cell)) {
    const written = `${dotted(pointer)}: ${JSON.stringify(value)}`;
    if (value !== undefined && written.length <= longest) return `\`${escaped(written)}\``;
  }
  return '';
}

function row(key: SpecKey): string {
  const cell = byKey.get(key.path);
  const breaks = cell === undefined ? (uncelled[key.path] ?? '') : cell.breaks.join(', ');
  const columns = [`\`${dotted(key.path)}\``, meaning(key), withoutIt(cell), breaks, example(key.path, cell)];
  return `| ${columns.join(' | ')} |`;
}

function page(): string {
  const keys = specKeys();
  const parts = [...new Set(keys.map(({ path }) => path.split('/')[1] ?? ''))];
  return [
    '# The keys of a spec',
    '',
    'Made from the schema and from the cells that prove each key: `pnpm vitest -u packages/judge/src/cells/reference.test.ts`. Do not edit.',
    'A `*` stands for a name of your own choice, or for an entry of a list. A section, a map or an entry may have a `source`; a text, a number, a flag or a list of them',
    'has it as `{ value: …, source: … }`. _Broken_ names the requirements that an SDK fails which breaks the key; where no SDK can break it, it says why. A spec in full:',
    '[spec/foilengine.yaml](../spec/foilengine.yaml).',
    ...parts.flatMap((part) => [
      '',
      `## ${part}`,
      '',
      '| key | what it says | without it | broken | example |',
      '| --- | --- | --- | --- | --- |',
      ...keys.filter(({ path }) => path.split('/')[1] === part).map(row),
    ]),
    '',
  ].join('\n');
}

test('docs/spec.md tells every key', async () => {
  await expect(page()).toMatchFileSnapshot('../../../../docs/spec.md');
});
