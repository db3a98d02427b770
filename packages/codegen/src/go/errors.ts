import { deprecation, useInstead } from '../docs.js';
import { goDoc, goString } from '../text/go.js';
import { visibleWords } from '../text/wrap.js';
import type { ClassView, FieldView, GivenKind, View } from '../view.js';
import { packageName, sentinelOf } from './names.js';
import { goFile, type Member, struct } from './source.js';

/** What a field is where there is nothing, besides its type: the zero value, as Go has it. */
const types: Readonly<Record<GivenKind, { readonly type: string; readonly zero: string }>> = {
  status: { type: 'int', zero: '0' },
  retryAfter: { type: 'time.Duration', zero: '0' },
  requestId: { type: 'string', zero: '""' },
  headers: { type: 'map[string]string', zero: 'nil' },
  free: { type: 'any', zero: 'nil' },
};

function typeOf({ kind }: FieldView): (typeof types)[GivenKind] | null {
  return kind === 'message' || kind === 'cause' ? null : types[kind];
}

/** Fields that errors are given; message and cause are every error's own. */
export function givenFields(fields: readonly FieldView[]): readonly FieldView[] {
  return fields.filter((field) => typeOf(field) !== null);
}

function member(field: FieldView): Member {
  const { type = 'any', zero = 'nil' } = typeOf(field) ?? {};
  const doc = field.doc.replace('Seconds that', 'Time that').replace('null', zero);
  return { name: field.name, type, doc: `${field.name}: ${doc}` };
}

/** What the base class calls message and cause: as the spec does, where it names a field for them. */
function ownNames({ base }: View): { readonly message: string; readonly cause: string } {
  const named = (kind: FieldView['kind']) => base.carries.find((field) => field.kind === kind)?.name;
  return { message: named('message') ?? 'Message', cause: named('cause') ?? 'Cause' };
}

export function errorsFile(view: View): string {
  const { api } = view.spec;
  return goFile(
    view,
    [
      ...classType,
      '',
      ...struct(
        'ErrorDetails',
        ['ErrorDetails is what an error is made with beside its message. A class takes what it has a field for.'],
        [
          ...givenFields(view.fields).map(member),
          { name: 'Cause', type: 'error', doc: 'Cause: The error behind this one; nil where there is none.' },
        ],
      ),
      ...view.classes.flatMap((c) => ['', ...errorClass(view, c)]),
      ...(view.classes.some(({ name }) => name === 'Error') ? errorBase : []),
    ],
    [
      `Package ${packageName(view.spec, view.namespace)} has the errors, the status table, the retry policy and the rate limits of the ${api.name} API.`,
      'Each class of errors is a struct, which errors.As finds for itself and for the classes below it, and a value such as ' +
        `${sentinelOf(view.base.name)}, which errors.Is finds likewise and whose New makes one.`,
      ...(api.documentation === null ? [] : [`Documentation: ${api.documentation}`]),
    ],
  );
}

const classType =
  `// ErrorClass is a class of errors: as a target of errors.Is it takes the errors of the class, and of all below it.
type ErrorClass struct {
	// Name is that of the struct.
	Name string
	// Parent is the class above; nil for the base class.
	Parent *ErrorClass
	create func(message string, details ErrorDetails) error
}

// New makes an error of the class, whose struct errors.As gives.
func (c *ErrorClass) New(message string, details ErrorDetails) error {
	return c.create(message, details)
}

// Error is the name: a class is a target of errors.Is.
func (c *ErrorClass) Error() string {
	return c.Name
}

// Unwrap is the class above: errors.Is tells whether a class stands below another one.
func (c *ErrorClass) Unwrap() error {
	if c.Parent == nil {
		return nil
	}
	return c.Parent
}`.split('\n');

const errorBase = [
  '',
  '// ErrorBase is Error where another class embeds it: a field of the name would hide the method.',
  'type ErrorBase = Error',
];

const embedded = (parent: string) => (parent === 'Error' ? 'ErrorBase' : parent);

