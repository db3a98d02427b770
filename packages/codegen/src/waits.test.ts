import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Spec } from '@sdk-conformance/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { namespaceOf } from './csharp/names.js';
import { waitsFile as csharpWaits } from './csharp/waits.js';
import { languagesOfMaps } from './publishing.js';
import { waitsFile as pythonWaits } from './python/waits.js';
import { askedCalls, calledSpecs, type SaidOfCall } from './testing/calls.js';
import { disagreement, fieldNames } from './testing/disagreement.js';
import { goIsDue, goWaits, unlessGo } from './testing/go.js';
import { javaIsDue, javaSays, unlessJava } from './testing/java.js';
import { createWorkshop, isDue, kit, pyright, tsc, type Workshop } from './testing/runtimes.js';
import { filesOf, wellFormed } from './testing/specs.js';
import { askedWaits, policies, predictedWait, served } from './testing/waits.js';
import { waitsFile as typescriptWaits } from './typescript/waits.js';
import { viewOf } from './view.js';
import type { WaitsView } from './waits.js';

/** A TimeSpan of C# is no longer, some 29,000 years; its seconds are a number. */
const longestSpan = [922_337_203_685_477, 922_337_203_685_477];
/** A duration of Go is no longer, some 292 years. */
const longestDuration = [2 ** 63 / 1e6, 2 ** 63 / 1e9];

/** For each policy and each answer: ms until the retry, null for none; and seconds for the field of the error. */
type Waits = readonly (readonly (readonly [delayMs: number | null, seconds: number | null])[])[];

interface Said {
  readonly waits: Waits;
  /** For each spec and each attempt. */
  readonly calls: readonly (readonly SaidOfCall[])[];
}

const calls = calledSpecs.map((spec) => ({ spec, asked: askedCalls(spec) }));

const viewed = (spec: Spec): WaitsView => {
  const { waits } = viewOf(spec, 'typescript');
  if (waits === null) throw new RangeError('each policy has a backoff');
  return waits;
};

const askedIn = (language: string) =>
  calls.map(({ spec, asked }) => ({ module: moduleOf(spec), fields: fieldNames(spec, language), asked }));

const moduleOf = ({ api }: Spec) => `${api.id}-error-map`.replaceAll('-', '_');

/** Sources of a language's whole packages, each in a folder of its own. */
const sources = (language: string, ending: RegExp, folder: (at: number) => string) =>
  calledSpecs.flatMap((spec, at) =>
    filesOf({ ...spec, languages: [language] }).flatMap(({ path, text }) => {
      const name = ending.exec(path)?.[1];
      return name === undefined ? [] : [{ path: `${folder(at)}/${name}`, text }];
    }),
  );

let workshop: Workshop;
beforeAll(() => {
  workshop = createWorkshop();
  workshop.write([
    { path: 'asked.json', text: JSON.stringify(askedWaits.map(served)) },
    ...languagesOfMaps.map((language) => ({
      path: `calls.${language}.json`,
      text: JSON.stringify(askedIn(language)),
    })),
    ...sources('csharp', /\/Runtime\/(\w+\.cs)$/, (at) => `csharp/c${at}`),
    ...sources('python', /\/src\/(\w+\/[\w.]+)$/, () => 'python'),
    ...sources('typescript', /\/src\/([\w-]+\.mts)$/, (at) => `typescript/src/c${at}`),
    ...policies.flatMap((spec, at) => [
      { path: `typescript/src/v${at}.mts`, text: typescriptWaits(viewed(spec)) },
      { path: `python/v${at}.py`, text: pythonWaits(viewed(spec)) },
      { path: `csharp/V${at}.cs`, text: csharpWaits(viewOf(spec, 'csharp'), viewed(spec)) },
    ]),
  ]);
});
afterAll(() => workshop.remove());

