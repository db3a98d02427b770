import { deprecation, useInstead } from '../docs.js';
import type { GeneratedFile } from '../files.js';
import { javaDoc } from '../text/java.js';
import { indent } from '../text/wrap.js';
import type { ClassView, FieldView, GivenKind, View } from '../view.js';
import { javaNames } from './names.js';
import { javaFile, suppressed } from './source.js';

/** Types of a field: as an error keeps it, which is serialised, and as it gives it. */
const types: Readonly<Record<GivenKind, { readonly kept: string; readonly given: string }>> = {
  status: { kept: 'Integer', given: 'Integer' },
  retryAfter: { kept: 'Double', given: 'Double' },
  requestId: { kept: 'String', given: 'String' },
  headers: { kept: 'TreeMap<String, String>', given: 'Map<String, String>' },
  free: { kept: 'Serializable', given: 'Object' },
};

type Given = FieldView & { readonly kind: GivenKind };

const isGiven = (field: FieldView): field is Given => field.kind !== 'message' && field.kind !== 'cause';

export interface GivenField extends Given {
  readonly detail: string;
}

/** Fields that an error is given, each with the name by which its details are: `status` for one that is called `getStatus`. */
export function givenFields({ fields }: View): readonly GivenField[] {
  const names = fields.map(({ name }) => name);
  return fields.filter(isGiven).map((field) => {
    const [, first = '', rest = ''] = /^get([A-Z])(\w*)$/.exec(field.name) ?? [];
    const plain = `${first.toLowerCase()}${rest}`;
    const isFree = plain !== '' && ![...names, ...javaNames.keywords, ...javaNames.members].includes(plain);
    return { ...field, detail: isFree ? plain : field.name };
  });
}

/** Each class has a file of its own, and so has each name of before. */
export function errorFiles(view: View): readonly Pick<GeneratedFile, 'path' | 'text'>[] {
  return [
    { path: 'ErrorDetails.java', text: detailsFile(view) },
    ...view.classes.flatMap((c) =>
      [...formerClasses(c), { c, why: deprecation }].map((one) => ({
        path: `${one.c.name}.java`,
        text: javaFile(view, errorClass(view, one.c, one.why)),
      })),
    ),
  ];
}

/** One object for all fields: a field that is added later changes no constructor. */
function detailsFile(view: View): string {
  const fields = givenFields(view);
  const kept = (kind: GivenKind) => (kind === 'headers' ? 'Map<String, String>' : types[kind].kept);
  return javaFile(view, [
    ...javaDoc(['What an error is made with, beside its message. A class takes what it has a method for.'], ''),
    'public final class ErrorDetails {',
    ...fields.map(({ kind, detail }) => `    private ${kept(kind)} ${detail};`),
    '    private Throwable behind;',
    ...fields.flatMap(({ kind, detail, doc }) => [
      '',
      ...javaDoc([doc], '    '),
      `    public ${kept(kind)} ${detail}() {`,
      `        return ${detail};`,
      '    }',
      '',
      ...javaDoc([doc], '    '),
      `    public ErrorDetails ${detail}(${kept(kind)} value) {`,
      `        this.${detail} = value;`,
      '        return this;',
      '    }',
    ]),
    '',
    ...javaDoc(['What is behind the error.'], '    '),
    '    public ErrorDetails withCause(Throwable cause) {',
    '        this.behind = cause;',
    '        return this;',
    '    }',
    '',
    '    Throwable behind() {',
    '        return behind;',
    '    }',
    ...fields
      .filter(({ kind }) => kind === 'headers')
      .flatMap(({ detail }) => [
        '',
        '    TreeMap<String, String> sortedHeaders() {',
        `        if (${detail} == null) return null;`,
        '        TreeMap<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);',
        `        sorted.putAll(${detail});`,
        '        return sorted;',
        '    }',
      ]),
    '',
    '    ErrorDetails copy() {',
    '        ErrorDetails made = new ErrorDetails();',
    ...fields.map(({ detail }) => `        made.${detail} = this.${detail};`),
    '        made.behind = this.behind;',
    '        return made;',
    '    }',
    '}',
  ]);
}

