import { deprecation, useInstead } from '../docs.js';
import { csDoc, csString } from '../text/csharp.js';
import type { ClassView, FieldView, GivenKind, View } from '../view.js';
import { csharpNames } from './names.js';
import { inNamespace } from './source.js';

const types: Readonly<Record<GivenKind, string>> = {
  status: 'int?',
  retryAfter: 'double?',
  requestId: 'string?',
  headers: 'global::System.Collections.Generic.IReadOnlyDictionary<string, string>?',
  free: 'object?',
};

function typeOf({ kind }: FieldView): { readonly type: string; readonly native: string | null } {
  if (kind === 'message') return { type: 'string', native: 'Message' };
  if (kind === 'cause') return { type: 'global::System.Exception?', native: 'InnerException' };
  return { type: types[kind], native: null };
}

const isGiven = (field: FieldView) => typeOf(field).native === null;

/** Parameters that give an error its fields; each has the field's canonical name. */
export function fieldParameters(view: View): readonly { readonly id: string; readonly type: string }[] {
  return view.fields.filter(isGiven).map((field) => ({ id: parameterOf(field), type: typeOf(field).type }));
}

/** A field of the spec's own may be called like a keyword, or like what each constructor takes besides. */
export function parameterOf({ kind, id }: FieldView): string {
  if (kind !== 'free') return id;
  return ['message', 'innerException', 'error'].includes(id)
    ? `${id}Field`
    : csharpNames.keywords.has(id)
      ? `@${id}`
      : id;
}

export function errorsFile(view: View): string {
  return inNamespace(
    view,
    view.classes.flatMap((c, i) => [...(i === 0 ? [] : ['']), ...formerClasses(view, c), ...errorClass(view, c)]),
  );
}

/** Classes of the names that a class had before stand above it, so that code which catches one of them catches it. */
function formerClasses(view: View, c: ClassView): readonly string[] {
  const { formerly, parent } = c;
  return formerly.flatMap((name, i) => [
    ...errorClass(
      view,
      {
        ...c,
        name,
        parent: formerly[i - 1] ?? parent,
        formerly: [],
        deprecated: true,
        ...(i === 0 ? {} : { adds: [] }),
        doc: [`What ${c.name} was called before.`],
      },
      useInstead(c.name),
    ),
    '',
  ]);
}

function errorClass(view: View, whole: ClassView, why = deprecation): readonly string[] {
  const last = whole.formerly.at(-1);
  const c = last === undefined ? whole : { ...whole, parent: last, adds: [] };
  const parameters = fieldParameters(view);
  const signature = [
    'string message',
    ...parameters.map(({ id, type }) => `${type} ${id} = null`),
    'global::System.Exception? innerException = null',
  ].join(', ');
  const passed =
    c.parent === null
      ? ['message', 'innerException']
      : ['message', ...parameters.map(({ id }) => id), 'innerException'];
  const added = c.adds.filter(isGiven);
  return [
    ...csDoc(c.doc, ''),
    ...(c.deprecated ? [`[global::System.Obsolete(${csString(why)})]`] : []),
    `public class ${c.name} : ${c.parent ?? 'global::System.Exception'}`,
    '{',
    ...csDoc(['Makes an error; it takes what it has a property for.'], '    '),
    `    public ${c.name}(${signature})`,
    `        : base(${passed.join(', ')})`,
    '    {',
    ...added.map((field) => `        this.${field.name} = ${parameterOf(field)};`),
    '    }',
    ...c.adds.flatMap((field) => ['', ...csDoc([field.doc], '    '), `    ${property(field)}`]),
    '}',
  ];
}

function property(field: FieldView): string {
  const { type, native } = typeOf(field);
  return `public ${type} ${field.name} ${native === null ? '{ get; }' : `=> ${native};`}`;
}