/** A drawn delay lies in the oracle's window, and where nothing is drawn both are one number. */
function expectAsPredicted(said: Waits): void {
  const wrong = policies.flatMap((spec, v) =>
    askedWaits.flatMap((asked, i) => {
      const due = predictedWait(spec, asked);
      const [delayMs = null] = said[v]?.[i] ?? [];
      const fits =
        due === null ||
        (due === 'stop'
          ? delayMs === null
          : delayMs !== null && delayMs >= due.fromMs - 0.01 && delayMs <= due.toMs + 0.01);
      return fits ? [] : [{ policy: v, asked, due, delayMs }];
    }),
  );
  expect(wrong.map(({ policy, asked, due, delayMs }) => JSON.stringify({ policy, asked, due, delayMs }))).toEqual([]);
}

/** What each package makes of each attempt, against the oracle. */
function expectCalls(said: Said['calls'], language: string): void {
  expect(said.map((of) => of.length)).toEqual(calls.map(({ asked }) => asked.length));
  const wrong = calls.flatMap(({ spec, asked }, at) =>
    asked.flatMap((one, i) => {
      const is = said[at]?.[i];
      const words = is === undefined ? 'nothing' : disagreement(spec, language, one, is);
      return words === null ? [] : [`${spec.api.id} ${words}`];
    }),
  );
  expect(wrong.slice(0, 30)).toEqual([]);
}

function typescriptSays(): Said {
  const compilerOptions = {
    ...{
      target: 'ES2022',
      lib: ['ES2022'],
      module: 'nodenext',
      types: [],
      strict: true,
      noUncheckedIndexedAccess: true,
    },
    ...{
      exactOptionalPropertyTypes: true,
      noUnusedLocals: true,
      noImplicitReturns: true,
      rootDir: 'src',
      outDir: 'dist',
    },
  };
  workshop.write([{ path: 'typescript/tsconfig.json', text: JSON.stringify({ compilerOptions, include: ['src'] }) }]);
  workshop.run(tsc, ['-p', 'typescript']);
  return JSON.parse(
    workshop.run(process.execPath, [join(kit, 'waits.mjs'), 'typescript/dist', 'asked.json', 'calls.typescript.json']),
  ) as Said;
}

