import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createProject, type Project, repository } from '../testing/project.js';

let project: Project;
beforeEach(() => {
  project = createProject();
});
afterEach(() => project.remove());

const path = (file: string) => join(project.folder, file);
const textOf = (file: string) => readFileSync(path(file), 'utf8');
const change = (file: string, from: string, to: string) => writeFileSync(path(file), textOf(file).replaceAll(from, to));

test('writes what is missing, and then finds it as generated', async () => {
  const written = await project.conformance('generate');
  expect(written.exit).toBe(0);
  expect(written.out.split('\n').at(-2)).toBe('72 files generated, 72 written, 0 removed');
  expect(await project.conformance('generate', '--check')).toEqual({
    exit: 0,
    out: '72 files as generated\n',
    err: '',
  });
  expect((await project.conformance('generate')).out).toBe('72 files generated, 0 written, 0 removed\n');
});

test('this repository is as generated', async () => {
  const { exitCodeOf } = await import('../main.js');
  let said = '';
  const say = (text: string) => {
    said += text;
  };
  const io = {
    out: say,
    err: say,
    cwd: repository,
    env: {},
    outIsTerminal: false,
    errIsTerminal: false,
    command: 'conformance',
  };
  expect([await exitCodeOf(['generate', '--check'], io), said]).toEqual([
    0,
    expect.stringMatching(/^\d+ files as generated\n$/),
  ]);
});

describe('--check', () => {
  beforeEach(async () => {
    await project.conformance('generate');
  });

  test('one word of the spec', async () => {
    change('spec.yaml', 'Rate limit exceeded', 'Rate limit reached');
    const { exit, out, err } = await project.conformance('generate', '--check');
    expect({ exit, err }).toMatchInlineSnapshot(`
      {
        "err": "10 files not as spec.yaml generates; to write: pnpm conformance generate
      ",
        "exit": 1,
      }
    `);
    const page = out.slice(0, out.indexOf('--- ', 4));
    expect(page).toMatchInlineSnapshot(`
      "--- docs/foilengine-error-codes.html	on disk
      +++ docs/foilengine-error-codes.html	generated
      @@ -36,5 +36,5 @@
       <tr id="status-403"><td>403</td><td>Forbidden</td><td>Accessing another user's persona via SDK, accessing an unpublished persona, non-admin accessing admin endpoints</td><td>Ensure you own the persona and it is published. Use personas.list() to see accessible personas.</td></tr>
       <tr id="status-404"><td>404</td><td>Not Found</td><td>Persona ID doesn't exist, session not found, machine ID doesn't exist</td><td>Verify the ID exists. For sessions, use get_session() to check before sending messages.</td></tr>
      -<tr id="status-429"><td>429</td><td>Too Many Requests</td><td>Rate limit exceeded</td><td>Wait for the Retry-After header duration. SDKs auto-retry with exponential backoff.</td></tr>
      +<tr id="status-429"><td>429</td><td>Too Many Requests</td><td>Rate limit reached</td><td>Wait for the Retry-After header duration. SDKs auto-retry with exponential backoff.</td></tr>
       <tr id="status-500"><td>500</td><td>Internal Server Error</td><td>Unexpected server error, LLM provider outage, database error</td><td>Retry the request. If persistent, check your LLM provider's status page. SDKs auto-retry on 5xx errors.</td></tr>
       <tr id="status-503"><td>503</td><td>Service Unavailable</td><td>Server is temporarily overloaded or under maintenance</td><td>Retry after a short delay. SDKs handle this automatically.</td></tr>
      "
    `);
    expect(out.match(/^\+\+\+ .*(?=\t)/gm)).toMatchInlineSnapshot(`
      [
        "+++ docs/foilengine-error-codes.html",
        "+++ docs/foilengine-error-codes.md",
        "+++ packages/foilengine-error-map-csharp/Runtime/ErrorMap.cs",
        "+++ packages/foilengine-error-map-csharp/Runtime/Errors.cs",
        "+++ packages/foilengine-error-map-python/src/foilengine_error_map/errors.py",
        "+++ packages/foilengine-error-map-python/src/foilengine_error_map/statuses.py",
        "+++ packages/foilengine-error-map-typescript/src/errors.cts",
        "+++ packages/foilengine-error-map-typescript/src/errors.mts",
        "+++ packages/foilengine-error-map-typescript/src/statuses.cts",
        "+++ packages/foilengine-error-map-typescript/src/statuses.mts",
      ]
    `);
  });

  test('missing and left over', async () => {
    rmSync(path('docs/foilengine-error-codes.md'));
    writeFileSync(path('packages/foilengine-error-map-python/src/foilengine_error_map/extra.py'), '');
    writeFileSync(path('packages/foilengine-error-map-python/CHANGELOG.md'), '');
    symlinkSync('nowhere', path('packages/foilengine-error-map-csharp/link'));
    writeFileSync(path('docs/other.md'), '');
    expect(await project.conformance('generate', '--check')).toMatchInlineSnapshot(`
      {
        "err": "3 files not as spec.yaml generates; to write: pnpm conformance generate
      ",
        "exit": 1,
        "out": "missing: docs/foilengine-error-codes.md
      left over, nothing generates it: packages/foilengine-error-map-csharp/link
      left over, nothing generates it: packages/foilengine-error-map-python/src/foilengine_error_map/extra.py
      ",
      }
    `);
    const refused = await project.conformance('generate');
    expect(refused).toMatchInlineSnapshot(`
      {
        "err": "2 files would be lost that generate did not make; nothing was written:
        packages/foilengine-error-map-csharp/link
        packages/foilengine-error-map-python/src/foilengine_error_map/extra.py
      move them elsewhere, or give --prune to have them removed or overwritten
      ",
        "exit": 2,
        "out": "",
      }
    `);
    expect(existsSync(path('docs/foilengine-error-codes.md'))).toBe(false);
    expect((await project.conformance('generate', '--prune')).out).toMatchInlineSnapshot(`
      "wrote docs/foilengine-error-codes.md
      removed packages/foilengine-error-map-csharp/link
      removed packages/foilengine-error-map-python/src/foilengine_error_map/extra.py
      72 files generated, 1 written, 2 removed
      "
    `);
    expect(existsSync(path('docs/other.md'))).toBe(true);
  });

  test('what it made for another spec is removed unasked, and what it did not make is not overwritten', async () => {
    const folder = 'packages/foilengine-error-map-python';
    project.write(`${folder}/.generated`, `${textOf(`${folder}/.generated`)}old.py\n`);
    project.write(`${folder}/old.py`, 'x = 1');
    project.write('docs/foilengine-error-codes.md', 'my own page');
    expect((await project.conformance('generate')).err).toMatchInlineSnapshot(`
      "1 file would be lost that generate did not make; nothing was written:
        docs/foilengine-error-codes.md
      move them elsewhere, or give --prune to have them removed or overwritten
      "
    `);
    rmSync(path('docs/foilengine-error-codes.md'));
    expect((await project.conformance('generate')).out).toMatchInlineSnapshot(`
      "wrote docs/foilengine-error-codes.md
      wrote packages/foilengine-error-map-python/.generated
      removed packages/foilengine-error-map-python/old.py
      72 files generated, 2 written, 1 removed
      "
    `);
  });

  test('a folder of before there was a manifest is known by its README', async () => {
    const folder = 'packages/foilengine-error-map-python';
    rmSync(path(`${folder}/.generated`));
    change('spec.yaml', 'Rate limit exceeded', 'Rate limit reached');
    expect((await project.conformance('generate')).exit).toBe(0);
  });

  test('a language that the spec has no more', async () => {
    change('spec.yaml', 'csharp', 'kotlin');
    const { out } = await project.conformance('generate', '--check');
    const [first, ...others] = out.trimEnd().split('\n');
    expect(first).toBe('left over, nothing generates it: packages/foilengine-error-map-csharp/.generated');
    expect(others.length).toBe(26);
  });

  test('ends of lines', async () => {
    change('docs/foilengine-error-codes.md', '\n', '\r\n');
    expect((await project.conformance('generate', '--check')).out).toBe(
      'docs/foilengine-error-codes.md: lines end in CR LF on disk, in LF as generated\n',
    );
  });
});

