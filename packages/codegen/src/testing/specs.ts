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
