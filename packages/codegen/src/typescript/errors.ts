import { deprecation, fieldPlacesDoc, useInstead } from '../docs.js';
import { jsArray, jsDoc, jsKey, jsString } from '../text/javascript.js';
import { fileText } from '../text/wrap.js';
import type { ClassView, FieldView, GivenKind, View } from '../view.js';

const types: Readonly<Record<GivenKind, string>> = {
  status: 'number | null',
  retryAfter: 'number | null',
  requestId: 'string | null',
  headers: 'Readonly<Record<string, string>> | null',
  free: 'unknown',
};

/** What a field is, and what gives it where an error has it under a name of its own already. */
function typeOf({ kind }: FieldView): { readonly type: string; readonly native: string | null } {
  if (kind === 'message') return { type: 'string', native: 'this.message' };
  if (kind === 'cause') return { type: 'unknown', native: 'this.cause' };
  return { type: types[kind], native: null };
}

const isGiven = (field: FieldView) => typeOf(field).native === null;

export function errorsFile(view: View, packageName: string): string {
  const given = view.fields.filter(isGiven);
  return fileText([
    ...jsDoc(['What an error is made with, beside its message. A class takes what it has a field for.']),
    'export interface ErrorDetails {',
    ...given.flatMap((field) => [
      ...jsDoc([field.doc], [], '  '),
      `  readonly ${field.name}?: ${field.kind === 'free' ? 'unknown' : `${typeOf(field).type} | undefined`};`,
    ]),
    ...jsDoc(['The error behind this one.'], [], '  '),
    '  readonly cause?: unknown;',
    '}',
    '',
    ...brand(packageName),
    ...view.classes.flatMap((c) => ['', ...errorClass(c)]),
    ...view.classes.flatMap(aliases),
    '',
    ...jsDoc(['Names of all error classes.']),
    `export type ErrorName =${view.classes.map(({ name }) => `\n  | ${jsString(name)}`).join('')};`,
    '',
    ...jsDoc(['The error classes by their names.']),
    'export const ERROR_CLASSES = {',
    ...view.classes.map(({ name }) => `  ${name},`),
    '} as const;',
    '',
    ...jsDoc([
      'An error of a class, and of none below it. As a union of all: a switch on `name` narrows it, and can be seen to miss none.',
    ]),
    'export type ErrorOf<N extends ErrorName = ErrorName> = {',
    '  [K in N]: InstanceType<(typeof ERROR_CLASSES)[K]> & { readonly name: K };',
    '}[N];',
    '',
    ...jsDoc(['Whether it is an error of the API, of whichever copy of this package; a class of your own is none.']),
    'export function isErrorOf(thing: unknown): thing is ErrorOf;',
    'export function isErrorOf<N extends ErrorName>(thing: unknown, name: N): thing is ErrorOf<N>;',
    'export function isErrorOf(thing: unknown, name?: ErrorName): thing is ErrorOf {',
    `  if (!(thing instanceof ${view.base.name})) return false;`,
    '  return name === undefined ? Object.prototype.hasOwnProperty.call(ERROR_CLASSES, thing.name) : thing.name === name;',
    '}',
    '',
    ...jsDoc(['Any of the error classes.']),
    `export type ErrorClass = new (message: string, details?: ErrorDetails) => ${view.base.name};`,
    ...fieldPlaces(view),
  ]);
}

function brand(packageName: string): readonly string[] {
  return [
    '// Copies of this package in one process (ESM and CJS, or two versions) have classes of their own: the brand, shared by',
    '// all copies, lets `instanceof` of one know the errors of another.',
    'function brand(type: ErrorClass, id: string, name: string): void {',
    `  const key = Symbol.for(\`${packageName}/\${id}\`);`,
    '  Object.defineProperty(type.prototype, key, { value: true });',
    "  Object.defineProperty(type.prototype, 'name', { value: name, configurable: true, writable: true });",
    '  Object.defineProperty(type, Symbol.hasInstance, {',
    '    value(this: unknown, thing: unknown): boolean {',
    '      // A class below inherits this method, and is asked as any class is.',
    '      if (this !== type) return Function.prototype[Symbol.hasInstance].call(this, thing);',
    "      return typeof thing === 'object' && thing !== null && key in thing;",
    '    },',
    '  });',
    '}',
  ];
}

