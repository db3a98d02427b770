import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { config, createProject, type Project, repository } from '../testing/project.js';

const projects: Project[] = [];
let project: Project;

beforeEach(() => {
  project = createProject();
  projects.push(project);
});
afterAll(() => {
  for (const { remove } of projects) remove();
});

/** Exit code and what is said, but for the versions of this machine. */
async function doctor(
  ...args: readonly string[]
): Promise<{ readonly exit: number; readonly said: readonly string[] }> {
  const { exit, out, err } = await project.conformance('doctor', ...args);
  expect(err).toBe('');
  const said = out
    .split('\n')
    .filter(
      (line) =>
        !/^(ok {5}|note {3}|wrong {2})(Node|pnpm|no C compiler|C compiler)|mend: apt-get install -y gcc/.test(line),
    );
  return {
    exit,
    said: said.map((line) => line.replace(/\d+, for \d+/, 'N, for N').replace(process.version.slice(1), '<version>')),
  };
}

/** A target that a command starts. */
function commanded(lines: string): string {
  return config().replace(/ {4}adapter: .*/, `    command: [node, adapter.mjs]\n${lines}`);
}

test('0: all is well', async () => {
  expect(await doctor()).toMatchInlineSnapshot(`
    {
      "exit": 0,
      "said": [
        "ok     loopback: a server on 127.0.0.1 answers",
        "ok     conformance.config.yaml: 1 target",
        "ok     spec.yaml: Foil Engine, 10 operations",
        "ok     fixtures: N, for N scenarios",
        "ok     typescript: foilengine-reference 0.0.0 on node <version>, clock tier A (virtual clock, exact)",
        "",
        "all is well",
        "",
      ],
    }
  `);
});

test('3: a toolchain that is absent', async () => {
  project.write(
    'conformance.config.yaml',
    commanded('    requires: {command: no-such-tool, install: apt-get install -y it}'),
  );
  expect(await doctor()).toMatchInlineSnapshot(`
    {
      "exit": 3,
      "said": [
        "ok     loopback: a server on 127.0.0.1 answers",
        "ok     conformance.config.yaml: 1 target",
        "ok     spec.yaml: Foil Engine, 10 operations",
        "ok     fixtures: N, for N scenarios",
        "wrong  typescript: no-such-tool is not on the PATH",
        "       mend: apt-get install -y it",
        "",
        "1 thing wrong",
        "",
      ],
    }
  `);
});

test('3: a check that finds something missing', async () => {
  project.write(
    'conformance.config.yaml',
    commanded('    requires: {command: node, check: [node, -e, process.exit(1)], install: pip install it}'),
  );
  expect((await doctor()).said.slice(4)).toMatchInlineSnapshot(`
    [
      "wrong  typescript: node -e process.exit(1) finds that something is missing",
      "       mend: pip install it",
      "",
      "1 thing wrong",
      "",
    ]
  `);
});

test('3: a preparation that fails', async () => {
  project.write('conformance.config.yaml', commanded('    prepare: [node, -e, "console.log(7); process.exit(2)"]'));
  expect((await doctor()).said.slice(4)).toMatchInlineSnapshot(`
    [
      "wrong  typescript: node -e console.log(7); process.exit(2) ended with code 2",
      "         7",
      "",
      "1 thing wrong",
      "",
    ]
  `);
});

test('3: an adapter that ends at once', async () => {
  project.write('adapter.mjs', 'console.error("no such key"); process.exit(4);\n');
  project.write('conformance.config.yaml', commanded(''));
  expect((await doctor()).said.slice(4)).toMatchInlineSnapshot(`
    [
      "wrong  typescript: the process exited with code 4 before it opened its session",
      "       stderr | no such key",
      "",
      "1 thing wrong",
      "",
    ]
  `);
});

test('3: a configuration that is wrong', async () => {
  project.write('conformance.config.yaml', 'spec: spec.yaml\ntargtes: {}\n');
  expect(await doctor()).toMatchInlineSnapshot(`
    {
      "exit": 3,
      "said": [
        "ok     loopback: a server on 127.0.0.1 answers",
        "wrong  conformance.config.yaml:2:1: unknown key targtes",
        "         expected: one of spec, fixtures, scenarios, require, known, requirements, rules, targets, errorMaps",
        "         did you mean: targets",
        "           1 | spec: spec.yaml",
        "         > 2 | targtes: {}",
        "             | ^^^^^^^",
        "           3 |",
        "       mend: edit the file; pnpm conformance check says when it is good",
        "",
        "1 thing wrong",
        "",
      ],
    }
  `);
});

test('3: a spec that is not there', async () => {
  project.write('conformance.config.yaml', config().replace('spec.yaml', 'other.yaml'));
  expect((await doctor()).said).toMatchInlineSnapshot(`
    [
      "ok     loopback: a server on 127.0.0.1 answers",
      "wrong  conformance.config.yaml:1:7: there is no such file",
      "         expected: a file; paths are relative to the configuration",
      "         got:      other.yaml",
      "         > 1 | spec: other.yaml",
      "             |       ^^^^^^^^^^",
      "           2 | fixtures: <repository>/fixtures",
      "       mend: edit the file; pnpm conformance check says when it is good",
      "",
      "1 thing wrong",
      "",
    ]
  `);
});

test('only the targets that are asked for', async () => {
  const adapter = join(repository, 'conformance', 'typescript', 'adapter.ts');
  const more = `  broken:\n    language: python\n    command: [no-such-tool]\n  second:\n    language: typescript\n    adapter: ${adapter}\n`;
  project.write('conformance.config.yaml', `${config()}${more}`);
  const { exit, said } = await doctor('--target', 'second');
  expect(exit).toBe(0);
  expect(said.slice(4)).toMatchInlineSnapshot(`
    [
      "ok     second: foilengine-reference 0.0.0 on node <version>, clock tier A (virtual clock, exact)",
      "",
      "all is well",
      "",
    ]
  `);
});

test('2: a target that is not configured', async () => {
  expect(await project.conformance('doctor', '--target', 'pyton')).toMatchInlineSnapshot(`
    {
      "err": "--target: conformance.config.yaml has no target or language "pyton"
      expected: one of typescript
    ",
      "exit": 2,
      "out": "",
    }
  `);
});
