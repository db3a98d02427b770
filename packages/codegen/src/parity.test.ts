import { join } from 'node:path';
import type { Spec } from '@sdk-conformance/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askedAnswers } from './testing/answers.js';
import { goDumps, goIsDue, unlessGo, withBaseError } from './testing/go.js';
import { minimal } from './testing/hostile.js';
import { javaDumps, javaIsDue, unlessJava } from './testing/java.js';
import {
  createWorkshop,
  csharpDumps,
  isDue,
  pyright,
  pythonDump,
  runs,
  tsc,
  typescriptDumps,
  type Workshop,
} from './testing/runtimes.js';
import { expectSaid, fileOf, names, specs } from './testing/said.js';
import { nextOf } from './testing/spec-edits.js';
import { filesOf } from './testing/specs.js';

let workshop: Workshop;

beforeAll(() => {
  workshop = createWorkshop();
  for (const spec of [...names.map((name) => specs[name].spec), minimal(), nextOf('csharp')])
    workshop.write(filesOf(spec));
  workshop.write([{ path: 'answers.json', text: JSON.stringify(askedAnswers) }]);
});
afterAll(() => workshop.remove());

const folderOf = (spec: Spec, language: string) => `packages/${spec.api.id}-error-map-${language}`;

describe('each package says in its own runtime what the spec says', () => {
  test.each(names)('TypeScript, %s', (name) => {
    const { spec } = specs[name];
    const { esm, cjs } = typescriptDumps(workshop, folderOf(spec, 'typescript'), fileOf(spec));
    expectSaid(esm, spec, 'typescript');
    expect(cjs).toEqual(esm);
  });

  test.runIf(isDue('python3')).each(names)('Python, %s', (name) => {
    const { spec } = specs[name];
    const module = `${spec.api.id}-error-map`.replaceAll('-', '_');
    expectSaid(pythonDump(workshop, folderOf(spec, 'python'), module, fileOf(spec)), spec, 'python');
  });

  test('Python is typed, all', () => {
    const all = [...names.map((name) => specs[name].spec), minimal()];
    const include = all.map((spec) => `${folderOf(spec, 'python')}/src`);
    const config = { include, typeCheckingMode: 'strict', pythonVersion: '3.9', reportDeprecated: false };
    workshop.write([{ path: 'pyrightconfig.json', text: JSON.stringify(config) }]);
    expect(workshop.run(pyright, [])).toContain('0 errors, 0 warnings');
  });

  test.runIf(runs('mypy', ['--version'])).each([...names, 'minimal'] as const)('Python is typed, %s', (name) => {
    workshop.run('mypy', ['--no-incremental'], folderOf(name === 'minimal' ? minimal() : specs[name].spec, 'python'));
  });

  test('a spec that leaves all open has a package too', () => {
    const folder = folderOf(minimal(), 'typescript');
    workshop.run(tsc, ['-b', folder]);
    const print =
      'console.log(JSON.stringify([map.errorForStatus(429).name, map.RETRY_POLICY, map.STATUSES, Object.keys(map).sort()]))';
    const said = workshop.run(process.execPath, ['-e', `import('./dist/index.mjs').then((map) => ${print})`], folder);
    expect(said).toMatchInlineSnapshot(`
      "["FoilEngineError",{"maxRetries":null,"statuses":null,"methods":null,"transport":null,"attemptTimeoutMs":null,"backoff":null,"hint":null},{},["CALL_RULES","ERROR_CLASSES","FAULTS","FAULT_KINDS","FoilEngineError","RATE_LIMITS","RETRY_POLICY","STATUSES","STATUS_RANGES","decideRetry","errorForFault","errorForStatus","isErrorOf","shouldRetry","toError"]]
      "
    `);
  });

  test.runIf(isDue('dotnet'))('C#, all; Foil Engine as a NuGet package', { timeout: 300_000 }, () => {
    const project = (name: (typeof names)[number]) =>
      `packages/${specs[name].spec.api.id}-error-map-csharp/NuGet~/${specs[name].namespace}.ErrorMap.csproj`;
    workshop.run('dotnet', ['pack', project('Foil Engine'), '--output', 'nupkg']);
    const dumps = csharpDumps(
      workshop,
      names.map((name) => ({
        namespace: specs[name].namespace,
        answers: fileOf(specs[name].spec),
        reference:
          name === 'Foil Engine'
            ? '<PackageReference Include="FoilEngine.ErrorMap" Version="0.0.0" />'
            : `<ProjectReference Include="../${project(name)}" />`,
      })),
      ['minimal-error-map-csharp/NuGet~/Minimal', 'parcel-next-error-map-csharp/NuGet~/ParcelNext'].map(
        (other) => `<ProjectReference Include="../packages/${other}.ErrorMap.csproj" />`,
      ),
    );
    for (const [i, dump] of dumps.entries()) expectSaid(dump, specs[names[i] ?? 'Foil Engine'].spec, 'csharp');
    expect(dumps.length).toBe(names.length);
  });

  test.runIf(goIsDue)(`Go, all${unlessGo}`, { timeout: 300_000 }, () => {
    const asked = names.map((name) => {
      const file = fileOf(specs[name].spec);
      return { spec: specs[name].spec, answers: file === null ? null : join(workshop.folder, file) };
    });
    const dumps = goDumps(workshop, asked, [minimal(), nextOf('go'), withBaseError()]);
    for (const [i, dump] of dumps.entries()) expectSaid(dump, specs[names[i] ?? 'Foil Engine'].spec, 'go');
    expect(dumps.length).toBe(names.length);
  });

  test.runIf(javaIsDue)(`Java, all, in one run${unlessJava}`, { timeout: 300_000 }, () => {
    const asked = names.map((name) => ({ spec: specs[name].spec, answers: fileOf(specs[name].spec) !== null }));
    const dumps = javaDumps(workshop, asked, [minimal(), nextOf('java')]);
    for (const [i, dump] of dumps.entries()) expectSaid(dump, specs[names[i] ?? 'Foil Engine'].spec, 'java');
    expect(dumps.length).toBe(names.length);
  });
});
