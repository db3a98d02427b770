import { afterEach, beforeEach, expect, test } from 'vitest';
import { config, createProject, type Project } from '../testing/project.js';

let project: Project;
beforeEach(() => {
  project = createProject();
});
afterEach(() => project.remove());

/** A reference SDK that makes one request too few. */
const faulty = config('    env: { CONFORMANCE_MUTANT: off-by-one }\n');
const filter = ['--filter', 'retry/count/429-429-429-200/*'];

const known = (signature: string, scenario = 'retry/count/**') => `known:
  - target: typescript
    requirement: retry.count
    scenario: ${scenario}
    signature: ${JSON.stringify(signature)}
    reason: mended in 2.0
    expires: 2999-12-31
`;
const listed =
  'after 429 the SDK stopped: 3 requests, then raised RateLimitError: Rate limit exceeded: 30 chat messages a minute for each API key.';

/** Exit code, the report from its known deviations on, and what is said besides. */
async function run(...args: readonly string[]) {
  const { exit, out, err } = await project.conformance('run', ...filter, ...args);
  const lines = out.split('\n');
  const told = lines.filter((line) => /^([~✗]|(CONFORMS|DOES NOT CONFORM|STALE|NOT JUDGED))/.test(line));
  return { exit, told: told.map((line) => line.replace(/left out \d+/, 'left out N')), err };
}

test('a failure that is listed is known', async () => {
  project.write('conformance.config.yaml', faulty);
  expect(await run()).toMatchInlineSnapshot(`
    {
      "err": "",
      "exit": 1,
      "told": [
        "✗ behaves like an SDK that counts the first attempt as a retry (retry.maxRetries, spec.yaml:221)",
        "DOES NOT CONFORM: 1 requirement broken in 2 of the 2 scenarios played",
      ],
    }
  `);
  project.write('conformance.known.yaml', known(listed));
  expect(await run()).toMatchInlineSnapshot(`
    {
      "err": "",
      "exit": 0,
      "told": [
        "~ known in typescript: retry.count in 2 scenarios, until 2999-12-31",
        "CONFORMS with 1 known deviation, of the 2 scenarios played: all judged; the filter left out N",
      ],
    }
  `);
});

test('one that says something else is new, and its entry differs', async () => {
  project.write('conformance.config.yaml', faulty);
  project.write('conformance.known.yaml', known('after 503 the SDK stopped'));
  expect(await run()).toMatchInlineSnapshot(`
    {
      "err": "",
      "exit": 1,
      "told": [
        "✗ behaves like an SDK that counts the first attempt as a retry (retry.maxRetries, spec.yaml:221)",
        "~ conformance.known.yaml:2: a known deviation fails otherwise than listed",
        "DOES NOT CONFORM: 1 requirement broken in 2 of the 2 scenarios played; besides, 1 known deviation holds no more",
      ],
    }
  `);
});

test('an entry whose scenarios pass is stale; one whose scenarios a filter leaves out in part is not', async () => {
  project.write('conformance.known.yaml', known(listed, 'retry/count/429-429-429-200/initSession'));
  expect(await run()).toMatchInlineSnapshot(`
    {
      "err": "",
      "exit": 1,
      "told": [
        "~ conformance.known.yaml:2: a known deviation passes now",
        "STALE: nothing new fails, but 1 known deviation holds no more, so this is not green",
      ],
    }
  `);
  project.write('conformance.known.yaml', known(listed));
  expect(await run()).toMatchInlineSnapshot(`
    {
      "err": "",
      "exit": 0,
      "told": [
        "CONFORMS, of the 2 scenarios played: all judged; the filter left out N",
      ],
    }
  `);
});

test.each([
  ['a filter', ['--update-known', '--filter', 'retry/**']],
  ['--bail', ['--update-known', '--bail']],
  ['a shard', ['--update-known', '--shard', '1/2']],
  ['a day in another form', ['--update-known', '--expires', '31.12.2026']],
  ['a reason that is none', ['--update-known', '--reason', 'TODO']],
  ['a day that is none', ['--update-known', '--expires', '2026-02-30']],
  ['a day that is over', ['--update-known', '--expires', '2020-01-01']],
  ['a reason for no update', ['--reason', 'mended']],
  ['an owner for no update', ['--owner', 'kim']],
  ['an issue for no update', ['--issue', 'https://issues.example/1']],
  ['a day for no update', ['--expires', '2999-12-31']],
])('an update with %s is refused', async (_, args) => {
  const { exit, out, err } = await project.conformance('run', ...args);
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err.replace(/today is .*/, 'today is DAY')).toMatchSnapshot();
});

