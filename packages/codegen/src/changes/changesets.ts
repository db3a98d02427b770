import { type Bump, bumps } from './bumps.js';

/** What a changeset asks for, by the name of a package; none where the text is no changeset. */
export function readChangeset(text: string): Readonly<Record<string, Bump>> {
  const [, head] = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/.exec(text) ?? [];
  const rows = (head ?? '').split(/\r?\n/).flatMap((line) => {
    const [, quoted, plain, bump] =
      /^\s*(?:(["'].+["'])|([^"':\s]+))\s*:\s*["']?(\w+)["']?\s*(?:#.*)?$/.exec(line) ?? [];
    const name = quoted?.slice(1, -1) ?? plain;
    const known = bumps.find((each) => each === bump);
    return name === undefined || known === undefined ? [] : [[name, known] as const];
  });
  return Object.fromEntries(rows);
}

/** A changeset as the tool writes it. */
export function changesetText(packages: Readonly<Record<string, Bump>>, entries: readonly string[]): string {
  const head = Object.entries(packages).map(([name, bump]) => `${JSON.stringify(name)}: ${bump}`);
  return ['---', ...head, '---', '', ...entries.map((entry) => `- ${sentence(entry)}`), ''].join('\n');
}

/** Entries of a changelog, as Markdown has a list. */
export function sentence(entry: string): string {
  return `${entry.slice(0, 1).toUpperCase()}${entry.slice(1)}.`;
}