function errorClass(c: ClassView): readonly string[] {
  const given = c.adds.filter(isGiven);
  const names = c.family.map(jsString).join(' | ');
  return [
    ...jsDoc(c.doc, c.deprecated ? [`@deprecated ${deprecation}`] : []),
    `export class ${c.name} extends ${c.parent ?? 'Error'} {`,
    // An SDK may name classes of its own below the base class.
    `  declare readonly name: ${c.parent === null ? 'string' : names};`,
    ...c.adds.flatMap((field) => [...jsDoc([field.doc], [], '  '), ...member(field)]),
    '',
    '  static {',
    `    brand(this, ${jsString(c.id)}, ${jsString(c.name)});`,
    '  }',
    ...(c.parent === null
      ? ['', ...baseConstructor(given)]
      : given.length === 0
        ? []
        : ['', ...subclassConstructor(given)]),
    ...(c.parent === null || given.length > 0 ? ['', ...toJson(c)] : []),
    '}',
  ];
}

/** A class by the names that it had before. */
function aliases({ name, formerly }: ClassView): readonly string[] {
  return formerly.flatMap((old) => {
    const doc = jsDoc([`What ${name} was called before.`], [`@deprecated ${useInstead(name)}`]);
    return ['', ...doc, `export const ${old} = ${name};`, ...doc, `export type ${old} = ${name};`];
  });
}

function member(field: FieldView): readonly string[] {
  const { type, native } = typeOf(field);
  if (native === null) return [`  readonly ${field.name}: ${type};`];
  return [`  get ${field.name}(): ${type} {`, `    return ${native};`, '  }'];
}

const assignments = (given: readonly FieldView[]) =>
  given.map(({ name }) => `    this.${name} = details.${name} ?? null;`);

function baseConstructor(given: readonly FieldView[]): readonly string[] {
  return [
    '  constructor(message: string, details: ErrorDetails = {}) {',
    '    super(message, details.cause === undefined ? undefined : { cause: details.cause });',
    ...assignments(given),
    '  }',
  ];
}

function subclassConstructor(given: readonly FieldView[]): readonly string[] {
  return [
    '  constructor(message: string, details: ErrorDetails = {}) {',
    '    super(message, details);',
    ...assignments(given),
    '  }',
  ];
}

/** Headers and whole bodies stay out of it: a log is no place for cookies and tokens. */
function toJson(c: ClassView): readonly string[] {
  const shown = c.carries.filter((field) => isGiven(field) && field.kind !== 'headers' && field.from?.in !== 'raw');
  return [
    ...jsDoc(['What a log shows of the error.'], [], '  '),
    '  toJSON(): Readonly<Record<string, unknown>> {',
    `    return { name: this.name, message: this.message${shown.map(({ name }) => `, ${name}: this.${name}`).join('')} };`,
    '  }',
  ];
}

/** Where fields of the spec's own come from. */
function fieldPlaces({ fields }: View): readonly string[] {
  const free = fields.flatMap(({ name, from }) => (from === undefined ? [] : [{ name, from }]));
  if (free.length === 0) return [];
  return [
    '',
    ...jsDoc([fieldPlacesDoc]),
    'export const FIELD_PLACES = {',
    ...free.map(({ name, from }) => {
      const names = from.in === 'header' ? from.names : from.in === 'body' ? [from.name] : [];
      return `  ${jsKey(name)}: { in: ${jsString(from.in)}, names: ${jsArray(names)} },`;
    }),
    '} as const;',
  ];
}
