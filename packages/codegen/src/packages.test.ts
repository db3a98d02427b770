import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goIsDue, goModule, runGo, unlessGo } from './testing/go.js';
import { createWorkshop, isDue, kit, pyright, runs, tsc, type Workshop } from './testing/runtimes.js';
import { filesOf, foilengine, inEveryLanguage, readmeClient, repository } from './testing/specs.js';

// Built, packed and installed as users have them, outside the repository.

let workshop: Workshop;
beforeAll(() => {
  workshop = createWorkshop();
  workshop.write(filesOf(foilengine()));
});
afterAll(() => workshop.remove());

const bin = (name: string) => fileURLToPath(new URL(`packages/codegen/node_modules/.bin/${name}`, repository));

describe('npm package', () => {
  const folder = 'packages/foilengine-error-map-typescript';
  let tarball: string;

  beforeAll(() => {
    workshop.run(tsc, ['-b', folder]);
    const [packed] = JSON.parse(workshop.run('npm', ['pack', '--json'], folder));
    tarball = join(workshop.folder, folder, packed.filename);
    workshop.write([
      { path: 'consumer/package.json', text: '{ "private": true }' },
      { path: 'consumer/use.mts', text: readFileSync(join(kit, 'use.ts.txt'), 'utf8') },
      { path: 'consumer/use.cts', text: readFileSync(join(kit, 'use.ts.txt'), 'utf8') },
      { path: 'consumer/use-both.mjs', text: readFileSync(join(kit, 'use-both.mjs.txt'), 'utf8') },
    ]);
    workshop.run('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], 'consumer');
  });

  test.each(['mjs', 'cjs'])('typed and run, as %s', (ending) => {
    const source = `use.${ending.replace('js', 'ts')}`;
    const options = '--module nodenext --target es2022 --lib es2023,dom --strict --exactOptionalPropertyTypes --types';
    workshop.run(tsc, [...options.split(' '), '', source], 'consumer');
    expect(workshop.run(process.execPath, [`use.${ending}`], 'consumer')).toBe('ok\n');
  });

  test('the client of the README is compiled, and run', () => {
    const driver = readFileSync(join(kit, 'readme.ts.txt'), 'utf8');
    workshop.write([{ path: 'consumer/readme.mts', text: readmeClient(foilengine(), 'typescript') + driver }]);
    const options = '--module nodenext --target es2022 --lib es2023,dom --strict --exactOptionalPropertyTypes --types';
    workshop.run(tsc, [...options.split(' '), '', 'readme.mts'], 'consumer');
    expect(workshop.run(process.execPath, ['readme.mjs'], 'consumer')).toMatchInlineSnapshot(`
      "[{"personas":[]},{"name":"NotFoundError","message":"no such persona","statusCode":404}] 0
      "
    `);
  });

  test('import and require in one process give classes of their own, and one `instanceof`', () => {
    const results = workshop.run(process.execPath, ['use-both.mjs'], 'consumer');
    expect(JSON.parse(results)).toEqual([false, true, true, true, false, false, false]);
  });

  test('publint', () => {
    const publint = fileURLToPath(new URL('node_modules/.bin/publint', repository));
    expect(workshop.run(publint, ['--strict'], folder)).toContain('All good!');
  });

  test('are the types wrong?', () => {
    const report = JSON.parse(workshop.run(bin('attw'), [tarball, '--format', 'json']));
    expect(report.analysis.problems).toEqual([]);
  });

  test('what is not used is shaken off, and the size', async () => {
    const bundle = async (contents: string) => {
      const { outputFiles } = await build({
        stdin: { contents, resolveDir: join(workshop.folder, 'consumer') },
        bundle: true,
        minify: true,
        format: 'esm',
        target: 'es2022',
        write: false,
        logLevel: 'silent',
      });
      return outputFiles[0]?.text ?? '';
    };
    const name = '@sdk-conformance/foilengine-error-map-typescript';
    const one = await bundle(`import { isRetryable } from '${name}'; console.log(isRetryable(429));`);
    const classes = await bundle(`import { errorForStatus } from '${name}'; console.log(errorForStatus(429));`);
    const all = await bundle(`export * from '${name}';`);
    console.log(
      `bytes, bundled and minified: isRetryable ${one.length}, errorForStatus ${classes.length}, all ${all.length}`,
    );
    expect(await bundle(`import '${name}';`)).toBe('');
    expect(one.length).toBeLessThan(150);
    const words = foilengine().statuses.find(({ key }) => key === '429')?.causes[0] ?? '';
    expect(all).toContain(words);
    expect(classes).not.toContain(words);
    expect(all.length).toBeLessThan(16_000);
  });
});

describe('Python package', () => {
  const folder = 'packages/foilengine-error-map-python';
  // Builds without the network need setuptools and wheel in an interpreter of this machine.
  const builder = ['python3', '/usr/bin/python3'].find((python) => runs(python, ['-c', 'import setuptools, wheel']));

  test.runIf(isDue('python3'))('as its sources', () => {
    workshop.run(
      'python3',
      [
        '-W',
        'error',
        '-c',
        `import sys; sys.path.insert(0, 'src'); exec(open(${JSON.stringify(join(kit, 'use.py'))}).read())`,
      ],
      folder,
    );
  });

  test.runIf(isDue('python3'))('the client of the README is run', () => {
    const driver = readFileSync(join(kit, 'readme.py'), 'utf8');
    workshop.write([{ path: `${folder}/src/readme.py`, text: readmeClient(foilengine(), 'python') + driver }]);
    expect(workshop.run('python3', ['-W', 'error', 'src/readme.py'], folder)).toBe('ok\n');
    rmSync(join(workshop.folder, folder, 'src', 'readme.py'));
  });

  test.runIf(builder !== undefined)('wheel, installed in an environment of its own', { timeout: 120_000 }, () => {
    const build = 'import sys, setuptools.build_meta as build; print(build.build_wheel(sys.argv[1]))';
    mkdirSync(join(workshop.folder, 'wheel'));
    const wheel =
      workshop
        .run(builder ?? '', ['-c', build, '../../wheel'], folder)
        .trim()
        .split('\n')
        .at(-1) ?? '';
    expect(wheel).toBe('foilengine_error_map-0.0.0-py3-none-any.whl');
    workshop.run('python3', ['-m', 'venv', 'venv']);
    const python = join(workshop.folder, 'venv', 'bin', 'python');
    workshop.run(python, ['-m', 'pip', 'install', '--no-index', '--disable-pip-version-check', `wheel/${wheel}`]);
    expect(workshop.run(python, [join(kit, 'use.py')])).toBe('ok\n');
    const typed =
      'import importlib.resources as r; print(r.files("foilengine_error_map").joinpath("py.typed").is_file())';
    expect(workshop.run(python, ['-c', typed])).toBe('True\n');
  });

  describe('typed, and where it is used', () => {
    beforeAll(() => cpSync(join(kit, 'use.py'), join(workshop.folder, folder, 'src', 'use.py')));

    test('as pyright sees it', () => {
      expect(workshop.run(pyright, [], folder)).toContain('0 errors, 0 warnings');
    });

    test.runIf(runs('mypy', ['--version']))('as mypy sees it', () => {
      workshop.run('mypy', ['--no-incremental', 'src'], folder);
    });
  });
});

describe.runIf(goIsDue)(`Go module${unlessGo}`, () => {
  const spec = inEveryLanguage(foilengine());
  const folder = 'packages/foilengine-error-map-go';

  test('vetted, and used by the client of its README', { timeout: 120_000 }, () => {
    const files = filesOf({ ...spec, languages: ['go'] });
    const module = /^module (.*)$/m.exec(files.find(({ path }) => path.endsWith('/go.mod'))?.text ?? '')?.[1] ?? '';
    workshop.write([
      ...files,
      goModule('go', `\nrequire ${module} v0.0.0\n\nreplace ${module} => ../${folder}\n`),
      { path: 'go/client/client.go', text: readmeClient(spec, 'go') },
      { path: 'go/main.go', text: readFileSync(join(kit, 'use.go'), 'utf8').replace('MODULE', module) },
    ]);
    workshop.run('go', ['vet', './...'], folder);
    expect(runGo(workshop, 'go')).toBe('ok\n');
    // Clients that begin together wait apart: before Go 1.20 math/rand draws the same in every process.
    workshop.run('go', ['build', '-o', 'use', '.'], 'go');
    const drawn = Array.from({ length: 4 }, () => workshop.run(join(workshop.folder, 'go', 'use'), ['draw']));
    expect(new Set(drawn).size).toBeGreaterThan(1);
  });

  test.each([
    ['1.4.0', 'github.com/sdk-conformance/foilengine-error-map-go'],
    ['2.0.1', 'github.com/sdk-conformance/foilengine-error-map-go/v2'],
  ])('version %s is that of %s', (version, path) => {
    const files = filesOf({ ...spec, languages: ['go'] }, { [folder]: version });
    const text = (name: string) => files.find((file) => file.path === `${folder}/${name}`)?.text ?? '';
    expect(text('go.mod')).toBe(`module ${path}\n\ngo 1.19\n`);
    expect(text('README.md')).toContain(`\tfoilengine "${path}"\n`);
  });
});

test.each(['0.0.0', '0.1.0'])('Unity package %s: every asset has its id', (version) => {
  const folder = 'packages/foilengine-error-map-csharp/';
  const files = filesOf(foilengine(), { [folder.slice(0, -1)]: version }).filter(
    // Unity passes over what a `~` or a dot hides.
    ({ path }) => path.startsWith(folder) && !path.includes('~') && !path.includes('/.'),
  );
  const metas = files.filter(({ path }) => path.endsWith('.meta'));
  const assets = files.map(({ path }) => path).filter((path) => !path.endsWith('.meta'));
  expect(metas.map(({ path }) => path.slice(0, -'.meta'.length)).sort()).toEqual(
    [...assets, `${folder}Runtime`, ...(version === '0.0.0' ? [] : [`${folder}CHANGELOG.md`])].sort(),
  );
  expect(new Set(metas.map(({ text }) => /^guid: ([0-9a-f]{32})$/m.exec(text)?.[1])).size).toBe(metas.length);
});
