import { formatProblem, type Spec } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { generate } from '../index.js';
import { withBaseError } from '../testing/go.js';
import { filesOf, parcel } from '../testing/specs.js';
import { packageName } from './names.js';

function refusals(change: (errors: Spec['errors']) => Partial<Spec['errors']>): readonly string[] {
  const spec = parcel();
  const errors = { ...spec.errors, ...change(spec.errors) };
  const generated = generate({ ...spec, languages: ['go'], errors }, { versions: {} });
  return generated.ok ? [] : generated.problems.map((problem) => formatProblem(problem).split('\n')[0] ?? '');
}

const named = (...names: readonly string[]) =>
  refusals(({ classes }) => ({
    classes: classes.map((c, i) => (names[i] === undefined ? c : { ...c, names: { ...c.names, go: names[i] } })),
  }));

test('a class that only its package would see', () => {
  expect(named('parcelConflict')).toMatchInlineSnapshot(`
    [
      "packages/codegen/testing/parcel.yaml:42:11: "parcelConflict" cannot name a class in Go: a name that begins small is seen in its own package alone",
    ]
  `);
});

test('classes whose sentinels are one, and one that is called like a sentinel', () => {
  expect(named('ErrTeapot')).toMatchInlineSnapshot(`
    [
      "packages/codegen/testing/parcel.yaml:42:11: "ErrTeapot" cannot name a class in Go: it is the sentinel of TeapotError",
    ]
  `);
  expect(named('Teapot', 'TeapotException')).toMatchInlineSnapshot(`
    [
      "packages/codegen/testing/parcel.yaml:42:11: "Teapot" cannot name a class in Go: its sentinel would be ErrTeapot, as that of TeapotException is",
      "packages/codegen/testing/parcel.yaml:53:11: "TeapotException" cannot name a class in Go: its sentinel would be ErrTeapot, as that of Teapot is",
    ]
  `);
});

test('names that the generated code needs', () => {
  expect(named('ToError', 'type', 'Message')).toMatchInlineSnapshot(`
    [
      "packages/codegen/testing/parcel.yaml:63:13: "Message" cannot name a class in Go: the generated code needs the name itself",
      "packages/codegen/testing/parcel.yaml:42:11: "ToError" cannot name a class in Go: the generated code needs the name itself",
      "packages/codegen/testing/parcel.yaml:53:11: "type" cannot name a class in Go: it is a keyword",
    ]
  `);
});

test('fields that hide what every error has', () => {
  const fields = (...names: readonly string[]) =>
    refusals((errors) => ({
      freeFields: errors.freeFields.map((field, i) => ({ ...field, names: { go: names[i] ?? 'Other' } })),
    }));
  expect(fields('Unwrap', 'Cause', 'raw')).toMatchInlineSnapshot(`
    [
      "packages/codegen/testing/parcel.yaml:90:84: "Unwrap" cannot name a field in Go: every error has such a member already",
      "packages/codegen/testing/parcel.yaml:96:84: "Cause" cannot name a field in Go: every error has such a member already",
      "packages/codegen/testing/parcel.yaml:99:79: "raw" cannot name a field in Go: a name that begins small is seen in its own package alone",
    ]
  `);
});

test('a base class may be called Error, as many are', () => {
  const files = filesOf({ ...withBaseError(), languages: ['go'] });
  const text = files.find(({ path }) => path.endsWith('/errors.go'))?.text ?? '';
  expect(text.match(/^type \w+ (?:struct {\n\tErrorBase|= Error)$/gm)).toMatchInlineSnapshot(`
    [
      "type PostError = Error",
      "type ClientError struct {
    	ErrorBase",
      "type DepotError struct {
    	ErrorBase",
      "type ErrorBase = Error",
    ]
  `);
});

test.each([
  ['parcel-post', 'parcelpost'],
  ['3d', 'api3d'],
  ['go', 'apigo'],
  ['http', 'apihttp'],
])('the package of %s is called %s', (id, name) => {
  const spec = parcel();
  expect(packageName({ ...spec, api: { ...spec.api, id } })).toBe(name);
});
