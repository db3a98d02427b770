import {
  ancestry,
  className,
  type ErrorClassId,
  type ErrorFieldId,
  type Language,
  reservedWords,
  type Spec,
  type TransportKind,
} from '@sdk-conformance/model';
import type { Because } from './because.js';
import type {
  BaseExpectation,
  ExpectedEvent,
  FieldExpectation,
  NameExpectation,
  RaisedExpectation,
} from './outcome-expectation.js';

export function baseClass(spec: Spec, language: Language): BaseExpectation {
  const type = className(spec, spec.errors.base, language);
  return { type, because: { requirement: 'error.base', pointer: '/errors/base', text: `every error is a ${type}` } };
}

/** The classes that other lines of the spec raise, neither above nor below this one; of the base class all, for none stands beside it. */
function othersOf(spec: Spec, error: ErrorClassId): readonly ErrorClassId[] {
  const { base, transport } = spec.errors;
  const others = new Set([...spec.statuses.map((row) => row.error), ...Object.values(transport)]);
  const above = (id: ErrorClassId): readonly ErrorClassId[] => ancestry(spec, id).map((c) => c.id);
  return [...others].filter(
    (id) => id !== null && !above(error).includes(id) && (error === base || !above(id).includes(error)),
  ) as readonly ErrorClassId[];
}

/** What is raised, by class; fields and message are added by what is known of the failure. */
export function raised(spec: Spec, language: Language, error: ErrorClassId, because: Because): RaisedExpectation {
  const bound = spec.errors.body.maxMessageBytes;
  return {
    kind: 'raised',
    type: className(spec, error, language),
    because,
    base: baseClass(spec, language),
    noOther: othersOf(spec, error).map((id) => className(spec, id, language)),
    fields: [],
    headers: null,
    message: null,
    ownFields: { message: ownField(spec, language, error, 'message'), cause: ownField(spec, language, error, 'cause') },
    maxMessageBytes:
      bound === null
        ? null
        : {
            bytes: bound,
            because: {
              requirement: 'error.messageBound',
              pointer: '/errors/body/maxMessageBytes',
              text: `a message has at most ${bound} bytes`,
            },
          },
    cause: null,
    name: ownName(spec),
    copies:
      spec.errors.serializable === true
        ? promise('error.serializable', '/errors/serializable', 'the error survives being copied and serialised')
        : null,
    events: null,
  };
}

function promise(requirement: Because['requirement'], pointer: string, text: string): Because {
  return { requirement, pointer, text };
}

/** The name of an error as far as it does not hang on the answer. */
function ownName({ errors: { named } }: Spec): NameExpectation | null {
  if (named === 'class')
    return { is: null, because: promise('error.name', '/errors/named', 'the error’s name is its class’s') };
  if (named === null || named === 'code' || 'pointer' in named) return null;
  return { is: named.is, because: promise('error.name', '/errors/named', `the error’s name is ${named.is}`) };
}

/** What the status of an error holds where no response came. */
function statusOfNone(spec: Spec, name: string): readonly FieldExpectation[] {
  const { none, pointer = '' } = spec.errors.fields.find((field) => field.id === 'status') ?? {};
  if (none === 'any') return [];
  const value = typeof none === 'number' ? none : null;
  const said = none !== undefined;
  const text = `${name} is ${said ? value : 'null, 0 or absent'}: no response came`;
  const because = promise('error.status', said ? `${pointer}/none` : pointer, text);
  return [{ name, value, ...(said ? {} : { or: 0 }), within: 0, because }];
}

/** Name and pointer of a field that errors of a class carry in a language; null where they do not. */
export function errorField(
  spec: Spec,
  language: Language,
  error: ErrorClassId,
  id: ErrorFieldId,
): { name: string; pointer: string; headers: readonly string[] } | null {
  const found = spec.errors.fields.find((f) => f.id === id);
  const name = found?.names[language];
  if (found === undefined || name === undefined) return null;
  const carries = ancestry(spec, error).some((c) => found.classes.includes(c.id));
  return carries ? { name, pointer: found.pointer, headers: found.headers ?? [] } : null;
}

/** The field that a spec puts a message or a cause in, where it is none that every error of the language has; null where it is. */
function ownField(spec: Spec, language: Language, error: ErrorClassId, id: 'message' | 'cause'): string | null {
  const name = errorField(spec, language, error, id)?.name;
  if (name === undefined) return null;
  const words = reservedWords(language);
  // What is called `message` adapters report as the message, whatever the language has.
  const plain = name.toLowerCase() === id && (id === 'message' || words === undefined);
  const native = plain || words?.native[id]?.includes(name) === true;
  return native ? null : name;
}

/** What a broken connection, a timeout or an unreadable success raises by the line of its kind: of a class of the API, or of none. */
export function raisedByFault(
  spec: Spec,
  language: Language,
  kind: TransportKind,
  because: Because,
  options: { cause: boolean },
): RaisedExpectation {
  const name = spec.errors.outside[kind]?.[language];
  if (name === undefined) return raisedByTransport(spec, language, spec.errors.transport[kind], because, options);
  const any = raised(spec, language, spec.errors.base, because);
  // What is promised of the API's own errors is not of others.
  return {
    ...any,
    type: name,
    base: { type: name, because },
    noOther: [],
    maxMessageBytes: null,
    name: null,
    copies: null,
  };
}

/** What a broken connection, a timeout or an unreadable success raises; where no line names its class, any class of the hierarchy. */
export function raisedByTransport(
  spec: Spec,
  language: Language,
  named: ErrorClassId | undefined,
  because: Because,
  options: { cause: boolean; events?: readonly ExpectedEvent[] },
): RaisedExpectation {
  const error = named ?? spec.errors.base;
  const base = raised(spec, language, error, because);
  // That it is of the base class is promised by the line that says what is raised here at all.
  const { pointer, atMost } = because;
  const top = {
    ...base.base,
    because: { ...base.base.because, pointer, ...(atMost === undefined ? {} : { atMost }) },
  };
  const status = errorField(spec, language, error, 'status');
  return {
    ...base,
    base: top,
    noOther: named === undefined ? [] : base.noOther,
    fields: status === null || !options.cause ? [] : statusOfNone(spec, status.name),
    cause:
      options.cause && spec.errors.keepsCause === true
        ? {
            requirement: 'error.cause',
            pointer: '/errors/keepsCause',
            text: 'the low-level error stays reachable as the cause',
          }
        : null,
    events: options.events ?? null,
  };
}