test('a name that a language does not take', async () => {
  change('spec.yaml', 'python: RateLimitError', 'python: None');
  const { exit, out, err } = await project.conformance('generate');
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err.replace(/:\d+:\d+:/g, ':<place>:')).toMatchInlineSnapshot(`
    "spec.yaml:<place>: no class can be called None in Python: it is a keyword
      expected: another name
      got:      'None'
        154 |         {
      > 155 |           python: None,
            |                   ^^^^
        156 |           typescript: RateLimitError,
    "
  `);
});

test('changesets move all packages on alike', { timeout: 60_000 }, async () => {
  const run = (command: string, ...args: readonly string[]) =>
    execFileSync(command, args, {
      cwd: project.folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      // Words are compared, which colours would split.
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' },
    });
  const changeset = join(repository, 'node_modules/.bin/changeset');
  const commit = () => {
    run('git', 'add', '.');
    run('git', '-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', '-qm', 'x');
  };
  project.write('package.json', '{ "name": "root", "private": true, "workspaces": ["packages/*"] }');
  const config = JSON.parse(readFileSync(join(repository, '.changeset/config.json'), 'utf8'));
  // The other packages are not there.
  const fixed = config.fixed.filter((group: readonly string[]) => group.some((name) => name.includes('error-map')));
  project.write('.changeset/config.json', JSON.stringify({ ...config, fixed }));
  await project.conformance('generate');
  run('git', 'init', '-q', '-b', 'main');
  commit();
  expect(run(changeset, 'status')).toContain('NO packages to be bumped');

  run('git', 'switch', '-qc', 'change');
  change('spec.yaml', 'Rate limit exceeded', 'Rate limit reached');
  await project.conformance('generate');
  commit();
  expect(() => run(changeset, 'status')).toThrow('Some packages have been changed but no changesets were found');

  project.write('.changeset/new.md', "---\n'@sdk-conformance/foilengine-error-map-typescript': minor\n---\n\nWords.\n");
  commit();
  run(changeset, 'status');
  run('git', 'branch', '-f', 'main');
  run(changeset, 'version');
  // pyproject.toml and the csproj follow the version that changesets know.
  expect((await project.conformance('generate', '--check')).exit).toBe(1);
  await project.conformance('generate');
  expect((await project.conformance('generate', '--check')).exit).toBe(0);
  const versions = [
    'foilengine-error-map-typescript/package.json',
    'foilengine-error-map-python/pyproject.toml',
    'foilengine-error-map-csharp/package.json',
    'foilengine-error-map-csharp/NuGet~/FoilEngine.ErrorMap.csproj',
  ].map((file) => /(?:"version": "|^version = "|<Version>)([\d.]+)/m.exec(textOf(`packages/${file}`))?.[1]);
  expect(versions).toEqual(['0.1.0', '0.1.0', '0.1.0', '0.1.0']);
});
