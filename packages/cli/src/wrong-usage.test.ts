import { expect, test } from 'vitest';
import { exitCodeOf } from './main.js';
import { config } from './testing/project.js';
import { createRefusals } from './testing/refusal.js';

const { project, refusal } = createRefusals();

test('no verb', async () => {
  expect((await refusal()).split('\n')[0]).toBe('Usage: conformance <verb> [options]');
});
test('unknown verb', async () => {
  expect(await refusal('rnu')).toMatchInlineSnapshot(`
    "error: unknown command 'rnu'
    (Did you mean run?)
    add --help to see what there is
    "
  `);
});
test('unknown option', async () => {
  expect(await refusal('run', '--filtr', 'x')).toMatchInlineSnapshot(`
    "error: unknown option '--filtr'
    (Did you mean --filter?)
    add --help to see what there is
    "
  `);
});
test('option without its value', async () => {
  expect(await refusal('run', '--seed')).toMatchInlineSnapshot(`
    "error: option '--seed <n>' argument missing
    add --help to see what there is
    "
  `);
});
test('wrong value', async () => {
  expect(await refusal('run', '--jobs', 'many')).toMatchInlineSnapshot(`
    "--jobs: a whole number of at least 1 is expected, got "many"
    "
  `);
});
test.each([
  ['run', '--watch', '--update-known'],
  ['run', '--watch', '--shard', '1/2'],
  ['run', '--sdk-version', '1..2', '--update-known'],
  ['run', '--sdk-version', '1..2', '--shard', '1/2'],
  ['run', '--sdk-version', '1..2', '--watch'],
  ['run', '--sdk-version', '1..2', '--reporter', 'jsonl'],
  ['run', '--shard', '9999/9999'],
  ['run', '--timeout', '90s'],
  ['run', '--config', 'gone.yaml'],
  ['run', 'retry'],
  ['init', 'here'],
  ['explore', '--runs', '0'],
  ['explore', '--first', 'last'],
  ['explore', '--save', '/proc/nowhere'],
])('%s %s %s %s', async (...args) => {
  expect(await refusal(...args)).toMatchSnapshot();
});
test('too many arguments', async () => {
  expect(await refusal('explain', 'a', 'b')).toMatchInlineSnapshot(`
    "error: too many arguments for 'explain'. Expected 1 argument but got 2.
    add --help to see what there is
    "
  `);
});
test('our bug, which is none of the user', async () => {
  const said: string[] = [];
  const err = (text: string) => void said.push(text);
  const out = () => {
    throw new Error('the pen is empty');
  };
  const io = {
    out,
    err,
    cwd: project().folder,
    env: {},
    outIsTerminal: false,
    errIsTerminal: false,
    command: 'conformance',
  };
  expect(await exitCodeOf(['list'], io)).toBe(3);
  expect(said.join('').split('\n')[0]).toBe('conformance: our bug: Error: the pen is empty');
});
test('unknown target', async () => {
  expect(await refusal('run', '--target', 'typescrpt')).toMatchInlineSnapshot(`
    "--target: conformance.config.yaml has no target or language "typescrpt"
      expected: one of typescript
      did you mean: typescript
    "
  `);
});
test('filter that matches nothing', async () => {
  expect(await refusal('run', '--filter', 'retry/cuont/**')).toMatchInlineSnapshot(`
    "--filter: "retry/cuont/**" matches no scenario
      expected: a glob over scenario ids, for example 'retry/**'; conformance list shows all ids
      did you mean: retry/count/**
    "
  `);
});
test('filter that matches nothing that the target has', async () => {
  project().write(
    'conformance.config.yaml',
    `${config('    only: { operations: [listPersonas], reason: the least }\n')}  whole: { language: python, command: [python3] }\n`,
  );
  expect(await refusal('run', '--target', 'typescript', '--filter', 'stream/**')).toMatchInlineSnapshot(`
    "--filter: "stream/**" matches no scenario of the targets that are chosen: they lack its operation
      played on: whole
    "
  `);
});
test('filter that is longer than any id', async () => {
  expect(await refusal('list', '--filter', `retry/${'a'.repeat(70_000)}`)).toBe(
    '--filter: a glob of 70006 characters\n  expected: at most 1000; the option may be given several times\n',
  );
});