let typescript: Said;
describe('a package waits as the oracle says, and alike in every language', () => {
  test('TypeScript', () => {
    typescript = typescriptSays();
    expectAsPredicted(typescript.waits);
    expectCalls(typescript.calls, 'typescript');
    const decided = policies.flatMap((spec) => askedWaits.filter((asked) => predictedWait(spec, asked) !== null));
    expect(decided.length / (policies.length * askedWaits.length)).toBeGreaterThan(0.8);
  });

  const alike = ({ waits }: Said, longest: readonly number[] = longestSpan) => {
    const differing = waits.flatMap((answers, v) =>
      answers.flatMap((is, i) => {
        const other = typescript.waits[v]?.[i] ?? [];
        const same = is.every((value, at) => {
          const b = other[at] ?? null;
          if (value === null || b === null) return value === b;
          const within = (number: number) => Math.min(number, longest[at] ?? number);
          return Math.abs(within(value) - within(b)) <= 1e-6 * Math.max(1, Math.abs(b));
        });
        return same ? [] : [{ policy: v, asked: served(askedWaits[i] ?? (askedWaits[0] as never)), is, other }];
      }),
    );
    expect(differing).toEqual([]);
  };

  /** Fields by their place, and the class by its id, for each language has names of its own; what is not there is null. */
  const nameless = (spec: Spec, language: string, { error, fields, ...said }: SaidOfCall) => ({
    ...said,
    // The serializer of C# writes no half of a pair.
    message: said.message === null ? null : wellFormed(said.message),
    delayMs: said.delayMs === null ? null : Number(said.delayMs.toPrecision(9)),
    error: spec.errors.classes.find(({ names }) => names[language] === error)?.id ?? null,
    fields: fieldNames(spec, language).map((name) => fields[name] ?? null),
  });
  const alikeCalls = (language: string, said: Said['calls']) => {
    const differing = calls.flatMap(({ spec, asked }, at) =>
      asked.flatMap((one, i) => {
        const is = said[at]?.[i];
        const other = typescript.calls[at]?.[i];
        if (is === undefined || other === undefined) return [JSON.stringify({ one })];
        const [a, b] = [nameless(spec, language, is), nameless(spec, 'typescript', other)];
        return isDeepStrictEqual(a, b) ? [] : [JSON.stringify({ api: spec.api.id, one, a, b })];
      }),
    );
    expect(differing.slice(0, 10)).toEqual([]);
  };

  test.runIf(isDue('python3'))('Python', () => {
    const said = JSON.parse(
      workshop.run('python3', [join(kit, 'waits.py'), 'python', 'asked.json', 'calls.python.json']),
    ) as Said;
    alike(said);
    alikeCalls('python', said.calls);
  });

  test('Python is typed', () => {
    const config = { include: ['python'], typeCheckingMode: 'strict', pythonVersion: '3.9', reportDeprecated: false };
    workshop.write([{ path: 'pyrightconfig.json', text: JSON.stringify(config) }]);
    expect(workshop.run(pyright, [])).toContain('0 errors, 0 warnings');
  });

  test.runIf(isDue('dotnet'))('C#', { timeout: 300_000 }, () => {
    const source = readFileSync(join(kit, 'Waits.cs'), 'utf8');
    const calling = readFileSync(join(kit, 'Calls.cs'), 'utf8');
    const driver = (spec: Spec, at: number) => ({
      path: `csharp/Driver${at}.cs`,
      text: source
        .replaceAll('__NAMESPACE__', namespaceOf(spec))
        .replaceAll('__NUMBER__', String(at))
        .replace(
          '__SECONDS__',
          viewed(spec).hints === null ? 'null' : 'RetryDelays.RetryAfterSeconds(header, body, now)',
        ),
    });
    const called = calledSpecs.map((_, at) => `Calls${at}.Says(args[1])`).join(', ');
    const drivers = policies.map((_, at) => `Driver${at}.Says(file)`).join(', ');
    workshop.write([
      ...policies.map(driver),
      ...calledSpecs.map((spec, at) => ({
        path: `csharp/Calls${at}.cs`,
        text: calling.replaceAll('__NAMESPACE__', namespaceOf(spec)).replaceAll('__NUMBER__', String(at)),
      })),
      {
        path: 'csharp/Program.cs',
        text: `var file = args[0];\nSystem.Console.WriteLine("{\\"waits\\":[" + string.Join(",", new[] { ${drivers} }) + "],\\"calls\\":[" + string.Join(",", new[] { ${called} }) + "]}");\n`,
      },
      { path: 'csharp/waits.csproj', text: project },
    ]);
    const lines = workshop
      .run('dotnet', ['run', '--project', 'csharp/waits.csproj', '--', 'asked.json', 'calls.csharp.json'])
      .trim()
      .split('\n');
    const said = JSON.parse(lines.at(-1) ?? '') as Said;
    alike(said);
    alikeCalls('csharp', said.calls);
  });

  test.runIf(goIsDue)(`Go${unlessGo}`, { timeout: 300_000 }, () => {
    const asked = policies.map((spec) => ({ spec, hints: viewed(spec).hints !== null }));
    const said = goWaits(workshop, asked, calledSpecs) as Said;
    alike(said, longestDuration);
    const told = said.calls.map((of, at) => of.map((one) => withNoStatus(calledSpecs[at] as Spec, one)));
    expectCalls(told, 'go');
    alikeCalls('go', told);
  });

  test.runIf(javaIsDue)(`Java${unlessJava}`, { timeout: 300_000 }, () => {
    const said: Said = javaSays(workshop, askedIn('java'));
    expectAsPredicted(said.waits);
    expectCalls(said.calls, 'java');
    alike(said);
    alikeCalls('java', said.calls);
  });
});

/** The status of no answer may be 0, which is nothing in Go. */
function withNoStatus(spec: Spec, said: SaidOfCall): SaidOfCall {
  const { noStatus, fields } = viewOf(spec, 'go');
  const name = fields.find(({ kind }) => kind === 'status')?.name;
  if (name === undefined || said.fields[name] !== null) return said;
  return { ...said, fields: { ...said.fields, [name]: noStatus } };
}

const project = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net$([System.Environment]::Version.Major).0</TargetFramework>
    <Nullable>enable</Nullable>
    <LangVersion>9.0</LangVersion>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <NuGetAudit>false</NuGetAudit>
    <UseSharedCompilation>false</UseSharedCompilation>
  </PropertyGroup>
</Project>
`;
