import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goIsDue, goModule, goSources, unlessGo } from '../testing/go.js';
import { createWorkshop, kit, tsc, type Workshop } from '../testing/runtimes.js';
import { edited, edits } from '../testing/spec-edits.js';
import { filesOf } from '../testing/specs.js';

// What was written against a package as it was, with the package of each change of its spec. Where a change is told as not breaking, it must hold.

let workshop: Workshop;
beforeAll(() => {
  workshop = createWorkshop();
  const client = readFileSync(join(kit, 'previous.ts.txt'), 'utf8');
  for (const [i, { edit }] of edits.entries()) {
    const files = filesOf(edited(edit)).filter(({ path }) => /-(typescript|python)\/src\//.test(path));
    const below = (path: string) =>
      path.replace(/^packages\/[^/]+-(typescript|python)\//, (_, language) => `${language}/${i}/`);
    workshop.write(files.map(({ path, text }) => ({ path: below(path), text })));
    workshop.write([{ path: `typescript/${i}/previous.mts`, text: client }]);
  }
  const options = { module: 'nodenext', target: 'es2022', lib: ['es2022'], types: [], strict: true, noEmit: true };
  const project = { compilerOptions: options, include: ['*/previous.mts'] };
  workshop.write([{ path: 'typescript/tsconfig.json', text: JSON.stringify(project) }]);
});
afterAll(() => workshop.remove());

const breaking = (language: string) =>
  edits.filter(({ levels }) => levels[language] === 'breaking').map(({ name }) => name);

test('TypeScript compiles it, but for changes told as breaking', () => {
  const { said } = workshop.attempt(tsc, ['-p', '.'], 'typescript');
  const failed = new Set([...said.matchAll(/^(\d+)\//gm)].map(([, i]) => edits[Number(i)]?.name));
  expect([...failed].filter((name) => !breaking('typescript').includes(name ?? ''))).toEqual([]);
  expect([...failed].sort()).toEqual([
    'a backoff that is left open',
    'a class moved elsewhere',
    'a class that is gone',
    'a code',
  ]);
});

test('Python runs it, but for changes told as breaking', () => {
  const folders = edits.map((_, i) => `${i}/src`);
  const said = workshop
    .run('python3', [join(kit, 'previous.py'), ...folders], 'python')
    .trim()
    .split('\n');
  const failed = edits.flatMap(({ name }, i) => (said[i] === 'ok' ? [] : [`${name}: ${said[i]}`]));
  expect(failed).toMatchInlineSnapshot(`
    [
      "a class renamed in Python: AttributeError: module 'parcel_post_error_map' has no attribute 'ClientError'",
      "a class that is gone: AttributeError: module 'parcel_post_error_map' has no attribute 'DepotError'",
      "a class moved elsewhere: AssertionError: ",
      "a backoff that is left open: AttributeError: module 'parcel_post_error_map' has no attribute 'backoff_s'",
      "a code: KeyError: '17'",
    ]
  `);
  expect(failed.filter((line) => !breaking('python').some((name) => line.startsWith(name)))).toEqual([]);
});

test.runIf(goIsDue)(
  `Go compiles and runs it, but for changes told as breaking${unlessGo}`,
  { timeout: 120_000 },
  () => {
    const client = (i: number) => readFileSync(join(kit, 'previous.go'), 'utf8').replaceAll('__NUMBER__', String(i));
    workshop.write([
      goModule('go'),
      ...edits.flatMap(({ edit }, i) => [
        ...goSources(edited(edit), `go/e${i}`),
        { path: `go/u${i}/previous.go`, text: client(i) },
      ]),
    ]);
    const { said } = workshop.attempt('go', ['vet', './...'], 'go');
    const failed = new Set([...said.matchAll(/^# check\/u(\d+)$/gm)].map(([, i]) => edits[Number(i)]?.name));
    expect([...failed].sort()).toMatchInlineSnapshot(`
      [
        "a backoff that is left open",
        "a class that is gone",
      ]
    `);
    expect([...failed].filter((name) => !breaking('go').includes(name ?? ''))).toEqual([]);
    const kept = edits.flatMap(({ name }, i) => (breaking('go').includes(name) ? [] : [i]));
    const main = [
      'package main',
      ...kept.map((i) => `import "check/u${i}"`),
      'func main() {',
      ...kept.map((i) => `\tprevious${i}.Check()`),
      '}',
    ];
    workshop.write([{ path: 'go/main.go', text: main.join('\n') }]);
    workshop.run('go', ['run', '.'], 'go');
  },
);

test('Python warns of a name that a class had before', () => {
  const at = edits.findIndex(({ name }) => name === 'a class renamed, the old name kept');
  const program = `import pickle, warnings
warnings.simplefilter("always")
with warnings.catch_warnings(record=True) as told:
    from parcel_post_error_map import CallerError, ClientError
    import parcel_post_error_map.errors as errors
    assert errors.PartyError is CallerError is ClientError
    assert type(pickle.loads(pickle.dumps(CallerError("x")).replace(b"CallerError", b"ClientError"))) is CallerError
print([(str(each.message), each.filename) for each in told][:1])
try:
    errors.NoError
except AttributeError as why:
    print(why)`;
  expect(workshop.run('python3', ['-c', program], `python/${at}/src`)).toMatchInlineSnapshot(`
    "[('ClientError: Its name is CallerError now.', '<string>')]
    module 'parcel_post_error_map.errors' has no attribute 'NoError'
    "
  `);
});
