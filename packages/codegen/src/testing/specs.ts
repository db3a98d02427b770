import { readFileSync } from 'node:fs';
import { formatProblem, type Language, type Spec } from '@sdk-conformance/model';
import { loadSpec } from '@sdk-conformance/spec';
import { type GeneratedFile, generate } from '../index.js';

export const repository = new URL('../../../../', import.meta.url);

function load(file: string): Spec {
  const loaded = loadSpec(file, readFileSync(new URL(file, repository)));
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  return loaded.spec;
}

export const foilengine = (): Spec => load('spec/foilengine.yaml');
export const parcel = (): Spec => load('packages/codegen/testing/parcel.yaml');

/** How a language writes what others call `retryAfter`, `RetryAfter` and `RetryAfterException`. */
export function namesLike(camel: string): Readonly<Record<Language, string>> {
  const pascal = `${camel.slice(0, 1).toUpperCase()}${camel.slice(1)}`;
  return { typescript: camel, python: camel, csharp: pascal, java: camel, go: pascal };
}

type Names = Readonly<Record<Language, string>>;

/** Java’s and Go’s names where a spec has none: classes as in C# and TypeScript, fields as in TypeScript and C#. */
function everyName(names: Names, java: string, go: string): Names {
  const like = (language: string) => {
    const name = names[language] ?? '';
    return nativeNames[name] ?? name;
  };
  return { java: like(java), go: like(go), ...names };
}

/** A message and a cause that errors have anyway are called otherwise in each language. */
const nativeNames: Names = { message: 'getMessage', cause: 'getCause', Message: 'Error', InnerException: 'Unwrap' };

/** A spec, Foil Engine’s say, in all languages that are known here. */
export function inEveryLanguage(spec: Spec): Spec {
  const { errors, languages } = spec;
  const ofClass = (names: Names) => everyName(names, 'csharp', 'typescript');
  const ofField = <T extends { readonly names: Names }>(field: T): T => ({
    ...field,
    names: everyName(field.names, 'typescript', 'csharp'),
  });
  return {
    ...spec,
    languages: [...new Set([...languages, 'java', 'go'])],
    errors: {
      ...errors,
      classes: errors.classes.map((one) => ({ ...one, names: ofClass(one.names) })),
      fields: errors.fields.map(ofField),
      freeFields: errors.freeFields.map(ofField),
    },
  };
}

/** What a spec generates. @throws Error with the problems of one that is refused */
export function filesOf(spec: Spec, versions: Readonly<Record<string, string>> = {}): readonly GeneratedFile[] {
  const generated = generate(spec, { versions });
  if (!generated.ok) throw new Error(generated.problems.map(formatProblem).join('\n'));
  return generated.files;
}

/** The client that a package's README shows. */
export function readmeClient(spec: Spec, language: string): string {
  const path = `packages/${spec.api.id}-error-map-${language}/README.md`;
  const text = filesOf({ ...spec, languages: [language] }).find((file) => file.path === path)?.text ?? '';
  const [, code] = /```\w+\n([\s\S]*?)```/.exec(text) ?? [];
  if (code === undefined) throw new RangeError(`${path} shows no client`);
  return code;
}

/** A text in which U+FFFD stands for halves of pairs, which UTF-8 does not have. */
export function wellFormed(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));
}