test('filter that is empty, as of a variable that is not set', async () => {
  const nothing = `"" matches no scenario\n  expected: a glob over scenario ids, for example 'retry/**'; conformance list shows all ids\n`;
  expect(await refusal('list', '--filter', '')).toBe(`--filter: ${nothing}`);
  expect(await refusal('run', '--filter', 'retry/**', '--exclude', '')).toBe(`--exclude: ${nothing}`);
});

test('filter whose asterisk stops at a slash', async () => {
  expect(await refusal('list', '--filter', 'retry/*')).toMatchInlineSnapshot(`
    "--filter: "retry/*" matches no scenario: * stops at /
      did you mean: retry/**, which matches 154
    "
  `);
});
test('exclude that matches nothing', async () => {
  expect(await refusal('list', '--exclude', 'retri/**')).toMatchInlineSnapshot(`
    "--exclude: "retri/**" matches no scenario
      expected: a glob over scenario ids, for example 'retry/**'; conformance list shows all ids
      did you mean: retry/**
    "
  `);
});
test('exclude that leaves nothing', async () => {
  expect(await refusal('list', '--filter', 'retry/count/**', '--exclude', 'retry/**')).toMatchInlineSnapshot(`
    "--filter: nothing is left of what "retry/count/**", "!retry/**" select and leave out
    "
  `);
});
test('environment that is no assignment', async () => {
  expect(await refusal('run', '--env', 'DEBUG')).toMatchInlineSnapshot(`
    "--env: NAME=VALUE is expected, got "DEBUG"
    "
  `);
});
test('configuration that is not there', async () => {
  expect(await refusal('check', '--config', 'elsewhere.yaml')).toMatchInlineSnapshot(`
    "elsewhere.yaml: there is no such file
    "
  `);
});
test('family without asterisks', async () => {
  expect(await refusal('list', '--filter', 'retry')).toMatchInlineSnapshot(`
    "--filter: "retry" matches no scenario
      expected: a glob over scenario ids, for example 'retry/**'; conformance list shows all ids
      did you mean: retry/**
    "
  `);
});
test('unknown scenario', async () => {
  expect(await refusal('explain', 'nothing/like/this')).toMatchInlineSnapshot(`
    "there is no scenario "nothing/like/this"; conformance list shows all ids
    "
  `);
});
test('misspelt scenario', async () => {
  expect(await refusal('explain', 'retry/count/max-0/492/listPersonas')).toMatchInlineSnapshot(`
    "there is no scenario "retry/count/max-0/492/listPersonas"; conformance list shows all ids
      did you mean: retry/count/max-0/429/listMachines
    "
  `);
});
test('report that cannot be written', async () => {
  project().write('file', '');
  expect(await refusal('run', '--reporter', 'jsonl=file/log.jsonl')).toMatchInlineSnapshot(`
    "--reporter: file/log.jsonl cannot be written: a file stands where a folder is needed
    "
  `);
});
test.runIf(process.platform === 'linux')('report where no folder can be made', async () => {
  expect(await refusal('run', '--reporter', 'jsonl=/proc/x/y')).toMatchInlineSnapshot(`
    "--reporter: /proc/x/y cannot be written: no file can be made there
    "
  `);
});
test.runIf(process.platform === 'linux')(
  'a disk that is full costs that report, and the run is not green',
  async () => {
    const only = ['--filter', 'retry/count/max-0/429/listMachines'];
    const { exit, out, err } = await project().conformance('run', ...only, '--reporter', 'jsonl=/dev/full');
    expect({ exit, err }).toMatchInlineSnapshot(`
      {
        "err": "--reporter: /dev/full cannot be written to its end: no space is left
      ",
        "exit": 3,
      }
    `);
    expect(out).toContain('CONFORMS, of the 1 scenario played: all judged');
  },
);
test('mutants of a target that has none', async () => {
  expect(await refusal('mutants')).toMatchInlineSnapshot(`
    "conformance.config.yaml: none of the targets typescript has mutants
      expected: mutants: a file that lists them
    "
  `);
});
