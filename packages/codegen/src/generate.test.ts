import { formatProblem, type Spec } from '@sdk-conformance/model';
import { describe, expect, test } from 'vitest';
import { compareWithDisk, generate, isMadeByTools } from './index.js';
import { filesOf, foilengine, parcel } from './testing/specs.js';

test('the same spec gives the same bytes', () => {
  expect(filesOf(foilengine())).toEqual(filesOf(foilengine()));
});

test('versions are kept, and are the same in all of a package’s files', () => {
  const files = filesOf(foilengine(), {
    'packages/foilengine-error-map-python': '1.2.3',
    'packages/foilengine-error-map-csharp': '4.5.6',
    'packages/foilengine-error-map-typescript': '7.8.9',
  });
  const versions = files.flatMap(({ path, text }) => {
    const found = /(?:"version": |^version = |<Version>)"?([\d.]+)/m.exec(text);
    return found === null ? [] : [`${path} ${found[1]}`];
  });
  expect(versions).toMatchInlineSnapshot(`
    [
      "packages/foilengine-error-map-csharp/NuGet~/FoilEngine.ErrorMap.csproj 4.5.6",
      "packages/foilengine-error-map-csharp/package.json 4.5.6",
      "packages/foilengine-error-map-python/package.json 1.2.3",
      "packages/foilengine-error-map-python/pyproject.toml 1.2.3",
      "packages/foilengine-error-map-typescript/package.json 7.8.9",
    ]
  `);
});

test('another API goes to folders of its own', () => {
  const generated = generate(parcel(), { versions: {} });
  expect(generated.ok && generated.folders).toMatchInlineSnapshot(`
    [
      "packages/parcel-post-error-map-csharp",
      "packages/parcel-post-error-map-python",
      "packages/parcel-post-error-map-typescript",
      "packages/parcel-post-error-map-java",
      "packages/parcel-post-error-map-go",
    ]
  `);
});

test('a language without a generator is passed over', () => {
  const generated = generate({ ...parcel(), languages: ['ruby', 'python'] }, { versions: {} });
  expect(generated.ok && generated.folders).toEqual(['packages/parcel-post-error-map-python']);
});

test('what only some kinds of backoff have stands in each language', () => {
  const { backoff, ...rest } = parcel();
  if (backoff === null) throw new Error('the spec has a backoff');
  const lines = (change: Partial<typeof backoff>) =>
    filesOf({ ...rest, backoff: { ...backoff, ...change } })
      .filter(({ path }) => /\/(retry|RetryPolicy)\.(mts|py|cs)$/i.test(path))
      .flatMap(({ text }) => text.split('\n').filter((line) => /power|delays|first_?retry|\bmin(Ms|_s)?\b/i.test(line)))
      .map((line) => line.trim());
  expect(lines({ kind: 'polynomial', power: 2, minMs: 50, firstRetryMs: 0 })).toMatchInlineSnapshot(`
    [
      "internal BackoffPolicy(string kind, global::System.TimeSpan initial, double factor, double? power, global::System.Collections.Generic.IReadOnlyList<global::System.TimeSpan>? delays, global::System.TimeSpan? firstRetry, global::System.TimeSpan? min, global::System.TimeSpan? max, string jitterKind, double jitterRatio, global::System.TimeSpan? jitterSpread)",
      "Power = power;",
      "Delays = delays;",
      "FirstRetry = firstRetry;",
      "Min = min;",
      "/// <summary>The power of the retry, from 1, by which the delay grows.</summary>",
      "public double? Power { get; }",
      "public global::System.Collections.Generic.IReadOnlyList<global::System.TimeSpan>? Delays { get; }",
      "public global::System.TimeSpan? FirstRetry { get; }",
      "public global::System.TimeSpan? Min { get; }",
      "power: Optional[float]",
      """"The power of the retry, from 1, by which the delay grows."""",
      "delays_s: Optional[Tuple[float, ...]]",
      "first_retry_s: Optional[float]",
      "min_s: Optional[float]",
      "power=2.0,",
      "delays_s=None,",
      "first_retry_s=0.0,",
      "min_s=0.05,",
      "/** The power of the retry, from 1, by which the delay grows. */",
      "readonly power: number | null;",
      "readonly delaysMs: readonly number[] | null;",
      "readonly firstRetryMs: number | null;",
      "readonly minMs: number | null;",
      "power: 2,",
      "delaysMs: null,",
      "firstRetryMs: 0,",
      "minMs: 50,",
    ]
  `);
  expect(lines({ kind: 'listed', delaysMs: [1000, 4500] })).toMatchInlineSnapshot(`
    [
      "internal BackoffPolicy(string kind, global::System.TimeSpan initial, double factor, double? power, global::System.Collections.Generic.IReadOnlyList<global::System.TimeSpan>? delays, global::System.TimeSpan? firstRetry, global::System.TimeSpan? min, global::System.TimeSpan? max, string jitterKind, double jitterRatio, global::System.TimeSpan? jitterSpread)",
      "Power = power;",
      "Delays = delays;",
      "FirstRetry = firstRetry;",
      "Min = min;",
      "/// <summary>The power of the retry, from 1, by which the delay grows.</summary>",
      "public double? Power { get; }",
      "public global::System.Collections.Generic.IReadOnlyList<global::System.TimeSpan>? Delays { get; }",
      "public global::System.TimeSpan? FirstRetry { get; }",
      "public global::System.TimeSpan? Min { get; }",
      "power: Optional[float]",
      """"The power of the retry, from 1, by which the delay grows."""",
      "delays_s: Optional[Tuple[float, ...]]",
      "first_retry_s: Optional[float]",
      "min_s: Optional[float]",
      "power=None,",
      "delays_s=(1.0, 4.5),",
      "first_retry_s=None,",
      "min_s=None,",
      "/** The power of the retry, from 1, by which the delay grows. */",
      "readonly power: number | null;",
      "readonly delaysMs: readonly number[] | null;",
      "readonly firstRetryMs: number | null;",
      "readonly minMs: number | null;",
      "power: null,",
      "delaysMs: [1000, 4500],",
      "firstRetryMs: null,",
      "minMs: null,",
    ]
  `);
});

