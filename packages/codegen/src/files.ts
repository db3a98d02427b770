/** A file as it must stand on disk; `path` is relative to the root of the repository, with slashes. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Version of each generated package by its folder; changesets moves them on, so they are kept and not generated. */
export type Versions = Readonly<Record<string, string>>;

/** In each generated folder: the paths in it that the generator made, a line each. What it does not name is somebody else's. */
export const manifestName = '.generated';

/** Stands in each README and page, also in those of before there was a manifest. */
const sentence = 'Generated from the spec of the API: change the spec';

/** Whether a text on disk says that the generator made it. */
export function saysGenerated(text: string): boolean {
  return text.includes(sentence);
}

export const firstVersion = '0.0.0';

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
