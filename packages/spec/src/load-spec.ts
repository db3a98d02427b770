import type { Position, Problem, Spec } from '@sdk-conformance/model';
import { toProblems } from './mistake.js';
import { normalise } from './normalise/spec.js';
import { checkSchema } from './schema/check.js';
import type { Document } from './schema/document.js';
import { partSources, withoutWrapping } from './sources.js';
import { readYaml, type YamlText } from './yaml/read-yaml.js';

export type LoadedSpec =
  | { readonly ok: true; readonly spec: Spec; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Loads a spec file: YAML with places, the JSON Schema, then the rules between its parts. Every problem comes at once, by line.
 *
 * @param file how the file is called in messages and positions
 */
export function loadSpec(file: string, bytes: Uint8Array): LoadedSpec {
  const yaml = readYaml(file, bytes);
  if (!yaml.ok) return yaml;
  const mistakes = checkSchema(yaml.value);
  if (mistakes.length > 0) return { ok: false, problems: toProblems(file, yaml, mistakes) };
  const { value, sourceOf, wrapped } = partSources(yaml.value);
  const positions = positionsOf(file, yaml, wrapped);
  const spec = normalise(value as Document, { file, positions, sourceOf });
  return { ok: true, spec, warnings: [] };
}

function positionsOf(file: string, yaml: YamlText, wrapped: ReadonlySet<string>): Readonly<Record<string, Position>> {
  const positions: Record<string, Position> = {};
  for (const pointer of yaml.pointers) {
    const place = yaml.at(pointer);
    const short = withoutWrapping(pointer, wrapped);
    if (place !== undefined) positions[short] ??= { file, line: place.line, column: place.column };
  }
  return positions;
}
