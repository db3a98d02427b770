import { mkdirSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { config } from './testing/project.js';
import { createRefusals } from './testing/refusal.js';

const { another, project, refusal } = createRefusals();

/** Root may read everything, and Windows has no such modes. */
const mayBeForbidden = process.platform !== 'win32' && process.getuid?.() !== 0;

const everyOperation = [
  ...['listPersonas', 'listMachines', 'initSession', 'sendMessage', 'streamMessage', 'getSession', 'getHistory'],
  ...['resetSession', 'validateLlmKey', 'revokeApiKey'],
]
  .map((operation) => `${operation}: the SDK lacks it`)
  .join(', ');

describe('configuration', () => {
  test('folder and file mixed up', async () => {
    project().write(
      'conformance.config.yaml',
      'spec: spec.yaml\nfixtures: spec.yaml\ntargets: {a: {language: typescript, command: [a]}}\n',
    );
    expect(await refusal('list')).toMatchInlineSnapshot(`
      "conformance.config.yaml:2:11: this is a file
        expected: a folder
        got:      spec.yaml
          1 | spec: spec.yaml
        > 2 | fixtures: spec.yaml
            |           ^^^^^^^^^
          3 | targets: {a: {language: typescript, command: [a]}}
      "
    `);
    project().write('conformance.config.yaml', 'spec: spec.yaml\ntargets: {a: {language: typescript, adapter: .}}\n');
    expect(await refusal('list')).toMatchInlineSnapshot(`
      "conformance.config.yaml:2:46: this is a folder
        expected: a file
        got:      <project>
          1 | spec: spec.yaml
        > 2 | targets: {a: {language: typescript, adapter: .}}
            |                                              ^
          3 |
      "
    `);
  });
  test('none', async () => {
    const empty = another();
    rmSync(join(empty.folder, 'conformance.config.yaml'));
    expect(await empty.conformance('list')).toMatchInlineSnapshot(`
      {
        "err": "there is no conformance.config.yaml or conformance/conformance.config.yaml in this folder or in any above it
        expected: a configuration that names a spec and the targets to test, for example
          spec: spec/api.yaml
          targets:
            typescript:
              language: typescript
              adapter: conformance/adapter.ts
      ",
        "exit": 2,
        "out": "",
      }
    `);
  });
  test.each<[string, string]>([
    ['unknown key', config('    adaptr: x\n')],
    ['missing keys', 'targets: {}\n'],
    ['wrong type', config('    variant: [sync]\n')],
    ['operations without reasons', config('    unsupported: [sendMessage]\n')],
    ['capability that there is none of', config('    without: { aborts: none }\n')],
    [
      'only and unsupported',
      config('    only: { operations: [sendMessage], reason: chat }\n    unsupported: { sendMessage: none }\n'),
    ],
    ['rules of a month that has none', `rules: 2026-13\n${config()}`],
    ['share that is none', `require: { judged: 95 }\n${config()}`],
    ['only without a reason', config('    only: { operations: [sendMessage] }\n')],
    ['only operations of no spec', config('    only: { operations: [sendMesage], reason: chat }\n')],
    ['unknown value', config('    clock: D\n')],
    ['adapter and command', config('    command: [node, adapter.js]\n')],
    ['neither adapter nor command', 'spec: spec.yaml\ntargets:\n  mine:\n    language: typescript\n'],
    [
      'adapter that is not there',
      'spec: spec.yaml\ntargets:\n  mine:\n    language: typescript\n    adapter: nowhere.ts\n',
    ],
    ['language of no spec', config().replace('language: typescript', 'language: typescrpt')],
    ['operation of no spec', config('    unsupported: { sendMesage: none }\n')],
    ['spec that is not there', config().replace('spec.yaml', 'nowhere.yaml')],
    ['duplicate key', config('    language: typescript\n')],
    ['text that is not YAML', 'spec: [\n'],
    ['nothing in it', '# to do\n'],
    ['a list', '- spec.yaml\n'],
    ['a key that says nothing', config().replace('spec.yaml', '')],
    ['a path that is empty', config().replace('spec.yaml', '""')],
    ['a value in a list that is empty', config('    only: { operations: [], reason: "" }\n')],
    ['a number where a text is meant', config('    env: { DEBUG: 1 }\n')],
    ['an argument vector that is one text', config().replace(/adapter: .*/, 'command: perl adapter.pl')],
    ['a script of Python that is one text', config().replace(/adapter: .*/, 'python: adapter.py')],
    ['an installation that names no version', config('    versions: { list: [ls], install: [npm, install, sdk] }\n')],
    ['a grain that is none', config('    granularityMs: 0\n')],
    ['a requirement without its reason', `requirements: { retry.count: { off: "" } }\n${config()}`],
    ['a requirement that is left out as a text', `requirements: { retry.count: nobody asked }\n${config()}`],
    ['rules of a year', `rules: 2026\n${config()}`],
    ['a folder of scenarios that is not there', `scenarios: mine\n${config()}`],
    ['a folder of scenarios that is a file', `scenarios: spec.yaml\n${config()}`],
    ['no operation left to play', config(`    unsupported: { ${everyOperation} }\n`)],
    ['tabs', 'spec: spec.yaml\n\ttargets: {}\n'],
    ['an alias', 'spec: *shared\ntargets: {}\n'],
  ])('%s', async (_, text) => {
    project().write('conformance.config.yaml', text);
    expect(await refusal('list')).toMatchSnapshot();
  });
  test('another encoding', async () => {
    project().write('conformance.config.yaml', Buffer.from('\ufeffspec: spec.yaml\n', 'utf16le'));
    expect((await refusal('list')).split('\n').slice(0, 3)).toEqual([
      'conformance.config.yaml:1:1: this is not UTF-8',
      '  expected: text in UTF-8',
      '  got:      byte 0xff',
    ]);
  });
  test('a folder in the place of the file', async () => {
    expect(await refusal('list', '--config', 'conformance.config.yaml/..')).toBe(
      '<project>: this is a folder, a file is expected\n',
    );
  });
  test.runIf(process.platform === 'linux')('what never comes to an end, and what is too long', async () => {
    symlinkSync('/dev/zero', join(project().folder, 'endless.yaml'));
    project().write('conformance.config.yaml', config().replace('spec.yaml', 'endless.yaml'));
    expect(await refusal('list')).toBe('endless.yaml: this is a device or a pipe, a regular file is expected\n');
    project().write('conformance.config.yaml', config());
    truncateSync(join(project().folder, 'spec.yaml'), 64 * 1024 * 1024 + 1);
    expect(await refusal('list')).toBe('spec.yaml: it has 65 MiB, at most 64 MiB are read\n');
  });
  test.runIf(process.platform === 'linux')('1.9 GB, by every verb that reads a file', async () => {
    project().write('large.yaml', '');
    truncateSync(join(project().folder, 'large.yaml'), 1900 * 1024 * 1024);
    const commands = [
      ['check', 'large.yaml'],
      ['run', '--spec', 'large.yaml'],
      ['run', '--config', 'large.yaml'],
      ['diff', 'large.yaml', 'spec.yaml'],
      ['drift', 'large.yaml', 'spec.yaml'],
      ['import', 'openapi', 'large.yaml'],
      ['record', 'large.yaml', '--out', 'recorded'],
      ['report', 'large.yaml', '--reporter', 'html=report.html'],
      ['compare', 'large.yaml', 'large.yaml'],
      ['repro', 'retry/count/max-0/429/initSession', '--log', 'large.yaml'],
    ];
    const refused: string[] = [];
    for (const command of commands) refused.push(`${command[0]}: ${(await refusal(...command)).trimEnd()}`);
    expect(refused).toMatchInlineSnapshot(`
      [
        "check: large.yaml: it has 1900 MiB, at most 64 MiB are read",
        "run: large.yaml: it has 1900 MiB, at most 64 MiB are read",
        "run: large.yaml: it has 1900 MiB, at most 64 MiB are read",
        "diff: large.yaml: it has 1900 MiB, at most 64 MiB are read",
        "drift: large.yaml: it has 1900 MiB, at most 64 MiB are read",
        "import: large.yaml: it has 1900 MiB, at most 64 MiB are read",
        "record: large.yaml: it has 1900 MiB, at most 500 MiB are read",
        "report: large.yaml cannot be read: it has 1900 MiB, at most 500 MiB are read
        expected: a file that run --reporter jsonl=FILE wrote",
        "compare: large.yaml cannot be read: it has 1900 MiB, at most 500 MiB are read
        expected: a file that run --reporter jsonl=FILE wrote",
        "repro: --log: large.yaml: it has 1900 MiB, at most 500 MiB are read
        expected: a file that run --reporter jsonl=FILE wrote",
      ]
    `);
  });
  test.runIf(mayBeForbidden)('a folder that may not be read', async () => {
    const write = (key: string) =>
      `spec: spec.yaml\n${key}: closed\ntargets: {a: {language: typescript, command: [a]}}\n`;
    mkdirSync(join(project().folder, 'closed'), { mode: 0 });
    project().write('conformance.config.yaml', write('fixtures'));
    expect(await refusal('list')).toBe('closed: the folder of fixtures cannot be read: reading it is not permitted\n');
    project().write('conformance.config.yaml', write('scenarios'));
    expect(await refusal('list')).toBe('closed: the folder of scenarios cannot be read: reading it is not permitted\n');
  });
  test('folder of fixtures that is not there', async () => {
    project().write(
      'conformance.config.yaml',
      'spec: spec.yaml\nfixtures: nowhere\ntargets: {a: {language: typescript, command: [a]}}\n',
    );
    expect(await refusal('list')).toMatchInlineSnapshot(`
      "conformance.config.yaml:2:11: there is no such folder
        expected: a folder; paths are relative to the configuration
        got:      nowhere
          1 | spec: spec.yaml
        > 2 | fixtures: nowhere
            |           ^^^^^^^
          3 | targets: {a: {language: typescript, command: [a]}}
      "
    `);
  });
});

describe('spec, fixtures and mutants', () => {
  test('fixture that answers another status than it stands for', async () => {
    project().write('fixtures/foilengine/429.http', 'HTTP/1.1 503 Service Unavailable\n\n');
    project().write('fixtures/foilengine/list-personas.http', 'HTTP/1.1 201 Created\n\n');
    project().write(
      'conformance.config.yaml',
      'spec: spec.yaml\nfixtures: fixtures\ntargets: {a: {language: typescript, command: [a]}}\n',
    );
    expect(await refusal('list')).toMatchInlineSnapshot(`
      "fixtures/foilengine/list-personas.http:1:1: the fixture stands for the success of listPersonas, and answers another status
        expected: 200
        got:      201

      fixtures/foilengine/429.http:1:1: the fixture stands for the status 429, and answers another status
        expected: 429
        got:      503
      "
    `);
  });
  test('spec with a mistake', async () => {
    project().write('spec.yaml', 'specVersoin: 1\n');
    expect((await refusal('check', 'spec.yaml')).split('\n').slice(0, 2)).toMatchInlineSnapshot(`
      [
        "spec.yaml:1:1: the key api is missing",
        "  > 1 | specVersoin: 1",
      ]
    `);
  });
  test('spec that is no YAML, in the words of its parser where we have none of our own', async () => {
    project().write('spec.yaml', 'api:\n  name: "Acme \\q"\n');
    for (const command of [
      ['check', 'spec.yaml'],
      ['run', '--spec', 'spec.yaml'],
    ]) {
      expect(await refusal(...command), command.join(' ')).toMatchInlineSnapshot(`
        "spec.yaml:2:15: this is not YAML: invalid escape sequence \\q
            1 | api:
          > 2 |   name: "Acme \\q"
              |               ^
            3 |
        "
      `);
    }
  });
  test('spec given that is not there', async () => {
    expect(await refusal('check', 'nowhere.yaml')).toMatchInlineSnapshot(`
      "nowhere.yaml: there is no such file
      "
    `);
    expect(await refusal('run', '--spec', 'nowhere.yaml')).toMatchInlineSnapshot(`
      "nowhere.yaml: there is no such file
      "
    `);
  });
  test('fixture that is not HTTP', async () => {
    project().write('fixtures/foilengine/429.http', 'GET / HTTP/1.1\n\n');
    project().write(
      'conformance.config.yaml',
      'spec: spec.yaml\nfixtures: fixtures\ntargets: {a: {language: typescript, command: [a]}}\n',
    );
    expect(await refusal('list')).toMatchInlineSnapshot(`
      "fixtures/foilengine/429.http:1:1: this is a request, a fixture is a response
        expected: HTTP/1.1, a status of three digits and a phrase, for example HTTP/1.1 429 Too Many Requests
        got:      GET / HTTP/1.1
        > 1 | GET / HTTP/1.1
            | ^^^^^^^^^^^^^^
          2 |
      "
    `);
  });
  test('list of mutants', async () => {
    project().write('conformance.config.yaml', config('    mutants: mutants.yaml\n'));
    expect(await refusal('mutants')).toMatchInlineSnapshot(`
      "mutants.yaml: there is no such file
      "
    `);
    project().write(
      'mutants.yaml',
      'mutants:\n  - name: a\n    defect: counts wrong\n    breaks: retry.cuont\n  - name: a\n    defect: counts wrong\n    breaks: retry.count\n',
    );
    expect(await refusal('mutants')).toMatchInlineSnapshot(`
      "mutants.yaml:4:13: there is no such requirement
        got:      retry.cuont
        did you mean: retry.count
          3 |     defect: counts wrong
        > 4 |     breaks: retry.cuont
            |             ^^^^^^^^^^^
          5 |   - name: a

      mutants.yaml:5:11: two mutants have this name
        got:      a
          4 |     breaks: retry.cuont
        > 5 |   - name: a
            |           ^
          6 |     defect: counts wrong
      "
    `);
    project().write('mutants.yaml', 'mutants:\n  - name: a\n    defect: counts wrong\n    breaks: retry.count\n');
    expect(await refusal('mutants', '--mutant', 'b')).toMatchInlineSnapshot(`
      "--mutant: there is no mutant "b"; there are a
      "
    `);
  });
});
