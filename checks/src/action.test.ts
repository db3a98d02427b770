import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { blocksOf } from './docs/blocks.js';

// The step of the GitHub action, run as GitHub does: `bash -e`, inputs by the environment.

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly steps: readonly { readonly run: string; readonly env: Readonly<Record<string, string>> }[];
  };
}

const action: Action = parse(readFileSync(fileURLToPath(new URL('../../action.yml', import.meta.url)), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'action-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program that prints how it was called, one argument a line, and ends as the command would. */
function program(path: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), `#!/bin/sh\nprintf '%s\\n' "\${0##*/}" "$@"\nexit 1\n`);
  chmodSync(join(folder, path), 0o755);
}

function ran(inputs: Readonly<Record<string, string>>): { readonly status: number | null; readonly called: string[] } {
  const [step] = action.runs.steps;
  const env = Object.fromEntries(
    Object.entries(step?.env ?? {}).map(([name, text]) => [
      name,
      text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/, (_, input) => inputs[input] ?? action.inputs[input]?.default ?? ''),
    ]),
  );
  const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? ''], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: `${join(folder, 'bin')}:/usr/bin:/bin`, GITHUB_STEP_SUMMARY: '/tmp/summary', ...env },
  });
  return { status, called: stdout.trimEnd().split('\n') };
}

test('the command is run with the inputs as they are, and its exit code is the action’s', () => {
  program('bin/npx');
  const reports = ['terminal', 'github', 'junit=conformance-junit.xml', 'markdown=/tmp/summary'];
  const run = ['run', ...reports.flatMap((name) => ['--reporter', name])];
  expect(ran({})).toEqual({ status: 1, called: ['npx', '--yes', '@sdk-conformance/cli@latest', ...run] });
  const hostile = '--filter\nretry/** $(touch x); "\n\n--strict\n';
  expect(ran({ arguments: hostile, version: '1.2.3' })).toEqual({
    status: 1,
    called: ['npx', '--yes', '@sdk-conformance/cli@1.2.3', ...run, '--filter', 'retry/** $(touch x); "', '--strict'],
  });
  program('node_modules/.bin/conformance');
  expect(ran({ junit: 'a b.xml' }).called).toEqual([
    'conformance',
    ...run.map((text) => (text.startsWith('junit') ? 'junit=a b.xml' : text)),
  ]);
});

test('the page on gates calls them as they are, by a path that a copy of them has', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const [gate] = blocksOf(read('docs/ci.md')).filter(({ says }) => says['new'] === '.github/workflows/gate.yml');
  const { jobs } = parse(gate?.text ?? '');
  const workflow = parse(read('.github/workflows/conformance.yml'));
  const step = jobs['as-a-step'].steps.find(({ uses = '' }: { readonly uses?: string }) => uses.startsWith('./'));
  expect(step.uses).toBe('./.github/actions/conformance');
  expect(Object.keys(step.with).filter((name) => !(name in action.inputs))).toEqual([]);
  const { uses, with: given, permissions } = jobs['as-a-whole'];
  const { inputs } = workflow.on.workflow_call;
  expect(Object.keys(given).filter((name) => !(name in inputs))).toEqual([]);
  const required = Object.keys(inputs).filter((name) => inputs[name].required === true);
  expect(required.filter((name) => !(name in given))).toEqual([]);
  // A caller that allows less than a job of the workflow asks for is refused.
  expect(permissions).toEqual(workflow.jobs.conformance.permissions);
  // What is copied says the same at its head.
  expect(read('.github/workflows/conformance.yml')).toContain(`#       uses: ${uses}\n`);
});

test('workflows run scripts that there are', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const { scripts }: { readonly scripts: object } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const own = ['ci.yml', 'release.yml'].map((name) => readFileSync(join(root, '.github/workflows', name), 'utf8'));
  const called = own.flatMap((text) => [...text.matchAll(/\bpnpm(?:@[\d.]+)? ([\w:]+)/g)].map(([, name = '']) => name));
  expect(called).toEqual(['install', 'build', 'conformance', 'install', 'release:version', 'release:npm']);
  expect(called.filter((name) => name !== 'install' && !(name in scripts))).toEqual([]);
});
