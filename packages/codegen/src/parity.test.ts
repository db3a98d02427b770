import { className, matchesStatus, type Spec, statusEntry } from '@sdk-conformance/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generate } from './index.js';
import { askedAnswers, predicted } from './testing/answers.js';
import { hostile, minimal } from './testing/hostile.js';
import {
  createWorkshop,
  csharpDumps,
  type Dump,
  isDue,
  pyright,
  pythonDump,
  runs,
  tsc,
  typescriptDumps,
  type Workshop,
} from './testing/runtimes.js';
import { nextOf } from './testing/spec-edits.js';
import { filesOf, foilengine, parcel } from './testing/specs.js';

// Names that mean something in one of the languages, or in what is generated for it.
const candidates = `
  class None event Error Exception Object String System Symbol Promise Array Map Set Date Type Any Optional Dict List Tuple
  Literal Final Mapping TimeoutError PermissionError ConnectionError KeyError BaseException StopIteration print list type
  dict int str object self super property dataclass overload record var dynamic nint field value yield await async when
  where partial global match case let static enum namespace interface package undefined NaN Infinity globalThis require
  module exports arguments eval never unknown any Function Number Boolean JSON Math Reflect Proxy Record Readonly Task Attribute
  Console Enum Nullable ErrorMap RetryPolicy RateLimits StatusInfo Data Message Equals Source Named errors retry statuses
  _private __dunder__ __mangled brand errorForStatus STATUSES ErrorClass FoilEngine Hostile Runtime T E _E _restored annotations
`
  .trim()
  .split(/\s+/);

/** What is no code: comments and texts. */
const words = /\/\*[\s\S]*?\*\/|\/\/.*|"""[\s\S]*?"""|'[^'\n]*'|"[^"\n]*"/g;

/** Names that a language's own package is made of; those of its classes come twice, and are refused. */
function ownNames(language: string): readonly string[] {
  const sources = [foilengine(), parcel()].flatMap((spec) => filesOf({ ...spec, languages: [language] }));
  return sources.flatMap(({ path, text }) =>
    /\.(mts|cts|py|cs)$/.test(path) ? (text.replaceAll(words, ' ').match(/[A-Za-z_]\w*/g) ?? []) : [],
  );
}

/** The candidates that a language's package takes. */
function taken(language: string): readonly string[] {
  const spec = foilengine();
  const all = [...new Set([...candidates, ...ownNames(language)])];
  const added = all.map((name) => ({
    id: `Added${name}`,
    extends: spec.errors.base,
    names: { [language]: name },
    deprecated: false,
    description: null,
    pointer: '/errors',
  }));
  const errors = { ...spec.errors, classes: [...spec.errors.classes, ...added] };
  const generated = generate({ ...spec, languages: [language], errors }, { versions: {} });
  const refused = generated.ok ? [] : generated.problems.map(({ got }) => got);
  return all.filter((name) => !refused.includes(name));
}

const specs = {
  'Foil Engine': { spec: foilengine(), namespace: 'FoilEngine' },
  'another API': { spec: parcel(), namespace: 'ParcelPost' },
  'hostile texts and names': {
    spec: hostile({ typescript: taken('typescript'), python: taken('python'), csharp: taken('csharp') }),
    namespace: 'Hostile',
  },
} as const;
const names = Object.keys(specs) as (keyof typeof specs)[];

/** What the package of a language must say: the spec's own words, decided without the generated code. */
function expected(spec: Spec, language: string): Dump {
  const error = (id: string | null) => (id === null ? null : className(spec, id, language));
  const retried = spec.retry.statuses ?? [];
  const alone = retried.filter(({ when }) => when === undefined);
  const isRetried = (status: number) => alone.some((match) => matchesStatus(match, status));
  const { backoff, hints, retry, timeouts } = spec;
  return {
    statuses: Array.from({ length: 1001 }, (_, status) => {
      const entry = statusEntry(spec, status);
      const listed = entry !== undefined && entry.match.kind !== 'default';
      const success = !listed && status >= 200 && status <= 299;
      const raised = success ? null : entry === undefined ? spec.errors.base : entry.error;
      return [status, error(raised), isRetried(status)] as const;
    }),
    odd: language === 'csharp' ? [] : Array.from({ length: 8 }, () => [error(spec.errors.base), false]),
    table: spec.statuses.flatMap(({ match, meaning, causes, resolution, error: id }) =>
      match.kind === 'code'
        ? [{ code: match.code, meaning, causes, resolution, error: error(id), retryable: isRetried(match.code) }]
        : [],
    ),
    ranges: spec.statuses.flatMap(({ match, error: id }) =>
      match.kind === 'range' ? [[match.from, match.to, error(id)]] : [],
    ),
    retry: {
      maxRetries: retry.maxRetries,
      statuses: alone.map((match) =>
        match.kind === 'code' ? [match.code, match.code] : match.kind === 'range' ? [match.from, match.to] : [100, 599],
      ),
      methods: retry.methods,
      transport: retry.transport,
      attemptTimeoutMs: timeouts.attemptMs,
      backoff: backoff && {
        kind: backoff.kind,
        initialMs: backoff.initialMs,
        factor: backoff.factor,
        maxMs: backoff.maxMs,
        jitter: backoff.jitter,
        power: backoff.kind === 'polynomial' ? backoff.power : null,
        delaysMs: backoff.kind === 'listed' ? backoff.delaysMs : null,
        firstRetryMs: backoff.firstRetryMs,
        minMs: backoff.minMs,
      },
      hint: hints && {
        headers: hints.headers.map(({ name }) => name),
        body: hints.body,
        clampAboveMs: hints.clampAboveMs,
        capMs: hints.capMs,
      },
    },
    fields: spec.errors.freeFields.map(({ names: named, from }) => {
      const places = from.in === 'header' ? from.names : from.in === 'body' ? [from.name] : [];
      return [named[language], from.in, places];
    }),
    codes: spec.errors.codes
      .map(({ code, error: id, retried: again, throttle, statuses }) => {
        const ranges = statuses?.map((match) =>
          match.kind === 'code'
            ? [match.code, match.code]
            : match.kind === 'range'
              ? [match.from, match.to]
              : [100, 999],
        );
        return [code, error(id), again, throttle, ranges ?? null];
      })
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    places: spec.errors.discriminator.map((place) => [
      place.in,
      place.name,
      place.after,
      place.until,
      error(place.error),
    ]),
    answers: null,
    rateLimits: spec.rateLimits.map(({ id, name, limit, windowMs, scope, appliesTo }) => ({
      id,
      name,
      limit,
      windowMs,
      scope,
      appliesTo,
    })),
  };
}

/** The file of answers that a package is asked, where more than their status decides. */
const fileOf = (spec: Spec) => (spec.errors.discriminator.length === 0 ? null : 'answers.json');

/** What a package says, held against the spec and, of answers, against the oracle where that leaves nothing open. */
function expectSaid({ answers, ...said }: Dump, spec: Spec, language: string): void {
  expect({ ...said, answers: null }).toEqual(expected(spec, language));
  if (fileOf(spec) === null) return;
  const made = askedAnswers.map((asked, i) => ({ asked, due: predicted(spec, language, asked), is: answers?.[i] }));
  const decided = made.filter(({ due }) => due !== null);
  expect(decided.length).toBeGreaterThan(800);
  expect(decided.map(({ asked, is }) => ({ asked, error: is?.[0], retried: is?.[2] }))).toEqual(
    decided.map(({ asked, due }) => ({ asked, ...due })),
  );
}

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
});
