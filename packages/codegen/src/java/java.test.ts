import { formatProblem, type Spec } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { generate } from '../index.js';
import { edited } from '../testing/spec-edits.js';
import { filesOf, parcel } from '../testing/specs.js';
import { javaDoc, javaDuration, javaString } from '../text/java.js';
import { packageOf } from './names.js';

const inJava = (spec: Spec, versions = {}) => filesOf({ ...spec, languages: ['java'] }, versions);

function fileOf(spec: Spec, ending: string): string {
  const found = inJava(spec).find(({ path }) => path.endsWith(`/${ending}`));
  if (found === undefined) throw new RangeError(`there is no ${ending}`);
  return found.text;
}

test('names that Java does not take are refused, with their lines', () => {
  const refusals = (from: string, to: string) => {
    const generated = generate({ ...edited([[from, to]]), languages: ['java'] }, { versions: {} });
    return generated.ok ? '' : generated.problems.map((problem) => formatProblem(problem).split('\n')[0]).join('\n');
  };
  const depot = 'java: DepotException';
  expect(
    [
      refusals(depot, 'java: RetryPolicy'),
      refusals(depot, 'java: List'),
      refusals(depot, 'java: sealed'),
      refusals(depot, 'java: depots.DepotException'),
      refusals('java: requestId', 'java: withCause'),
      refusals('java: requestId', 'java: ClientException'),
    ].join('\n'),
  ).toMatchInlineSnapshot(`
    "parcel.yaml:69:81: "RetryPolicy" cannot name a class in Java: the generated code needs the name itself
    parcel.yaml:69:81: "List" cannot name a class in Java: the generated code needs the name itself
    parcel.yaml:69:81: "sealed" cannot name a class in Java: the generated code needs the name itself
    parcel.yaml:69:81: "depots.DepotException" cannot name a class in Java: it names a class within depots, and an error map has all classes in one module of its own
    parcel.yaml:80:80: "withCause" cannot name a field in Java: every error has such a member already
    parcel.yaml:80:80: "ClientException" cannot name a field in Java: an error class has this name"
  `);
});

test('versions are those of changesets, in the pom as well', () => {
  const files = inJava(parcel(), { 'packages/parcel-post-error-map-java': '1.2.3' });
  const [manifest = '', pom = ''] = ['package.json', 'pom.xml', 'README.md'].map(
    (name) => files.find(({ path }) => path.endsWith(`/${name}`))?.text,
  );
  expect(JSON.parse(manifest)).toMatchObject({ name: '@sdk-conformance/parcel-post-error-map-java', version: '1.2.3' });
  expect(pom.match(/ <(groupId|artifactId|version|url|Automatic-Module-Name)>.*/g)).toMatchInlineSnapshot(`
    [
      " <groupId>com.sdk-conformance</groupId>",
      " <artifactId>parcel-post-error-map</artifactId>",
      " <version>1.2.3</version>",
      " <url>https://parcels.example/docs?a=1&amp;b=2</url>",
      " <groupId>org.apache.maven.plugins</groupId>",
      " <artifactId>maven-jar-plugin</artifactId>",
      " <Automatic-Module-Name>parcelpost.errormap</Automatic-Module-Name>",
    ]
  `);
});

test('a package is not called like a word of the language, nor after a digit', () => {
  const called = (id: string) => packageOf({ ...parcel(), api: { ...parcel().api, id } });
  expect(['parcel-post', 'new', 'java', '2checkout'].map(called)).toEqual([
    'parcelpost.errormap',
    'apinew.errormap',
    'apijava.errormap',
    'api2checkout.errormap',
  ]);
});

test('a name of before is a deprecated class above the one of now', () => {
  const text = fileOf(parcel(), 'PostException.java');
  expect(text.slice(text.indexOf('/**'), text.indexOf(' {\n'))).toMatchInlineSnapshot(`
    "/**
     * What ApiException was called before.
     *
     * @deprecated Its name is ApiException now.
     */
    @Deprecated
    @SuppressWarnings("deprecation")
    public class PostException extends RuntimeException"
  `);
  expect(fileOf(parcel(), 'ApiException.java')).toContain('public class ApiException extends PostException {');
});

test('a field that is called as beans have it: its details are not', () => {
  const spec = edited([['java: status, go', 'java: getStatus, go']]);
  expect(fileOf(spec, 'ApiException.java') + fileOf(spec, 'PostException.java')).toContain('Integer getStatus() {');
  expect(fileOf(spec, 'ErrorDetails.java')).toContain('public ErrorDetails status(Integer value) {');
  expect(fileOf(spec, 'CallErrors.java')).toContain('.status(reader.status)');
});

test('no text of a spec is code, for Java reads escapes before it reads lines', () => {
  expect(javaString('a\n"\\u0022 \u0000\u00e9\u2028😀')).toBe(String.raw`"a\012\"\\u0022 \000\351\u2028\ud83d\ude00"`);
  expect(javaDoc(['ends */ {@link x} \\u002a/ <b>&'], '')).toEqual([
    '/** ends *&#47; {&#64;link x} &#92;u002a/ &lt;b&gt;&amp; */',
  ]);
});

test('times keep the digits of the spec', () => {
  expect([0, 500, 33.3, 0.0005, 1e20].map(javaDuration)).toMatchInlineSnapshot(`
    [
      "Duration.ofMillis(0L)",
      "Duration.ofMillis(500L)",
      "Duration.ofSeconds(0L, 33300000L)",
      "Duration.ofSeconds(0L, 500L)",
      "Duration.ofSeconds(100000000000000000L, 0L)",
    ]
  `);
});
