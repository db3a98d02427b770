import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GeneratedFile } from '../index.js';
import { foilengine, readmeClient, repository } from './specs.js';

/** Everything that an error map says, as each language's dump prints it. */
export interface Dump {
  readonly statuses: readonly (readonly [status: number, error: string | null, retryable: boolean])[];
  /** What is no number: the class and whether it is retried; none where a language takes none. */
  readonly odd: readonly unknown[];
  readonly table: readonly unknown[];
  readonly ranges: readonly unknown[];
  readonly retry: unknown;
  readonly rateLimits: readonly unknown[];
  /** Where fields of the spec's own come from. */
  readonly fields: readonly unknown[];
  /** The table of codes, sorted by code, and where a code stands. */
  readonly codes: readonly unknown[];
  readonly places: readonly unknown[];
  /** What the map makes of the answers that it is asked; null where their statuses decide alone. */
  readonly answers: readonly (readonly [error: string | null, code: string | null, retryable: boolean])[] | null;
}

/** Programs that tests run, in the languages of the packages. */
export const kit = fileURLToPath(new URL('packages/codegen/testing/', repository));
export const tsc = fileURLToPath(new URL('node_modules/.bin/tsc', repository));

export const pyright = fileURLToPath(new URL('packages/codegen/node_modules/.bin/pyright', repository));

/** A folder outside the repository with generated files in it. */
export interface Workshop {
  readonly folder: string;
  readonly write: (files: readonly GeneratedFile[]) => void;
  /** Runs a program in a folder below; gives what it prints. @throws Error with all that a failed one printed */
  readonly run: (command: string, args: readonly string[], below?: string) => string;
  /** The same for one that may fail. */
  readonly attempt: (command: string, args: readonly string[], below: string) => { readonly said: string };
  readonly remove: () => void;
}

export function createWorkshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'error-map-'));
  return {
    folder,
    write: (files) => {
      for (const { path, text } of files) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    },
    run: (command, args, below = '') => run(command, args, join(folder, below)),
    attempt: (command, args, below) => {
      const options = { cwd: join(folder, below), env: environment(), encoding: 'utf8', maxBuffer: 2 ** 26 } as const;
      const { stdout, stderr } = spawnSync(command, args, options);
      return { said: stdout + stderr };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Go asks no network for what it does not find. */
const offline = { GOPROXY: 'off', GOSUMDB: 'off', GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod' };

function environment(): NodeJS.ProcessEnv {
  const quiet = { PYTHONDONTWRITEBYTECODE: '1', DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1' };
  return { ...process.env, ...quiet, ...offline };
}

function run(command: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(command, args, {
      cwd,
      env: environment(),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 2 ** 26,
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')} failed in ${cwd}\n${stdout}\n${stderr}`);
  }
}

/** Whether a language can be run. In CI all are due, so that none is passed over unseen. */
export function isDue(command: string, asked = '--version'): boolean {
  return process.env['CI'] !== undefined || runs(command, [asked]);
}

export function runs(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Builds a TypeScript package and asks it through each of its entries. */
export function typescriptDumps(
  workshop: Workshop,
  folder: string,
  answers: string | null,
): { readonly esm: Dump; readonly cjs: Dump } {
  workshop.run(tsc, ['-b', folder]);
  const dump = (entry: string) =>
    JSON.parse(
      workshop.run(process.execPath, [
        join(kit, 'dump.mjs'),
        join(workshop.folder, folder, 'dist', entry),
        ...fileIn(workshop, answers),
      ]),
    ) as Dump;
  return { esm: dump('index.mjs'), cjs: dump('index.cjs') };
}

function fileIn(workshop: Workshop, file: string | null): readonly string[] {
  return file === null ? [] : [join(workshop.folder, file)];
}

export function pythonDump(workshop: Workshop, folder: string, module: string, answers: string | null): Dump {
  const program = 'import runpy, sys; sys.path.insert(0, "src"); runpy.run_path(sys.argv.pop(1), run_name="__main__")';
  return JSON.parse(
    workshop.run(
      'python3',
      ['-W', 'error', '-c', program, join(kit, 'dump.py'), module, ...fileIn(workshop, answers)],
      folder,
    ),
  ) as Dump;
}

/** One program for several packages and references to others, since each run of the compiler takes seconds. */
export function csharpDumps(
  workshop: Workshop,
  packages: readonly { readonly namespace: string; readonly reference: string; readonly answers: string | null }[],
  others: readonly string[],
): readonly Dump[] {
  const source = readFileSync(join(kit, 'Dump.cs'), 'utf8');
  const dump = (namespace: string, i: number) => ({
    path: `dump/Dump${i}.cs`,
    text: source.replaceAll('__NAMESPACE__', namespace).replaceAll('__NUMBER__', String(i)),
  });
  const calls = packages.map(({ answers }, i) => {
    const file = fileIn(workshop, answers).map((path) => JSON.stringify(path));
    return `System.Console.WriteLine(Dump${i}.Text(${file[0] ?? 'null'}));`;
  });
  const defined = packages.flatMap(({ answers }, i) => (answers === null ? [] : [`ANSWERS${i}`]));
  workshop.write([
    ...packages.map(({ namespace }, i) => dump(namespace, i)),
    { path: 'dump/Program.cs', text: `Use.Check();\nPrevious.Check();\n${calls.join('\n')}\n` },
    { path: 'dump/Readme.cs', text: readmeClient(foilengine(), 'csharp') },
    { path: 'dump/Previous.cs', text: readFileSync(join(kit, 'Previous.cs'), 'utf8') },
    { path: 'dump/Use.cs', text: readFileSync(join(kit, 'Use.cs'), 'utf8') },
    {
      path: 'dump/dump.csproj',
      text: dumpProject([...packages.map(({ reference }) => reference), ...others], defined),
    },
  ]);
  const lines = workshop.run('dotnet', ['run', '--project', 'dump/dump.csproj']).trim().split('\n');
  return lines.slice(-packages.length).map((line) => JSON.parse(line) as Dump);
}

/** Packages of earlier runs are not looked at: a package is restored to a folder of the run, what others need comes from the user's. */
function dumpProject(references: readonly string[], defined: readonly string[]): string {
  const usersPackages = process.env['NUGET_PACKAGES'] ?? join(homedir(), '.nuget', 'packages');
  return `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net$([System.Environment]::Version.Major).0</TargetFramework>
    <Nullable>enable</Nullable>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <InvariantGlobalization>true</InvariantGlobalization>
    <DefineConstants>$(DefineConstants);${defined.join(';')}</DefineConstants>
    <NuGetAudit>false</NuGetAudit>
    <UseSharedCompilation>false</UseSharedCompilation>
    <RestorePackagesPath>../restored</RestorePackagesPath>
    <RestoreAdditionalProjectFallbackFolders>${existsSync(usersPackages) ? usersPackages : ''}</RestoreAdditionalProjectFallbackFolders>
    <RestoreAdditionalProjectSources>$(MSBuildThisFileDirectory)../nupkg</RestoreAdditionalProjectSources>
  </PropertyGroup>
  <ItemGroup>
    ${references.join('\n    ')}
  </ItemGroup>
</Project>
`;
}
