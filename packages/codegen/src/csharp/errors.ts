import { deprecation } from '../docs.js';
import { csDoc, csString } from '../text/csharp.js';
import type { ClassView, FieldKind, FieldView, View } from '../view.js';
import { inNamespace } from './source.js';

const types: Readonly<Record<FieldKind, string>> = {
  status: 'int?',
  retryAfter: 'double?',
  requestId: 'string?',
  headers: 'global::System.Collections.Generic.IReadOnlyDictionary<string, string>?',
};

function typeOf({ id }: FieldView): { readonly type: string; readonly native: string | null } {
  if (id === 'message') return { type: 'string', native: 'Message' };
  if (id === 'cause') return { type: 'global::System.Exception?', native: 'InnerException' };
  return { type: types[id], native: null };
}

const isGiven = (field: FieldView) => typeOf(field).native === null;

/** Parameters that give an error its fields; each has the field's canonical name. */
export function fieldParameters(view: View): readonly { readonly id: string; readonly type: string }[] {
  return view.fields.filter(isGiven).map((field) => ({ id: field.id, type: typeOf(field).type }));
}

export function errorsFile(view: View): string {
  return inNamespace(
    view,
    view.classes.flatMap((c, i) => [...(i === 0 ? [] : ['']), ...errorClass(view, c)]),
  );
}

function errorClass(view: View, c: ClassView): readonly string[] {
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
    ...(c.deprecated ? [`[global::System.Obsolete(${csString(deprecation)})]`] : []),
    `public class ${c.name} : ${c.parent ?? 'global::System.Exception'}`,
    '{',
    ...csDoc(['Makes an error; it takes what it has a property for.'], '    '),
    `    public ${c.name}(${signature})`,
    `        : base(${passed.join(', ')})`,
    '    {',
    ...added.map(({ name, id }) => `        this.${name} = ${id};`),
    '    }',
    ...c.adds.flatMap((field) => ['', ...csDoc([field.doc], '    '), `    ${property(field)}`]),
    '}',
  ];
}

function property(field: FieldView): string {
  const { type, native } = typeOf(field);
  return `public ${type} ${field.name} ${native === null ? '{ get; }' : `=> ${native};`}`;
}
