import { deprecation, useInstead } from '../docs.js';
import { csDoc, csString } from '../text/csharp.js';
import { indent } from '../text/wrap.js';
import type { ClassView, FieldView, GivenKind, View } from '../view.js';
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

/** Properties by which an error is given its fields: each has the field's name. */
export function givenFields(view: View): readonly FieldView[] {
  return view.fields.filter(isGiven);
}

export function errorsFile(view: View): string {
  return inNamespace(view, [
    ...details(view),
    ...view.classes.flatMap((c) => ['', ...formerClasses(c), ...errorClass(c)]),
  ]);
}

/** One object for all fields: a field that is added later changes no constructor. */
function details(view: View): readonly string[] {
  const properties = [
    ...givenFields(view).map((field) => ({ doc: field.doc, type: typeOf(field).type, name: field.name })),
    { doc: 'The exception behind this one.', type: 'global::System.Exception?', name: 'InnerException' },
  ];
  return [
    ...csDoc(['What an error is made with, beside its message. A class takes what it has a property for.'], ''),
    'public sealed class ErrorDetails',
    '{',
    ...properties.flatMap(({ doc, type, name }, i) => [
      ...(i === 0 ? [] : ['']),
      ...csDoc([doc], '    '),
      `    public ${type} ${name} { get; set; }`,
    ]),
    '',
    '    internal ErrorDetails Copy() => (ErrorDetails)MemberwiseClone();',
    '}',
  ];
}

/** Classes of the names that a class had before stand above it, so that code which catches one of them catches it. */
function formerClasses(c: ClassView): readonly string[] {
  const { formerly, parent } = c;
  return formerly.flatMap((name, i) => [
    ...errorClass(
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

function errorClass(whole: ClassView, why = deprecation): readonly string[] {
  const last = whole.formerly.at(-1);
  const c = last === undefined ? whole : { ...whole, parent: last, adds: [] };
  const added = c.adds.filter(isGiven);
  const own = 'Makes an error with what is known of the answer.';
  const cause = c.parent === null ? 'details?.InnerException' : 'details';
  return [
    ...csDoc([...c.doc, ...besideOf(c.name)], ''),
    ...(c.deprecated ? [`[global::System.Obsolete(${csString(why)})]`] : []),
    `public class ${c.name} : ${c.parent ?? 'global::System.Exception'}`,
    '{',
    ...csDoc(['Makes an error.'], '    '),
    `    public ${c.name}()`,
    '    {',
    '    }',
    '',
    ...csDoc(['Makes an error with its message.'], '    '),
    `    public ${c.name}(string message)`,
    '        : base(message)',
    '    {',
    '    }',
    '',
    ...csDoc(['Makes an error with its message and the exception behind it.'], '    '),
    `    public ${c.name}(string message, global::System.Exception? innerException)`,
    '        : base(message, innerException)',
    '    {',
    '    }',
    '',
    ...csDoc([own], '    '),
    `    public ${c.name}(string message, ErrorDetails? details)`,
    `        : base(message, ${cause})`,
    '    {',
    ...added.map(({ name }) => `        this.${name} = details?.${name};`),
    '    }',
    ...c.adds.flatMap((field) => ['', ...csDoc([field.doc], '    '), `    ${property(field)}`]),
    ...(c.parent === null ? ['', ...toText(added)] : []),
    '}',
  ];
}

/** A log shows the text: status and id of the request stand behind the message. */
function toText(added: readonly FieldView[]): readonly string[] {
  const told = added.flatMap(({ kind, name }) =>
    kind === 'status' ? [['status', name]] : kind === 'requestId' ? [['request', name]] : [],
  );
  if (told.length === 0) return [];
  return indent(
    [
      ...csDoc(["As every exception's, with what tells of the answer behind the message."], ''),
      'public override string ToString()',
      '{',
      '    string text = base.ToString();',
      '    string head = GetType().ToString() + (Message.Length > 0 ? ": " + Message : "");',
      '    var told = new global::System.Collections.Generic.List<string>();',
      ...told.map(
        ([what, name]) =>
          `    if (this.${name} != null) told.Add("${what} " + global::System.Convert.ToString(this.${name}, global::System.Globalization.CultureInfo.InvariantCulture));`,
      ),
      '    if (told.Count == 0 || !text.StartsWith(head, global::System.StringComparison.Ordinal)) return text;',
      '    return head + " (" + string.Join(", ", told) + ")" + text.Substring(head.Length);',
      '}',
    ],
    '    ',
  );
}

/** Exceptions of other namespaces that a file may use beside ours, by their names. */
const elsewhere: Readonly<Record<string, string>> = {
  AuthenticationException: 'System.Security.Authentication',
  InvalidCredentialException: 'System.Security.Authentication',
  SecurityException: 'System.Security',
  ValidationException: 'System.ComponentModel.DataAnnotations',
  HttpRequestException: 'System.Net.Http',
  WebException: 'System.Net',
  SocketException: 'System.Net.Sockets',
  JsonException: 'System.Text.Json',
  ConfigurationException: 'System.Configuration',
};

function besideOf(name: string): readonly string[] {
  const other = elsewhere[name];
  return other === undefined
    ? []
    : [`In a file that uses ${other} as well, which has a class of this name, say which is meant: using ${name} = …;`];
}

function property(field: FieldView): string {
  const { type, native } = typeOf(field);
  return `public ${type} ${field.name} ${native === null ? '{ get; }' : `=> ${native};`}`;
}
