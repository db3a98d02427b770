import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';

// Steps of the reusable workflow and of GitLab's template, run as their servers do, with programs that print how they were called.

const root = fileURLToPath(new URL('../..', import.meta.url));
const above = mkdtempSync(join(tmpdir(), 'pipelines-'));
const bin = join(above, 'bin');
const folder = join(above, 'an SDK');
afterAll(() => rmSync(above, { recursive: true }));
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const name of ['npx', 'npm', 'python', 'gh']) program(join(bin, name), name === 'npx' ? 1 : 0);
});

/** It prints its name and its arguments, one a line. */
function program(path: string, exit: number): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' "\${0##*/}" "$@"\nexit ${exit}\n`);
  chmodSync(path, 0o755);
}

function ran(shell: readonly string[], script: string, env: Readonly<Record<string, string>>) {
  const [command = '', ...args] = shell;
  const { status, stdout, stderr } = spawnSync(command, [...args, script], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: `${bin}:/usr/bin:/bin`, ...env },
  });
  return { status, called: stdout.trimEnd().split('\n'), stderr };
}

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly if?: string;
}

const workflow = parse(readFileSync(join(root, '.github/workflows/conformance.yml'), 'utf8'));
const steps: readonly Step[] = workflow.jobs.conformance.steps;
const bash = ['bash', '--noprofile', '--norc', '-eo', 'pipefail', '-c'];

function step(name: string, env: Readonly<Record<string, string>>) {
  return ran(bash, steps.find((each) => each.name === name)?.run ?? 'exit 99', { VERSION: 'latest', ...env });
}

const hostile = '--filter\nretry/** $(touch x); "\n\n--strict\n';
const handedOn = ['--filter', 'retry/** $(touch x); "', '--strict'];

test('the reusable workflow: no input is part of a script, and each language is set up alone', () => {
  for (const { run = '' } of steps) expect(run).not.toContain('${{');
  const only = steps.filter(({ if: when = '' }) => when.includes('inputs.language'));
  expect(only.map(({ if: when }) => when)).toEqual([
    "inputs.language == 'python'",
    "inputs.language == 'csharp'",
    "inputs.language == 'typescript'",
    "inputs.language == 'python'",
  ]);
});

test('the reusable workflow installs, runs, and comments', () => {
  expect(step('install, TypeScript', {}).called).toEqual(['npm', 'install', 'npm', 'run', 'build', '--if-present']);
  writeFileSync(join(folder, 'package-lock.json'), '{}');
  expect(step('install, TypeScript', {}).called).toEqual(['npm', 'ci', 'npm', 'run', 'build', '--if-present']);
  const pip = ['python', '-m', 'pip', 'install', '.'];
  expect(step('install, Python', {}).called).toEqual([...pip, 'sdk-conformance']);
  expect(step('install, Python', { VERSION: '1.2.3' }).called).toEqual([...pip, 'sdk-conformance==1.2.3']);
  const { status, called } = step('run', { ARGUMENTS: hostile, VERSION: '1.2.3' });
  expect(status).toBe(1);
  expect(called.slice(0, 4)).toEqual(['npx', '--yes', '@sdk-conformance/cli@1.2.3', 'run']);
  expect(called.slice(-3)).toEqual(handedOn);
  const address = 'https://example.com/pull/7';
  // A run that was refused has no summary, and that is no failure of its own.
  expect(step('comment', { PULL_REQUEST: address })).toMatchObject({ status: 0, called: [''] });
  writeFileSync(join(folder, 'conformance.md'), 'CONFORMS\n');
  expect(step('comment', { PULL_REQUEST: address }).called).toEqual([
    'gh',
    'pr',
    'comment',
    address,
    '--body-file',
    'conformance.md',
    '--edit-last',
    '--create-if-none',
  ]);
  const summary = join(above, 'summary');
  expect(step('summary', { GITHUB_STEP_SUMMARY: summary }).status).toBe(0);
  expect(readFileSync(summary, 'utf8')).toBe('CONFORMS\n');
});

test('GitLab’s template', () => {
  const { '.conformance': job } = parse(readFileSync(join(root, 'conformance.gitlab-ci.yml'), 'utf8'));
  const [script = '', ...others]: readonly string[] = job.script;
  expect(others).toEqual([]);
  const run = (env: Readonly<Record<string, string>>) => ran(['sh', '-ec'], script, { ...job.variables, ...env });
  const reports = [
    'terminal',
    'junit=conformance-junit.xml',
    'gitlab=gl-code-quality-report.json',
    'html=conformance.html',
  ];
  const called = ['run', ...reports.flatMap((name) => ['--reporter', name])];
  expect(run({})).toEqual({
    status: 1,
    called: ['npx', '--yes', '@sdk-conformance/cli@latest', ...called],
    stderr: '',
  });
  program(join(folder, 'a b/node_modules/.bin/conformance'), 3);
  expect(run({ CONFORMANCE_FOLDER: 'a b', CONFORMANCE_ARGUMENTS: hostile })).toEqual({
    status: 3,
    called: ['conformance', ...called, ...handedOn],
    stderr: '',
  });
});