function errorClass(view: View, c: ClassView): readonly string[] {
  const { name, parent } = c;
  const sentinel = sentinelOf(name);
  const names = ownNames(view);
  const added = givenFields(c.adds);
  const members = added.map(member);
  const doc = [
    `${name}: ${c.doc[0] ?? ''}`,
    ...c.doc.slice(1),
    ...(c.deprecated ? [`Deprecated: ${deprecation}`] : []),
  ];
  const given = added.map((field) => `${field.name}: details.${field.name}`);
  const head =
    parent === null
      ? [`${names.message}: message`, `${names.cause}: details.Cause`]
      : [`${embedded(parent)}: make${parent}(message, details)`];
  const own = [
    { name: names.message, type: 'string', doc: `${names.message}: What went wrong, in the words of the server.` },
    { name: names.cause, type: 'error', doc: `${names.cause}: The error behind this one; nil where there is none.` },
  ];
  return [
    ...(parent === null
      ? struct(name, doc, [...own, ...members])
      : [
          ...goDoc(doc),
          `type ${name} struct {`,
          `\t${embedded(parent)}`,
          ...members.flatMap((each) => [...goDoc([each.doc], '\t'), `\t${each.name} ${each.type}`]),
          '}',
        ]),
    '',
    `// ${sentinel} is the class of ${name}.`,
    `var ${sentinel} = &ErrorClass{Name: ${goString(name)}, ${parent === null ? '' : `Parent: ${sentinelOf(parent)}, `}create: func(message string, details ErrorDetails) error {`,
    `\tmade := make${name}(message, details)`,
    '\treturn &made',
    '}}',
    '',
    `func make${name}(message string, details ErrorDetails) ${name} {`,
    `\treturn ${name}{${[...head, ...given].join(', ')}}`,
    '}',
    '',
    ...(parent === null ? baseMethods(view, c) : ownMethods(view, c, parent)),
    ...aliases(c, names),
    ...formerNames(c),
  ];
}

/** Whether a field has something to tell, and what it tells. */
function toldOf({ kind, name }: FieldView): readonly (readonly [has: string, text: string])[] {
  if (kind === 'status') return [[`e.${name} > 0`, `"status "+strconv.Itoa(e.${name})`]];
  return kind === 'requestId' ? [[`e.${name} != ""`, `"request "+e.${name}`]] : [];
}

function baseMethods(view: View, { name, adds }: ClassView): readonly string[] {
  const { message, cause } = ownNames(view);
  const { fields, body } = view.spec.errors;
  // Where the spec has its words in Error, and nothing beside them, nothing stands there.
  const isExact =
    body.exactMessage === true && fields.some(({ id, names }) => id === 'message' && names['go'] === 'Error');
  const told = isExact ? [] : adds.flatMap(toldOf);
  return [
    `// Error is the message${told.length === 0 ? '' : ', with what tells of the answer behind it'}.`,
    `func (e *${name}) Error() string {`,
    ...(told.length === 0
      ? [`\treturn e.${message}`]
      : [
          '\tvar told []string',
          ...told.flatMap(([has, text]) => [`\tif ${has} {`, `\t\ttold = append(told, ${text})`, '\t}']),
          '\tif len(told) == 0 {',
          `\t\treturn e.${message}`,
          '\t}',
          `\treturn strings.TrimSpace(e.${message} + " (" + strings.Join(told, ", ") + ")")`,
        ]),
    '}',
    '',
    '// Unwrap is the error behind this one.',
    `func (e *${name}) Unwrap() error {`,
    `\treturn e.${cause}`,
    '}',
    '',
    '// Is holds for the class of the error.',
    `func (e *${name}) Is(target error) bool {`,
    `\treturn target == ${sentinelOf(name)}`,
    '}',
  ];
}

/** A handler of a class above takes the error, too: `errors.As` goes by these methods, since embedding is no inheritance. */
function ownMethods({ base }: View, { name }: ClassView, parent: string): readonly string[] {
  const above = `e.${embedded(parent)}`;
  return [
    '// Is holds for the class of the error, and for those above it.',
    `func (e *${name}) Is(target error) bool {`,
    `\treturn target == ${sentinelOf(name)} || ${above}.Is(target)`,
    '}',
    '',
    '// As gives what the error is by a class above its own.',
    `func (e *${name}) As(target any) bool {`,
    `\tif found, ok := target.(**${parent}); ok {`,
    `\t\t*found = &${above}`,
    '\t\treturn true',
    '\t}',
    `\treturn ${parent === base.name ? 'false' : `${above}.As(target)`}`,
    '}',
  ];
}

/** Names for message and cause that are not those of the base class. */
function aliases({ name, parent, adds }: ClassView, own: ReturnType<typeof ownNames>): readonly string[] {
  if (parent === null) return [];
  return adds.flatMap((field) => {
    if (field.kind !== 'message' && field.kind !== 'cause') return [];
    const type = field.kind === 'message' ? 'string' : 'error';
    return [
      '',
      ...goDoc([`${field.name}: ${field.doc.replace('null', 'nil')}`]),
      `func (e *${name}) ${field.name}() ${type} {`,
      `\treturn e.${own[field.kind]}`,
      '}',
    ];
  });
}

function formerNames({ name, formerly }: ClassView): readonly string[] {
  return formerly.flatMap((old) => [
    '',
    ...goDoc([`${old} is what ${name} was called before.`, `Deprecated: ${visibleWords(useInstead(name))}`]),
    `type ${old} = ${name}`,
    '',
    ...goDoc([`${sentinelOf(old)} is ${sentinelOf(name)}.`, `Deprecated: ${useInstead(sentinelOf(name))}`]),
    `var ${sentinelOf(old)} = ${sentinelOf(name)}`,
  ]);
}
