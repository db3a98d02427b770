import { type Change, type ChangeLevel, sentence } from '@sdk-conformance/codegen';
import { count } from '@sdk-conformance/reporters';
import type { DuePackage } from './packages.js';

/** Changes for people: where, and what each language makes of it. */
export function changeLines(changes: readonly Change[]): readonly string[] {
  return changes.flatMap((change) => {
    const { position, pointer, obliges, words } = change;
    return [
      `${position.file}:${position.line}:${position.column}${pointer === '' ? '' : ` ${pointer}`}`,
      ...(words === null ? byLevel(change) : [`  ${words}`]),
      ...(obliges ? ['  SDKs have to follow'] : []),
    ];
  });
}

function byLevel({ languages }: Change): readonly string[] {
  const groups = new Map<string, { readonly names: string[]; readonly level: ChangeLevel; readonly words: string }>();
  for (const [language, { level, words }] of Object.entries(languages)) {
    const key = `${level} ${words}`;
    const group = groups.get(key) ?? { names: [], level, words };
    group.names.push(language);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ names, level, words }) => `  ${level} in ${names.join(', ')}: ${words}`);
}

export function summary(changes: readonly Change[]): string {
  if (changes.length === 0) return 'both say the same';
  const obliging = changes.filter(({ obliges }) => obliges).length;
  return `${count(changes.length, 'change')}, of which SDKs have to follow ${obliging}`;
}

export function packageLines(packages: readonly DuePackage[]): readonly string[] {
  return packages.map(({ folder, level, due }) => `${folder}: ${level}, a ${due} version`);
}

/** Entries of changelogs, as Markdown. */
export function changelog(packages: readonly DuePackage[]): readonly string[] {
  return packages.flatMap(({ name, due, entries }, i) => [
    ...(i === 0 ? [] : ['']),
    `## ${name}: ${due}`,
    '',
    ...entries.map((entry) => `- ${sentence(entry)}`),
  ]);
}

export function missingLine({ folder, name, due, given }: DuePackage): string {
  const said = given === null ? 'there is none' : `what there is says ${given}`;
  return `${folder}: a changeset of ${JSON.stringify(name)} with ${due} is due, and ${said}`;
}