describe('refused, with the line of the spec', () => {
  function refusals(spec: Spec): string {
    const generated = generate(spec, { versions: {} });
    return generated.ok ? '' : generated.problems.map(formatProblem).join('\n');
  }
  function withNames(names: Readonly<Record<string, string>>): Spec {
    const spec = parcel();
    const classes = spec.errors.classes.map((c) => (c.id === 'Depot' ? { ...c, names: { ...c.names, ...names } } : c));
    return { ...spec, errors: { ...spec.errors, classes } };
  }
  test('keywords as class names', () => {
    expect(refusals(withNames({ typescript: 'class', python: 'None', csharp: 'event' }))).toMatchInlineSnapshot(`
      "packages/codegen/testing/parcel.yaml:69:57: "event" cannot name a class in C#: it is a keyword
        expected: another name
        got:      event
      packages/codegen/testing/parcel.yaml:69:37: "None" cannot name a class in Python: it is a keyword
        expected: another name
        got:      None
      packages/codegen/testing/parcel.yaml:69:13: "class" cannot name a class in TypeScript: it is a keyword
        expected: another name
        got:      class"
    `);
  });
  test('names that the generated code needs', () => {
    expect(
      refusals(withNames({ typescript: 'Error', python: 'Exception', csharp: 'ErrorMap' })),
    ).toMatchInlineSnapshot(`
      "packages/codegen/testing/parcel.yaml:69:57: "ErrorMap" cannot name a class in C#: the generated code needs the name itself
        expected: another name
        got:      ErrorMap
      packages/codegen/testing/parcel.yaml:69:37: "Exception" cannot name a class in Python: the generated code needs the name itself
        expected: another name
        got:      Exception
      packages/codegen/testing/parcel.yaml:69:13: "Error" cannot name a class in TypeScript: the generated code needs the name itself
        expected: another name
        got:      Error"
    `);
  });
  test('names that are no identifiers', () => {
    expect(
      refusals(withNames({ typescript: 'Größe', python: 'Errors.DepotError', csharp: '$DepotError' })),
    ).toMatchInlineSnapshot(`
      "packages/codegen/testing/parcel.yaml:69:57: "$DepotError" cannot name a class in C#: it is no identifier
        expected: letters A to Z, digits and _, no digit first
        got:      $DepotError
      packages/codegen/testing/parcel.yaml:69:37: "Errors.DepotError" cannot name a class in Python: it names a class within Errors, and an error map has all classes in one module of its own
        expected: the class alone: DepotError; an SDK may give it out from Errors all the same
        got:      Errors.DepotError
      packages/codegen/testing/parcel.yaml:69:13: "Größe" cannot name a class in TypeScript: it is no identifier
        expected: letters A to Z, digits and _, no digit first
        got:      Größe"
    `);
  });
  test('names that come twice', () => {
    expect(refusals(withNames({ python: 'ClientError' }))).toMatchInlineSnapshot(`
      "packages/codegen/testing/parcel.yaml:69:37: two error classes are named "ClientError" in Python
        expected: a name of its own
        got:      ClientError"
    `);
  });
  test('field names', () => {
    const spec = parcel();
    const fields = spec.errors.fields.map((field) =>
      field.id === 'status' ? { ...field, names: { typescript: 'class', python: 'class', csharp: 'Message' } } : field,
    );
    expect(refusals({ ...spec, errors: { ...spec.errors, fields } })).toMatchInlineSnapshot(`
      "packages/codegen/testing/parcel.yaml:78:60: "Message" cannot name a field in C#: every error has such a member already
        expected: another name
        got:      Message
      packages/codegen/testing/parcel.yaml:78:44: "class" cannot name a field in Python: it is a keyword
        expected: another name
        got:      class"
    `);
  });
  test('a window that C# cannot count', () => {
    const spec = parcel();
    const rateLimits = spec.rateLimits.map((category) => ({ ...category, windowMs: 1e9 * 86_400_000 }));
    expect(refusals({ ...spec, rateLimits: rateLimits.slice(0, 1) })).toMatchInlineSnapshot(`
      "packages/codegen/testing/parcel.yaml:150:39: the window of the rate limit "labels" is longer than C# can count
        expected: at most 10675199 d
        got:      1000000000 d"
    `);
  });
  test('rate limits whose constants would be the same', () => {
    const spec = parcel();
    const rateLimits = spec.rateLimits.map((category) =>
      category.id === 'labels' ? { ...category, id: 'trackingHTTP2' } : category,
    );
    expect(refusals({ ...spec, rateLimits })).toMatchInlineSnapshot(`
      "packages/codegen/testing/parcel.yaml:151:3: the rate limit "trackingHttp2" cannot be a constant in C#: it would be TrackingHttp2, as trackingHTTP2 is
        expected: another id
        got:      trackingHttp2
      packages/codegen/testing/parcel.yaml:151:3: the rate limit "trackingHttp2" cannot be a constant in Python: it would be TRACKING_HTTP_2, as trackingHTTP2 is
        expected: another id
        got:      trackingHttp2
      packages/codegen/testing/parcel.yaml:151:3: the rate limit "trackingHttp2" cannot be a constant in Java: it would be TRACKING_HTTP_2, as trackingHTTP2 is
        expected: another id
        got:      trackingHttp2
      packages/codegen/testing/parcel.yaml:151:3: the rate limit "trackingHttp2" cannot be a constant in Go: it would be TrackingHttp2, as trackingHTTP2 is
        expected: another id
        got:      trackingHttp2"
    `);
  });
});

