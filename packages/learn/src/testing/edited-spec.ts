import { readFileSync } from 'node:fs';
import { formatProblems, type Spec } from '@sdk-conformance/model';
import { loadSpec, readYaml } from '@sdk-conformance/spec';
import { isTree, type Tree } from '../skeleton.js';

export const foilengine = readFileSync(new URL('../../../../spec/foilengine.yaml', import.meta.url), 'utf8');

/** A text of a spec, and what stands there instead. */
export type Edit = readonly [from: string, to: string];

export interface Read {
  readonly spec: Spec;
  readonly given: Tree;
}

/** A spec of the text with its tree. */
export function read(text: string): Read {
  const bytes = new TextEncoder().encode(text);
  const loaded = loadSpec('spec.yaml', bytes);
  const yaml = readYaml('spec.yaml', bytes);
  if (!loaded.ok || !yaml.ok || !isTree(yaml.value))
    throw new Error(loaded.ok ? 'the spec of the test is none' : formatProblems(loaded.problems));
  const given: Tree = yaml.value;
  return { spec: loaded.spec, given };
}

/** The spec of Foil Engine with edits, each of which must fit. */
export function edited(...edits: readonly Edit[]): Read {
  let text = foilengine;
  for (const [from, to] of edits) {
    if (!text.includes(from)) throw new Error(`the spec lacks ${from}`);
    text = text.replace(from, () => to);
  }
  return read(text);
}
