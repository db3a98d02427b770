import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** An entry of a list of mutants. */
export interface ListedMutant {
  readonly name: string;
  readonly defect: string;
  /** Absent where a list holds its entries to a cause alone. */
  readonly breaks: string | undefined;
  readonly cause: string | undefined;
}

/** A file under `conformance/`. */
export function readConformance(path: string): string {
  return readFileSync(fileURLToPath(new URL(`../../conformance/${path}`, import.meta.url)), 'utf8');
}

/** The entries of a list of mutants, in its order. Lists are written by programs, a key a line. */
export function listedMutants(path: string): readonly ListedMutant[] {
  return readConformance(path)
    .split(/^ {2}- name: /m)
    .slice(1)
    .map((entry) => {
      const [name = ''] = entry.split('\n');
      const value = (key: string) => new RegExp(`^ {4}${key}: (.+)$`, 'm').exec(entry)?.[1];
      const defect = value('defect') ?? '';
      return {
        name,
        defect: defect.startsWith('"') ? JSON.parse(defect) : defect,
        breaks: value('breaks'),
        cause: value('cause'),
      };
    });
}
