import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Counted, createNewcomer, type Newcomer } from './newcomer.js';
import { packCsharp, packNpm, packPython } from './packing.js';
import { serveRegistry } from './registry.js';
import { toFirstVerdict, walkThrough } from './walk.js';
import { cjs, csharp, esm, python } from './walks.js';

// `pnpm adopt [esm|cjs|python|csharp]…`: packs the kit, and adopts it as a newcomer would, in repositories outside this one.
// The registries are on loopback or are folders; what the packages need besides comes from where this machine has it from.

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Folders of the SDKs: of an example, what is there before the kit comes. */
const sdks: Readonly<Record<string, string>> = {
  esm: 'examples/typescript',
  cjs: 'checks/adopt/cjs',
  python: 'examples/python',
  csharp: 'examples/csharp',
};
const languages = Object.keys(sdks);
const asked = process.argv.slice(2);
const chosen = asked.length === 0 ? languages : asked;
const unknown = chosen.filter((name) => !languages.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`adopt: there is no ${unknown.join(', ')}\n  expected: ${languages.join(', ')}\n`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'adopt-'));
const packed = (name: string) => join(folder, 'packed', name);
process.stdout.write('packing\n');
packNpm(root, packed('npm'));
if (chosen.includes('python')) packPython(root, packed('python'));
if (chosen.includes('csharp')) packCsharp(root, packed('nuget'));
const registry = await serveRegistry(packed('npm'));
try {
  for (const name of chosen) {
    process.stdout.write(`\n${name}\n`);
    const { commands, edits, seconds } = await adopt(name, newcomerIn(name));
    process.stdout.write(`  ${commands} commands and ${edits} edits in ${seconds} s\n`);
  }
} finally {
  registry.close();
}
rmSync(folder, { recursive: true });

/** In a folder with blanks in its path, with caches of its own: version 0.0.0 is another one with each packing. */
function newcomerIn(name: string): Newcomer {
  const settings = join(folder, 'npmrc');
  writeFileSync(settings, `@sdk-conformance:registry=${registry.url}\ncache=${join(folder, 'npm')}\n`);
  const above = join(folder, name);
  mkdirSync(above, { recursive: true });
  writeFileSync(
    join(above, 'nuget.config'),
    `<configuration><packageSources><add key="kit" value="${packed('nuget')}" /></packageSources></configuration>\n`,
  );
  return createNewcomer(join(above, 'an SDK'), join(root, sdks[name] ?? ''), {
    npm_config_userconfig: settings,
    NUGET_PACKAGES: join(folder, 'nuget'),
    DOTNET_CLI_TELEMETRY_OPTOUT: '1',
  });
}

function adopt(name: string, newcomer: Newcomer): Promise<Counted> {
  if (name === 'esm') return walkThrough(newcomer, esm);
  if (name === 'cjs') return toFirstVerdict(newcomer, cjs);
  return walkThrough(newcomer, name === 'python' ? python(packed('python')) : csharp);
}
