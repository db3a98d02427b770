import type { Position } from '@sdk-conformance/model';
import { withoutWrapping } from './sources.js';
import type { Place, YamlText } from './yaml/read-yaml.js';

/** Finds what a mistake points at; null where the file as a whole is meant. */
export interface Places {
  readonly keyAt: (pointer: string) => Place | undefined;
  readonly valueAt: (pointer: string) => Place | undefined;
}

/** Places of a spec's pointers: what the file has as `{value, source}` is where the spec has the value. */
export function specPlaces(yaml: YamlText, wrapped: ReadonlySet<string>): Places {
  const keys = new Map<string, string>();
  const values = new Map<string, string>();
  for (const pointer of yaml.pointers) {
    const short = withoutWrapping(pointer, wrapped);
    if (!keys.has(short)) keys.set(short, pointer);
    values.set(short, pointer);
  }
  return {
    keyAt: (pointer) => yaml.at(keys.get(pointer) ?? pointer),
    valueAt: (pointer) => yaml.valueAt(values.get(pointer) ?? pointer),
  };
}

/** Position of every key of a spec. */
export function specPositions(file: string, yaml: YamlText, wrapped: ReadonlySet<string>): Record<string, Position> {
  const positions: Record<string, Position> = {};
  for (const pointer of yaml.pointers) {
    const place = yaml.at(pointer);
    if (place !== undefined) {
      positions[withoutWrapping(pointer, wrapped)] ??= { file, line: place.line, column: place.column };
    }
  }
  return positions;
}
