import { readFileSync } from 'node:fs';
import { formatProblem, type Spec } from '@sdk-conformance/model';
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