const entry = 'target: typescript, requirement: retry.count, scenario: a, signature: b, reason: c';

test.each([
  ['an unknown target', `known: [{${entry.replace('typescript', 'typescrpt')}}]\n`],
  ['an unknown requirement', `known: [{${entry.replace('retry.count', 'retry.cuont')}}]\n`],
  ['no reason', `known:\n  - {${entry.replace(', reason: c', '')}}\n`],
  ['a day of no calendar', `known: [{${entry}, expires: 2026-02-30}]\n`],
  ['a day in another form', `known: [{${entry}, expires: 31.12.2026}]\n`],
  ['an unknown key', `known: [{${entry}, expiry: 2026-02-28}]\n`],
  ['a scenario that is a number', `known: [{${entry.replace('scenario: a', 'scenario: 3')}}]\n`],
  ['nothing in it', '# nothing yet\n'],
  ['no list', 'known:\n'],
  ['keys in the place of the list', `known: {${entry}}\n`],
  [
    'what may not be empty',
    `known: [{${entry.replace('scenario: a, signature: b, reason: c', 'scenario: [], signature: "", reason: ""')}}]\n`,
  ],
  ['a requirement that is like none', `known: [{${entry.replace('retry.count', 'zzzz')}}]\n`],
])('a file of known deviations with %s', async (_, text) => {
  project.write('conformance.known.yaml', text);
  const { exit, err } = await project.conformance('list');
  expect(exit).toBe(2);
  expect(err).toMatchSnapshot();
});

test('a folder in the place of the file', async () => {
  project.write('accepted/readme', '');
  project.write('conformance.config.yaml', `known: accepted\n${config()}`);
  expect((await project.conformance('list')).err).toMatchInlineSnapshot(`
    "conformance.config.yaml:1:8: this is a folder
      expected: a file
      got:      accepted
      > 1 | known: accepted
          |        ^^^^^^^^
        2 | spec: spec.yaml
    "
  `);
  project.write('conformance.config.yaml', config());
  project.write('conformance.known.yaml/readme', '');
  expect((await project.conformance('list')).err).toBe(
    'conformance.known.yaml: this is a folder, a file is expected\n',
  );
});

test('a file that the configuration names must be there', async () => {
  project.write('conformance.config.yaml', `known: accepted.yaml\n${config()}`);
  expect((await project.conformance('list')).err).toMatchInlineSnapshot(`
    "conformance.config.yaml:1:8: there is no such file
      expected: a file; paths are relative to the configuration
      got:      accepted.yaml
      > 1 | known: accepted.yaml
          |        ^^^^^^^^^^^^^
        2 | spec: spec.yaml
    "
  `);
});

test('a requirement that is not judged, and one that there is none of', async () => {
  const off = (id: string, reason: string) => `requirements: { ${id}: { off: ${reason} } }\n`;
  project.write('conformance.config.yaml', `${off('retry.count', 'as the backend wants it')}${faulty}`);
  expect(await run()).toMatchInlineSnapshot(`
    {
      "err": "",
      "exit": 0,
      "told": [
        "CONFORMS, of the 2 scenarios played: all judged; the filter left out N; not judged, as configured: retry.count",
      ],
    }
  `);
  project.write('conformance.config.yaml', `${off('retry.count', 'to do')}${faulty}`);
  expect(await run()).toMatchInlineSnapshot(`
    {
      "err": "",
      "exit": 3,
      "told": [
        "NOT JUDGED: what is left out of typescript is not declared as it is, so this is not green",
      ],
    }
  `);
  project.write('conformance.config.yaml', `${off('retry.cuont', 'none')}${faulty}`);
  expect((await project.conformance('list')).err).toMatchInlineSnapshot(`
    "conformance.config.yaml:1:17: there is no requirement retry.cuont
      expected: the id of a requirement, as reports name it
      did you mean: retry.count
      > 1 | requirements: { retry.cuont: { off: none } }
          |                 ^^^^^^^^^^^
        2 | spec: spec.yaml
    "
  `);
});
