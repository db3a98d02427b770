import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodeOf } from '@sdk-conformance/cli';
import { parseFixture } from '@sdk-conformance/handlers';
import { formatProblems, type Problem } from '@sdk-conformance/model';
import { type MessageKind, validate } from '@sdk-conformance/protocol';
import { loadSpec, readYaml } from '@sdk-conformance/spec';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';

/** What is read is never ours to trust: nothing throws, and nothing that a terminal obeys is said of it. `pnpm fuzz` tries more. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 25);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);

const root = new URL('../../', import.meta.url);
const corpus = new URL('../testing/corpus/', import.meta.url);
const found = readdirSync(corpus).map((name) => ({ name, bytes: new Uint8Array(readFileSync(new URL(name, corpus))) }));

const spec = new Uint8Array(readFileSync(new URL('spec/foilengine.yaml', root)));
const recording = new Uint8Array(readFileSync(new URL('fixtures/foilengine/429.http', root)));

/** A file with some bytes replaced, inserted or cut off. */
function spoilt(file: Uint8Array): fc.Arbitrary<Uint8Array> {
  const hostile = fc.oneof(
    fc.constantFrom(
      '\u001b[2J',
      '\u001b]8;;x\u0007',
      '\u009b',
      '\u202e',
      '\0',
      ': ',
      '- ',
      '{',
      '[',
      '"',
      '\n',
      '&a ',
      '*a',
      '\r\n',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const edit = fc.record({ at: fc.nat(file.length), drop: fc.nat(40), put: hostile });
  return fc.array(edit, { minLength: 1, maxLength: 3 }).map((edits) =>
    edits.reduce((bytes, { at, drop, put }) => {
      const tail = bytes.subarray(Math.min(bytes.length, at + drop));
      return new Uint8Array(Buffer.concat([bytes.subarray(0, at), Buffer.from(put), tail]));
    }, file),
  );
}

const acting = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

function harmless(read: { readonly ok: boolean; readonly problems?: readonly Problem[] }): void {
  if (read.problems !== undefined) expect(formatProblems(read.problems)).not.toMatch(acting);
}

const takes = (bytes: Uint8Array) => {
  harmless(loadSpec('a.yaml', bytes));
  harmless(readYaml('a.yaml', bytes));
  harmless(parseFixture('a', 'a.http', bytes));
};

test.each(found)('what was found before: $name', ({ bytes }) => takes(bytes));

test('a spec that is spoilt', () => {
  fc.assert(
    fc.property(spoilt(spec), (bytes) => harmless(loadSpec('a.yaml', bytes))),
    // Fewer than of other files: a spec is the longest of them by far, and each of its rules reads it.
    { numRuns: Math.ceil(numRuns / 3), seed },
  );
});

test('bytes that need not be a file of ours', () => {
  const small = fc.oneof(fc.uint8Array({ maxLength: 60 }), ...found.map(({ bytes }) => spoilt(bytes)));
  fc.assert(fc.property(small, takes), { numRuns: 20 * numRuns, seed });
});

test('a recording that is spoilt', () => {
  fc.assert(
    fc.property(spoilt(recording), (bytes) => harmless(parseFixture('a', 'a.http', bytes))),
    { numRuns: 20 * numRuns, seed },
  );
});

const kinds: readonly MessageKind[] = [
  'openSession',
  'nextCall',
  'callReport',
  'echoReport',
  'ipcRequest',
  'nextAnswer',
  'refusal',
];
const sound = [
  {
    protocol: 1,
    sdk: { name: 'a', version: '1', language: 'x', runtime: 'y', variant: '' },
    operations: ['a'],
    capabilities: [],
    workers: 1,
  },
  {
    worker: 0,
    steps: [
      {
        id: 'a',
        outcome: 'raised',
        error: { type: 'E', bases: [], message: '', fields: {}, causeType: null, texts: {}, traits: {} },
      },
    ],
  },
  { id: 1, path: '/v1/sessions', body: {} },
];

test('messages of any shape', () => {
  const deep = Array.from({ length: 100_000 }).reduce<unknown>((inner) => [inner], 0);
  const part = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(deep, 'x'.repeat(100_000), -1, null));
  const message = fc.oneof(
    fc.jsonValue(),
    fc
      .record({
        base: fc.constantFrom(...sound),
        key: fc.constantFrom('protocol', 'worker', 'steps', 'sdk', 'id', 'body', 'more'),
        part,
      })
      .map(({ base, key, part: value }): unknown => ({ ...base, [key]: value })),
  );
  fc.assert(
    fc.property(fc.constantFrom(...kinds), message, (kind, value) => {
      const checked = validate(kind, value);
      if (!checked.ok) expect(checked.got.length).toBeLessThanOrEqual(81);
    }),
    { numRuns: 40 * numRuns, seed },
  );
});

const log = readFileSync(new URL('../testing/log.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');

/** Ways to each value within a value. */
function ways(value: unknown, way: readonly string[] = []): readonly (readonly string[])[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [way, ...inner.flatMap(([key, each]) => ways(each, [...way, key]))];
}

/** With another value at the end of a way; undefined: with none. */
function replaced(value: unknown, [key, ...way]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const at = (own: string, each: unknown) => (own === key ? replaced(each, way, by) : each);
  if (Array.isArray(value)) return value.map((each, n) => at(String(n), each));
  return Object.fromEntries(Object.entries(Object(value)).map(([own, each]) => [own, at(own, each)]));
}

/** A log with one value in one of its lines replaced or taken away, or with bytes that are. */
const spoiltLog = fc.oneof(
  fc
    .record({ at: fc.nat(log.length - 1), way: fc.nat(), by: fc.oneof(fc.constant(undefined), fc.jsonValue()) })
    .map(({ at, way, by }) => {
      const value: unknown = JSON.parse(log[at] ?? '');
      const all = ways(value);
      const line = JSON.stringify(replaced(value, all[way % all.length] ?? [], by)) ?? '';
      return new TextEncoder().encode(`${log.with(at, line).join('\n')}\n`);
    }),
  spoilt(new TextEncoder().encode(`${log.join('\n')}\n`)),
);

test('a log that is spoilt', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'whole.jsonl'), `${log.join('\n')}\n`);
  const reporters = ['html', 'junit', 'markdown', 'sarif', 'ctrf'].flatMap((name) => ['--reporter', `${name}=${name}`]);
  const commands = [
    ['report', 'spoilt.jsonl', '--reporter', 'terminal', ...reporters],
    ['compare', 'whole.jsonl', 'spoilt.jsonl'],
  ];
  const told = async (bytes: Uint8Array) => {
    writeFileSync(join(folder, 'spoilt.jsonl'), bytes);
    for (const words of commands) {
      let err = '';
      const io = {
        ...{ out: () => {}, cwd: folder, env: {}, outIsTerminal: false, errIsTerminal: false, command: 'conformance' },
        err: (text: string) => {
          err += text;
        },
      };
      expect([0, 1, 2, 3]).toContain(await exitCodeOf(words, io));
      expect(err).not.toContain('our bug');
    }
  };
  // Fewer than of other files: each makes seven reports.
  await fc.assert(fc.asyncProperty(spoiltLog, told), { numRuns: Math.ceil(numRuns / 2), seed });
});
