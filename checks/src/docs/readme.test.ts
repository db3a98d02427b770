import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blocksOf, commandsOf, holds } from './blocks.js';
import { createPlace, type Place, typed } from './place.js';

// The README is for whoever looks in: what it shows is so, and what it says to type can be typed.

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const readme = read('README.md');
const blocks = (language: string) => blocksOf(readme).filter((block) => block.language === language);
const [only = { text: '' }] = blocks('text');

const folders: string[] = [];
const places: Place[] = [];
const placeOf = (example: string, links: Readonly<Record<string, string>> = {}): Place => {
  const place = createPlace(example, links);
  places.push(place);
  return place;
};

/** The SDK of the example, in which a factor of 1,000 is lost. */
let shop: Place;
/** A repository with a package.json alone. */
let bare: () => Place;

beforeAll(() => {
  const installed = { 'node_modules/@sdk-conformance/adapter-typescript': join(root, 'packages/adapter-typescript') };
  shop = placeOf(join(root, 'examples/typescript'), installed);
  const sdk = shop.read('src/index.ts') ?? '';
  const wrong = sdk.replace('seconds * 1000', 'seconds');
  expect(wrong).not.toBe(sdk);
  shop.write('src/index.ts', wrong);
  shop.write('list.mjs', "console.log('1.0.0\\n1.2.3')");
  const config = shop.read('conformance.config.yaml') ?? '';
  shop.write(
    'conformance.config.yaml',
    `${config.trimEnd()}\n    versions: { list: [node, list.mjs], install: [node, -e, "", "{version}"] }\n`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  folders.push(folder);
  writeFileSync(join(folder, 'package.json'), '{ "name": "shop-sdk", "version": "1.2.3" }');
  writeFileSync(join(folder, 'openapi.yaml'), read('packages/importers/test-data/shop.yaml'));
  bare = () => placeOf(folder);
});
afterAll(() => {
  for (const { remove } of places) remove();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const id = 'retry/after/seconds-1/429/createItem';
const inShop = (exit: number, ...args: readonly string[]) => ended(exit, args, shop.types(args));
const inBare = (...args: readonly string[]) => ended(0, args, bare().types(args));
const inKit = (...args: readonly string[]) => ended(0, args, typed(root, args));

async function ended(exit: number, args: readonly string[], run: ReturnType<typeof typed>): Promise<string> {
  const { exit: came, said } = await run;
  expect(came, `${args.join(' ')}\n${said}`).toBe(exit);
  return said;
}

async function pictured(): Promise<void> {
  const said = await inShop(
    1,
    'run',
    '--filter',
    'retry/**',
    '--reporter',
    'terminal',
    '--reporter',
    'jsonl=log.jsonl',
  );
  // The page shows two of the scenarios, where the report shows five.
  const shown = said.replace(/^( {4}in {8}[^,]*, [^,]*, [^,]*), .*$/m, '$1, +18 more');
  for (const paragraph of only.text.trim().split('\n\n')) expect(holds(shown, paragraph), shown).toBe(true);
}

const scripts = (name: string) => {
  const { scripts: all }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(read('package.json'));
  expect(Object.keys(all)).toContain(name);
};

/** What the page says to type, in its order, and how that is played. */
const plays: Readonly<Record<string, () => unknown>> = {
  'npx -y pnpm@10.34.9 conformance run': () => scripts('conformance'),
  'npx -y pnpm@10.34.9 test': () => scripts('test'),
  'npx @sdk-conformance/cli init': () => inBare('init'),
  'npx @sdk-conformance/cli run': () => inBare('list', '--help'),
  'pnpm conformance run': () => inBare('run', '--help'),
  'pnpm conformance doctor': () => inShop(0, 'doctor'),
  'pnpm conformance init': () => inBare('init'),
  'pnpm conformance import openapi FILE': () => inBare('import', 'openapi', 'openapi.yaml'),
  'pnpm conformance learn': () =>
    inShop(0, 'learn', '--target', 'typescript', '--factor', 'fields', '--out', 'fields.yaml'),
  'pnpm conformance run [--target NAME] [--filter GLOB]': pictured,
  'pnpm conformance list [--by-requirement]': async () => {
    await inShop(0, 'list');
    await inShop(0, 'list', '--by-requirement');
  },
  'pnpm conformance explain ID': () => inShop(0, 'explain', id),
  'pnpm conformance serve --scenario ID': () => inShop(0, 'serve', '--scenario', id),
  'pnpm conformance repro ID [--log FILE]': async () => {
    await inShop(0, 'repro', id);
    await inShop(0, 'repro', id, '--log', 'log.jsonl', '--out', 'repro/of-the-log');
  },
  'pnpm conformance report LOG… --reporter NAME=FILE': () =>
    inShop(1, 'report', 'log.jsonl', '--reporter', 'html=report.html'),
  'pnpm conformance compare BASE HEAD': () => inShop(0, 'compare', 'log.jsonl', 'log.jsonl'),
  'run --sdk-version A..B': () => inShop(1, 'run', '--sdk-version', '1.0.0..1.2.3', '--filter', id),
  'pnpm conformance check [SPEC…]': async () => {
    await inShop(0, 'check');
    await inShop(0, 'check', 'conformance/spec.yaml');
  },
  'pnpm conformance mutants [--target NAME] [--causes]': () =>
    inKit(
      'mutants',
      '--target',
      'typescript',
      '--causes',
      '--mutant',
      'off-by-one',
      '--filter',
      'retry/count/max-1/**',
    ),
  'pnpm conformance generate [--check]': () => inKit('generate', '--check'),
  'pnpm conformance diff OLD [NEW]': async () => {
    await inShop(0, 'diff', 'conformance/spec.yaml', 'conformance/spec.yaml');
    await inShop(0, 'diff', 'conformance/spec.yaml');
  },
  'conformance --help': () => inBare('--help'),
  'doctor --adapter': () => inShop(0, 'doctor', '--adapter'),
  'conformance run --update-known --reason TEXT': async () => {
    await inShop(0, 'run', '--update-known', '--reason', 'mended in 1.3');
    await inShop(0, 'run', '--filter', id);
  },
  'conformance explain ID --json': () => inShop(0, 'explain', id, '--json'),
  'explain own/slow-then-cut': slowThenCut,
};

/** The last snippet, in a repository of Foil Engine's. */
async function slowThenCut(): Promise<void> {
  const [snippet = { text: '' }] = blocks('yaml');
  const place = bare();
  place.write('scenarios/slow-then-cut.yaml', snippet.text);
  const adapter = join(root, 'conformance/typescript/adapter.ts');
  place.write(
    'conformance.config.yaml',
    [
      ...[`spec: ${join(root, 'spec/foilengine.yaml')}`, `fixtures: ${join(root, 'fixtures')}`, 'scenarios: scenarios'],
      `targets: { sdk: { language: typescript, adapter: ${JSON.stringify(adapter)} } }\n`,
    ].join('\n'),
  );
  for (const args of [
    ['explain', 'own/slow-then-cut'],
    ['run', '--filter', 'own/**'],
  ]) {
    const { exit, said } = await place.types(args);
    expect(exit, said).toBe(0);
  }
}

/** Code in the text, and lines of blocks, that are typed. */
function typedOn(page: string): readonly string[] {
  const lines = blocksOf(page).flatMap((block) => (block.language === 'sh' ? commandsOf(block) : []));
  const text = page.replaceAll(/```[\s\S]*?```/g, '');
  const inline = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code.replaceAll('\\|', '|'));
  const command = /^((npx|pnpm) .*|conformance|run|doctor|explain|list)\b.* /;
  return [...new Set([...lines, ...inline.filter((code) => command.test(`${code} `) && code.includes(' '))])].filter(
    (code) => !code.startsWith('pnpm bench'),
  );
}

test('what it says to type is played here', () => {
  expect([...typedOn(readme)].sort()).toEqual(Object.keys(plays).sort());
});

test.each(Object.entries(plays))('%s', { timeout: 120_000 }, async (_, play) => {
  await play();
});

test('the adapter that it shows compiles', () => {
  const folder = join(root, 'checks', '.readme');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  try {
    writeFileSync(join(folder, 'adapter.ts'), blocks('ts')[0]?.text ?? '');
    const sdk = `declare module '@foilengine/sdk' {
  export class FoilEngine {
    constructor(options: { baseUrl: string; maxRetries?: number; timeout?: number });
    readonly personas: { list(options: { signal: AbortSignal }): Promise<unknown> };
    readonly chat: { sendMessage(message: object, options: { signal: AbortSignal }): Promise<unknown> };
  }
}
`;
    writeFileSync(join(folder, 'sdk.d.ts'), sdk);
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    const compilerOptions = { noEmit: true, composite: false, incremental: false };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: '../../tsconfig.base.json', compilerOptions, include: ['*.ts'] }),
    );
    const compiler = join(root, 'node_modules', '.bin', 'tsc');
    const { stdout } = spawnSync(compiler, ['-p', folder, '--pretty', 'false'], { cwd: folder, encoding: 'utf8' });
    expect(stdout).toBe('');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('what it says to install is what is published', () => {
  const npm = readdirSync(join(root, 'packages')).flatMap((name) => {
    const { name: own, private: kept }: { readonly name?: string; readonly private?: true } = JSON.parse(
      read(`packages/${name}/package.json`),
    );
    return own === undefined || kept === true ? [] : [own];
  });
  const [, named = ''] = /`npm install -D ([^`]*)`/.exec(readme) ?? [];
  expect(named.split(' ').filter((name) => !npm.includes(name))).toEqual([]);
  const [, pip] = /`pip install ([\w-]+)`/.exec(readme) ?? [];
  expect(read('packages/adapter-python/pyproject.toml')).toContain(`name = "${pip}"\n`);
  const [, nuget] = /^\| C# +\| `([\w.]+)` in the project/m.exec(readme) ?? [];
  const projects = readdirSync(join(root, 'packages/adapter-csharp/src')).filter((name) => name.endsWith('.csproj'));
  expect(projects.map((name) => read(`packages/adapter-csharp/src/${name}`)).join('\n')).toContain(`>${nuget}<`);
});