interface Written {
  readonly c: ClassView;
  readonly why: string;
}

/** Classes of the names that a class had before stand above it, so that code which catches one of them catches it. */
function formerClasses(c: ClassView): readonly Written[] {
  const { formerly, parent } = c;
  return formerly.map((name, i) => ({
    c: {
      ...c,
      name,
      parent: formerly[i - 1] ?? parent,
      formerly: [],
      deprecated: true,
      ...(i === 0 ? {} : { adds: [] }),
      doc: [`What ${c.name} was called before.`],
    },
    why: useInstead(c.name),
  }));
}

function errorClass(view: View, whole: ClassView, why: string): readonly string[] {
  const last = whole.formerly.at(-1);
  const c = last === undefined ? whole : { ...whole, parent: last, adds: [] };
  const { name, parent } = c;
  const added = c.adds.filter(isGiven);
  const details = new Map(givenFields(view).map(({ id, detail }) => [id, detail]));
  const value = ({ kind, id }: Given) => `details.${kind === 'headers' ? 'sortedHeaders' : details.get(id)}()`;
  return [
    ...javaDoc(c.doc, '', c.deprecated ? { deprecated: why } : {}),
    ...(c.deprecated ? ['@Deprecated'] : []),
    ...suppressed(view),
    `public class ${name} extends ${parent ?? 'RuntimeException'} {`,
    '    private static final long serialVersionUID = 1L;',
    ...(added.length === 0 ? [] : ['']),
    ...added.map(({ kind, name: field }) => `    private final ${types[kind].kept} ${field};`),
    '',
    ...javaDoc(['Makes an error.'], '    '),
    `    public ${name}() {`,
    '        this(null, new ErrorDetails());',
    '    }',
    '',
    ...javaDoc(['Makes an error with its message.'], '    '),
    `    public ${name}(String message) {`,
    '        this(message, new ErrorDetails());',
    '    }',
    '',
    ...javaDoc(['Makes an error with its message and what is behind it.'], '    '),
    `    public ${name}(String message, Throwable cause) {`,
    '        this(message, new ErrorDetails().withCause(cause));',
    '    }',
    '',
    ...javaDoc(['Makes an error with what is known of the answer.'], '    '),
    `    public ${name}(String message, ErrorDetails details) {`,
    `        super(message, ${parent === null ? 'details == null ? null : details.behind()' : 'details'});`,
    ...added.map((field) => `        this.${field.name} = details == null ? null : ${value(field)};`),
    '    }',
    ...c.adds.flatMap((field) => ['', ...javaDoc([field.doc], '    '), ...indent(accessor(field), '    ')]),
    ...(parent === null ? toText(added) : []),
    '}',
  ];
}

function accessor(field: FieldView): readonly string[] {
  const { name } = field;
  const method = (type: string, value: string) => [`public ${type} ${name}() {`, `    return ${value};`, '}'];
  if (field.kind === 'message') return method('String', 'getMessage()');
  if (!isGiven(field)) return method('Throwable', 'getCause()');
  const value = field.kind === 'headers' ? `${name} == null ? null : Collections.unmodifiableMap(${name})` : name;
  return method(types[field.kind].given, value);
}

/** A log shows the text: status and id of the request stand behind the message. */
function toText(added: readonly Given[]): readonly string[] {
  const told = added.flatMap(({ kind, name }) =>
    kind === 'status' ? [['status', name]] : kind === 'requestId' ? [['request', name]] : [],
  );
  if (told.length === 0) return [];
  return [
    '',
    ...javaDoc(['As that of any throwable, with what tells of the answer behind the message.'], '    '),
    '    @Override',
    '    public String toString() {',
    '        StringBuilder told = new StringBuilder();',
    ...told.map(
      ([what, name]) =>
        `        if (this.${name} != null) told.append(told.length() == 0 ? "" : ", ").append("${what} ").append(this.${name});`,
    ),
    '        return told.length() == 0 ? super.toString() : super.toString() + " (" + told + ")";',
    '    }',
  ];
}