test('scopes of rate limits are written as on the page', () => {
  const text = filesOf(foilengine()).find(({ path }) => path.endsWith('rate-limits.mts'))?.text ?? '';
  expect(text.match(/(?<=\/\*\* )SDK Chat.*(?= \*\/)/g)).toEqual([
    'SDK Chat: 30 / min, per API key. SDK message + streaming endpoints.',
  ]);
});

test('fractions of a second keep the digits of the spec', () => {
  const text = filesOf(parcel()).find(({ path }) => path.endsWith('/retry.py'))?.text ?? '';
  expect(text).toContain('initial_s=0.0333,');
});

describe('on disk', () => {
  const generated = [
    { path: 'a/one', text: '1\n2\n3\n4\n5\n' },
    { path: 'a/two', text: '' },
  ];
  test('nothing differs', () => {
    expect(compareWithDisk(generated, new Map(generated.map(({ path, text }) => [path, text])))).toEqual([]);
  });
  test('a change, a missing file, one left over', () => {
    const disk = new Map([
      ['a/one', '1\n2\n3\nvier\n5\n'],
      ['a/three', ''],
    ]);
    expect(compareWithDisk(generated, disk)).toMatchInlineSnapshot(`
      [
        {
          "diff": "--- a/one	on disk
      +++ a/one	generated
      @@ -2,4 +2,4 @@
       2
       3
      -vier
      +4
       5
      ",
          "kind": "changed",
          "path": "a/one",
        },
        {
          "kind": "leftOver",
          "path": "a/three",
        },
        {
          "kind": "missing",
          "path": "a/two",
        },
      ]
    `);
  });
  test.each([
    ['CHANGELOG.md', true],
    ['NuGet~/obj/project.assets.json', true],
    ['src/x.egg-info/PKG-INFO', true],
    ['.mypy_cache/x', true],
    ['target/classes/A.class', true],
    ['src/extra.py', false],
    ['src/distance.ts', false],
  ])('%s is made by tools: %s', (path, made) => {
    expect(isMadeByTools(path)).toBe(made);
  });
});
