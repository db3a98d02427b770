import type { ClassView, View } from '../view.js';
import { type Seen, seen } from './change.js';

/** Two versions of what a language's package says. */
export interface Versions {
  readonly old: View;
  readonly new: View;
  /** What stands in the place of an old class, by the old name; null where nothing does. */
  readonly heirOf: (name: string) => ClassView | null;
  /** Whether code that catches the old class catches the new one, too. */
  readonly isCaught: (oldName: string, newName: string) => boolean;
}

/** Code goes by names: whoever bears the old name is the heir, whatever its id is. */
export function versionsOf(old: View, now: View): Versions {
  const byName = new Map(now.classes.flatMap((c) => [c.name, ...c.formerly].map((name) => [name, c] as const)));
  for (const c of now.classes) byName.set(c.name, c);
  const ids = new Map(old.classes.map(({ id, name }) => [name, id]));
  const heirOf = (name: string) => {
    const id = ids.get(name);
    return byName.get(name) ?? now.classes.find((c) => c.id === id) ?? null;
  };
  return {
    old,
    new: now,
    heirOf,
    isCaught: (oldName, newName) => heirOf(oldName)?.family.includes(newName) === true,
  };
}

/** Classes that are new, gone, called otherwise or stand elsewhere. */
export function classChanges({ old, new: now, heirOf, isCaught }: Versions): readonly Seen[] {
  const known = new Set(now.classes.flatMap((c) => [c.name, ...c.formerly]));
  const heirs = new Set(old.classes.map(({ name }) => heirOf(name)?.id));
  return [
    ...old.classes.flatMap((c): readonly Seen[] => {
      const heir = heirOf(c.name);
      if (heir === null) {
        const words = `\`${c.name}\` is gone`;
        return [seen('breaking', `/errors/classes/${c.id}`, words, { gone: true, obliges: true })];
      }
      const pointer = `/errors/classes/${heir.id}`;
      const above = old.classes.filter((other) => other.name !== c.name && other.family.includes(c.name));
      const lost = above.filter((other) => heirOf(other.name) !== null && !isCaught(other.name, heir.name));
      return [
        ...(known.has(c.name)
          ? []
          : [seen('breaking', pointer, `\`${c.name}\` is called \`${heir.name}\``, { obliges: true })]),
        ...(heir.name !== c.name && known.has(c.name)
          ? [
              seen('additive', pointer, `\`${c.name}\` is called \`${heir.name}\`, and still found by its old name`, {
                obliges: true,
              }),
            ]
          : []),
        ...c.formerly
          .filter((name) => !known.has(name))
          .map((name) => seen('breaking', pointer, `\`${heir.name}\` is not found as \`${name}\` any more`)),
        ...lost.map((other) =>
          seen('breaking', pointer, `\`${heir.name}\` is no \`${heirOf(other.name)?.name}\` any more`, {
            obliges: true,
          }),
        ),
        ...(heir.deprecated && !c.deprecated ? [seen('additive', pointer, `\`${heir.name}\` is deprecated`)] : []),
        ...(!heir.deprecated && c.deprecated ? [seen('words', pointer, `\`${heir.name}\` is not deprecated`)] : []),
      ];
    }),
    ...now.classes
      .filter(({ id }) => !heirs.has(id))
      .map(({ id, name, parent }) =>
        seen('additive', `/errors/classes/${id}`, `new: \`${name}\`${parent === null ? '' : `, a \`${parent}\``}`, {
          obliges: true,
        }),
      ),
  ];
}
