import type { FieldView, View } from '../view.js';
import { type Seen, seen } from './change.js';
import type { Versions } from './heirs.js';
import { shown } from './shown.js';

/** Fields of errors that are new, gone, called otherwise, filled otherwise or stand on other classes. */
export function fieldChanges({ old, new: now, heirOf }: Versions): readonly Seen[] {
  const before = new Map(old.fields.map((field) => [field.id, field]));
  const after = new Map(now.fields.map((field) => [field.id, field]));
  return [
    ...old.fields
      .filter(({ id }) => !after.has(id))
      .map(({ id, name }) =>
        seen('breaking', `/errors/fields/${id}`, `errors have no \`${name}\` any more`, { gone: true }),
      ),
    ...now.fields.flatMap((field): readonly Seen[] => {
      const was = before.get(field.id);
      const { name } = field;
      const pointer = `/errors/fields/${field.id}`;
      if (was === undefined) {
        return [seen('additive', pointer, `new: \`${name}\` of ${carriers(now, field)}`, { obliges: true })];
      }
      const carried = (view: View, id: string) =>
        view.classes.filter(({ carries }) => carries.some((other) => other.id === id)).map((c) => c.name);
      const on = carried(now, field.id);
      const wasOn = carried(old, field.id).flatMap((c) => heirOf(c)?.name ?? []);
      const lost = wasOn.filter((c) => !on.includes(c));
      const fresh = on.filter((c) => !wasOn.includes(c) && old.classes.some((o) => heirOf(o.name)?.name === c));
      const [source, wasSource] = [sourceOf(field), sourceOf(was)];
      return [
        ...(was.name === name
          ? []
          : [seen('breaking', pointer, `\`${was.name}\` of errors is called \`${name}\``, { obliges: true })]),
        ...(lost.length === 0
          ? []
          : [
              seen(
                'breaking',
                pointer,
                `${listed(lost)} ${lost.length === 1 ? 'has' : 'have'} no \`${name}\` any more`,
              ),
            ]),
        ...(fresh.length === 0
          ? []
          : [
              seen('additive', pointer, `${listed(fresh)} ${fresh.length === 1 ? 'has' : 'have'} \`${name}\``, {
                obliges: true,
              }),
            ]),
        ...(source === wasSource
          ? []
          : [
              seen('additive', pointer, `\`${name}\` of errors comes from ${source}, before from ${wasSource}`, {
                obliges: true,
              }),
            ]),
      ];
    }),
  ];
}

function sourceOf({ from, headers }: FieldView): string {
  return from === undefined ? shown(headers ?? null) : shown(from);
}

function carriers({ classes, base }: View, { id }: FieldView): string {
  const adding = classes.filter(({ adds }) => adds.some((field) => field.id === id)).map(({ name }) => name);
  return adding.includes(base.name) ? 'every error' : listed(adding);
}

export function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
