import type { Parameter, Spec } from '@sdk-conformance/model';
import type { View } from '../view.js';
import { type Seen, seen } from './change.js';
import type { Versions } from './heirs.js';
import { changed, comparable, leaves, type Tree } from './policies.js';
import { shown } from './shown.js';
import { keyed } from './tables.js';

/** What callers of an SDK write: operations with their arguments, and options of clients. */
export function callChanges(versions: Versions): readonly Seen[] {
  return [...operationChanges(versions), ...optionChanges(versions.old, versions.new)];
}

function operationChanges({ old: { spec: old }, new: { spec: now } }: Versions): readonly Seen[] {
  return keyed(
    old.operations,
    now.operations,
    ({ id }) => id,
    ({ id }) => `/operations/${id}`,
    'the API',
    (was, is) => {
      const at = `/operations/${is.id}`;
      const { parameters, own, method, stream, summary, success, ...others } = is;
      const {
        parameters: before,
        own: ownBefore,
        method: sent,
        stream: streamed,
        summary: _,
        success: __,
        ...rest
      } = was;
      return [
        ...leaves(
          { method: sent, stream: streamed, own: ownBefore ?? null },
          { method, stream, own: own ?? null },
          at,
        ).map((leaf) => changed(leaf.pointer.replace(`${at}/own`, at), leaf.before, leaf.after, true)),
        ...leaves({ ...rest, success: was.success.status }, { ...others, success: success.status }, at).map((leaf) =>
          changed(leaf.pointer, leaf.before, leaf.after, false),
        ),
        ...parameterChanges(at, before, parameters),
      ];
    },
    { obliges: true, inPackage: true },
  );
}

/** An argument that calls gave, or need not give before, is a change for whoever calls. */
function parameterChanges(at: string, old: readonly Parameter[], now: readonly Parameter[]): readonly Seen[] {
  const sdk = { obliges: true, inPackage: false };
  const before = new Map(old.map((parameter) => [parameter.name, parameter]));
  const after = new Set(now.map(({ name }) => name));
  const words = (name: string) => `\`${at.slice('/operations/'.length)}\``.concat(` and its argument \`${name}\``);
  return [
    ...old
      .filter(({ name }) => !after.has(name))
      .map(({ name }) => seen('breaking', at, `${words(name)}: it is gone`, sdk)),
    ...now.flatMap((parameter) => {
      const was = before.get(parameter.name);
      if (was === undefined) {
        const level = parameter.required ? 'breaking' : 'additive';
        return [
          seen(level, at, `${words(parameter.name)}: it is new${parameter.required ? ', and required' : ''}`, sdk),
        ];
      }
      if (comparable({ ...was, example: null }) === comparable({ ...parameter, example: null })) return [];
      const level = parameter.required && !was.required ? 'breaking' : 'additive';
      const text = `${words(parameter.name)}: ${shown(withoutName(parameter))}, before ${shown(withoutName(was))}`;
      return [seen(level, at, text, sdk)];
    }),
  ];
}

function withoutName({ name: _, example: __, ...others }: Parameter): Tree {
  return others;
}

/** Options of clients by their names: the SDK's own, which its callers write. */
function optionChanges({ spec: old, language }: View, { spec: now }: View): readonly Seen[] {
  const sdk = { obliges: true, inPackage: false };
  const named = ({ options }: Spec) =>
    options.flatMap(({ id, names }) => {
      const name = names[language];
      return name === undefined ? [] : [{ id, name }];
    });
  return keyed(
    named(old),
    named(now),
    ({ id }) => id,
    ({ id }) => `/options/${id}`,
    'the list of options',
    (was, is) =>
      was.name !== is.name && [
        seen('breaking', `/options/${is.id}`, `the option \`${was.name}\` is called \`${is.name}\``, sdk),
      ],
    sdk,
  );
}
