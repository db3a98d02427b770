import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProject, type Project } from '../testing/project.js';

// A repository with a spec, its error maps and changesets; nothing of a package is read but its manifest.

const npmNames = {
  typescript: '@sdk-conformance/foilengine-error-map-typescript',
  python: '@sdk-conformance/foilengine-error-map-python',
  csharp: 'com.sdk-conformance.foilengine-error-map',
};

let project: Project;
beforeEach(() => {
  project = createProject();
  for (const [language, name] of Object.entries(npmNames)) {
    const text = JSON.stringify({ name, version: '1.2.3' });
    project.write(`packages/foilengine-error-map-${language}/package.json`, text);
  }
  project.write('.changeset/config.json', '{}');
  git('init', '--quiet', '--initial-branch', 'main');
  git('config', 'user.name', 'Tester');
  git('config', 'user.email', 'tester@example.com');
  git('add', '.');
  git('commit', '--quiet', '-m', 'Change');
});
afterEach(() => project.remove());

function git(...args: readonly string[]): void {
  execFileSync('git', args, { cwd: project.folder, stdio: 'ignore' });
}

function edit(from: string, to: string): void {
  const path = join(project.folder, 'spec.yaml');
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`the spec has no ${from}`);
  project.write('spec.yaml', text.replace(from, to));
}

const rename = () => edit('python: BadRequestError', 'python: RefusedError');

test('what has become of the spec since a revision, language by language', async () => {
  rename();
  edit('maxRetries: 3', 'maxRetries: 5');
  expect(await project.conformance('diff', 'main')).toMatchInlineSnapshot(`
    {
      "err": "",
      "exit": 0,
      "out": "spec.yaml:120:5 /errors/classes/BadRequest
      breaking in python: \`BadRequestError\` is called \`RefusedError\`
      SDKs have to follow
    spec.yaml:221:3 /retry/maxRetries
      additive in python, typescript, csharp, perl: \`retry.maxRetries\` is 5, before 3
      SDKs have to follow
    packages/foilengine-error-map-python: breaking, a major version
    packages/foilengine-error-map-typescript: additive, a minor version
    packages/foilengine-error-map-csharp: additive, a minor version
    2 changes, of which SDKs have to follow 2
    ",
    }
  `);
  expect((await project.conformance('diff', 'main:spec.yaml', 'spec.yaml', '--markdown')).out).toMatchInlineSnapshot(`
    "## @sdk-conformance/foilengine-error-map-python: major

    - \`BadRequestError\` is called \`RefusedError\`.
    - \`retry.maxRetries\` is 5, before 3.

    ## @sdk-conformance/foilengine-error-map-typescript: minor

    - \`retry.maxRetries\` is 5, before 3.

    ## com.sdk-conformance.foilengine-error-map: minor

    - \`retry.maxRetries\` is 5, before 3.
    "
  `);
  const json = JSON.parse((await project.conformance('diff', 'main', '--json')).out);
  expect(json.changes[0]).toMatchInlineSnapshot(`
    {
      "inPackage": true,
      "languages": {
        "python": {
          "level": "breaking",
          "words": "\`BadRequestError\` is called \`RefusedError\`",
        },
      },
      "obliges": true,
      "pointer": "/errors/classes/BadRequest",
      "position": {
        "column": 5,
        "file": "spec.yaml",
        "line": 120,
      },
      "words": null,
    }
  `);
  expect(json.packages[0]).toMatchInlineSnapshot(`
    {
      "due": "major",
      "entries": [
        "\`BadRequestError\` is called \`RefusedError\`",
        "\`retry.maxRetries\` is 5, before 3",
      ],
      "folder": "packages/foilengine-error-map-python",
      "given": null,
      "language": "python",
      "level": "breaking",
      "name": "@sdk-conformance/foilengine-error-map-python",
      "names": [
        "@sdk-conformance/foilengine-error-map-python",
        "foilengine-error-map",
      ],
    }
  `);
});

test('two files, where nothing differs and there is no configuration', async () => {
  rmSync(join(project.folder, 'conformance.config.yaml'));
  expect(await project.conformance('diff', 'spec.yaml', 'main:spec.yaml')).toEqual({
    exit: 0,
    out: 'both say the same\n',
    err: '',
  });
});

test('what is no spec is refused', async () => {
  const refusals = [];
  for (const old of [
    'nowhere.yaml',
    'nowhere:spec.yaml',
    'main:nowhere.yaml',
    'main:conformance.config.yaml',
    '--all',
  ]) {
    const { exit, out, err } = await project.conformance('diff', old);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    refusals.push(err.split('\n').slice(0, 2).join('\n'));
  }
  expect(refusals.join('\n')).toMatchInlineSnapshot(`
    "nowhere.yaml: there is no such file, and git knows no revision "nowhere.yaml" here
      expected: a file, or a file at a revision like main:spec/api.yaml
    nowhere:spec.yaml: there is no such file, and git knows no revision "nowhere" here
      expected: a file, or a file at a revision like main:spec/api.yaml
    main:nowhere.yaml: the revision main has no file nowhere.yaml

    main:conformance.config.yaml:1:1: the key specVersion is missing
      > 1 | spec: spec.yaml
    error: unknown option '--all'
    add --help to see what there is"
  `);
});

test('changesets that are due are asked for, and written', async () => {
  rename();
  const asked = await project.conformance('diff', 'main', '--require-changeset');
  expect({ exit: asked.exit, err: asked.err }).toMatchInlineSnapshot(`
    {
      "err": "packages/foilengine-error-map-python: a changeset of "@sdk-conformance/foilengine-error-map-python" with major is due, and there is none
    to write them: pnpm conformance diff main --write-changeset
    ",
      "exit": 1,
    }
  `);
  const { exit, out } = await project.conformance('diff', 'main', '--require-changeset', '--write-changeset');
  expect(exit).toBe(0);
  const [name = ''] = readdirSync(join(project.folder, '.changeset')).filter((file) => file.startsWith('spec-'));
  expect(out).toContain(`wrote .changeset/${name}\n`);
  expect(readFileSync(join(project.folder, '.changeset', name), 'utf8')).toBe(
    `---\n"${npmNames.python}": major\n---\n\n- \`BadRequestError\` is called \`RefusedError\`.\n`,
  );
});
