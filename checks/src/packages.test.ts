import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { publishedPackages } from './adopt/packing.js';
import { filesOf } from './files.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = (file: string) => readFileSync(join(root, file), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'packages-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('every published package looks whether it is built before it is packed', () => {
  const packages = publishedPackages(root).filter(({ name }) => !name.includes('error-map'));
  expect(packages.length).toBeGreaterThan(15);
  const without = packages.filter(
    ({ scripts }) => !/^node (\.\.\/){1,2}checks\/bin\/packable\.mjs$/.test(scripts?.['prepack'] ?? ''),
  );
  expect(without.map(({ name }) => name)).toEqual([]);
});

function packable(manifest: object): { readonly status: number | null; readonly stderr: string } {
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'checks/bin/packable.mjs')], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stderr };
}

test('a package that is not built is not packed', () => {
  const manifest = {
    name: '@sdk-conformance/shop',
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' }, './package.json': './package.json' },
    bin: { shop: './bin/shop.mjs' },
  };
  expect(packable(manifest)).toEqual({
    status: 1,
    stderr: `@sdk-conformance/shop is not built, so it is not packed: there is no ./dist/index.d.ts, ./dist/index.js, ./bin/shop.mjs, dist/main.js
  expected: pnpm build before it
`,
  });
  for (const file of ['dist/index.d.ts', 'dist/index.js', 'dist/main.js', 'bin/shop.mjs']) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), '');
  }
  expect(packable(manifest)).toEqual({ status: 0, stderr: '' });
});

test('a release names its repository in every package that it publishes, as provenance asks', () => {
  const manifests = filesOf(root).filter((file) => /^(packages\/[^/]+|fixtures|spec)\/package\.json$/.test(file));
  const clone = join(folder, 'clone');
  for (const file of manifests) {
    mkdirSync(join(clone, file, '..'), { recursive: true });
    writeFileSync(join(clone, file), text(file));
  }
  const named = (env: NodeJS.ProcessEnv) => {
    const script = join(root, 'checks/bin/name-repository.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script], { cwd: clone, env, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    return publishedPackages(clone).map(({ repository }) => repository);
  };
  expect(named({}).filter((repository) => repository !== undefined)).toEqual([]);
  const repositories = named({ GITHUB_REPOSITORY: 'acme/kit' });
  expect(new Set(repositories.map((repository) => repository?.url))).toEqual(
    new Set(['git+https://github.com/acme/kit.git']),
  );
  expect(repositories.map((repository) => repository?.directory)).toContain('packages/cli');
  expect(JSON.parse(text('package.json')).scripts['release:npm']).toContain('node checks/bin/name-repository.mjs && ');
});

test('all packages of the kit have one version, whatever changes', () => {
  const [, kit]: readonly string[][] = JSON.parse(text('.changeset/config.json')).fixed;
  const published = publishedPackages(root).filter(({ name }) => !name.includes('error-map'));
  const elsewhere = ['@sdk-conformance/adapter-csharp', '@sdk-conformance/adapter-python'];
  expect(kit).toEqual([...published.map(({ name }) => name), ...elsewhere].sort());
});

test('init names the version that all registries have', () => {
  const { version }: { readonly version: string } = JSON.parse(text('packages/cli/package.json'));
  expect(/^version = "(.*)"$/m.exec(text('packages/adapter-python/pyproject.toml'))?.[1]).toBe(version);
  const project = text('packages/adapter-csharp/src/SdkConformance.Adapter.csproj');
  expect(/<Version>(.*)<\/Version>/.exec(project)?.[1]).toBe(version);
});

test('every changeset names packages that have a version', () => {
  const versions = new Map(
    filesOf(root)
      .filter((file) => /^(packages|conformance|fixtures|spec|checks)(\/.*)?\/package\.json$/.test(file))
      .map((file) => JSON.parse(text(file)))
      .map(({ name, version }) => [name, version]),
  );
  const named = filesOf(root)
    .filter((file) => /^\.changeset\/.*\.md$/.test(file))
    .flatMap((file) =>
      [...(text(file).split('---')[1] ?? '').matchAll(/^["']([^"']+)["']:/gm)].map(([, name = '']) => ({ file, name })),
    );
  expect(named.filter(({ name }) => versions.get(name) === undefined)).toEqual([]);
});
