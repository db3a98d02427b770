/** A file as it must stand on disk; `path` is relative to the root of the repository, with slashes. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Version of each generated package by its folder; changesets moves them on, so they are kept and not generated. */
export type Versions = Readonly<Record<string, string>>;

export const firstVersion = '0.0.0';

export function packageFolder(api: string, language: string): string {
  return `packages/${api}-error-map-${language}`;
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
