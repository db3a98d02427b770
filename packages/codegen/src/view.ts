import {
  ancestry,
  type ErrorClass,
  type ErrorClassId,
  type ErrorField,
  type ErrorFieldId,
  type FreeField,
  type Language,
  matchesStatus,
  type RetryPolicy,
  type Spec,
  specIn,
} from '@sdk-conformance/model';
import { type AnswersView, answersOf, type Range, rangeOf } from './answers.js';
import { classDoc, statusDoc } from './docs.js';
import {
  classNamer,
  type FaultView,
  faultsOf,
  type RulesView,
  rulesOf,
  statusOfNone,
  type UnreadView,
  unreadOf,
  type WordsView,
  wordsOf,
} from './rules.js';
import { type WaitsView, waitsOf } from './waits.js';

/** What a language's package says, in that language's names. */
export interface View {
  readonly spec: Spec;
  readonly language: Language;
  /** What code has the package by; null: what is made of the API's id. */
  readonly namespace: string | null;
  readonly classes: readonly ClassView[];
  readonly base: ClassView;
  /** Fields that an error is made with, in the spec's order; `message` and `cause` are every error's own. */
  readonly fields: readonly FieldView[];
  readonly statuses: readonly StatusView[];
  /** Ranges of the status table, in the order in which they are asked. */
  readonly ranges: readonly RangeView[];
  /** What raises where neither code nor range matches and the status is no 2xx; null where that is no error. */
  readonly otherwise: string | null;
  /** Statuses that are a success, and no others; null: any 2xx that the table does not call an error. */
  readonly successes: readonly Range[] | null;
  /** Statuses that are retried; null where the spec leaves it open. */
  readonly retried: readonly Range[] | null;
  /** Null where the status alone decides. */
  readonly answers: AnswersView | null;
  /** Null where the spec does not say how long to wait. */
  readonly waits: WaitsView | null;
  readonly rules: RulesView;
  readonly words: WordsView;
  readonly unread: readonly UnreadView[];
  readonly faults: readonly FaultView[];
  /** What an error has as its status where no answer came; null: nothing. */
  readonly noStatus: number | null;
}

export interface ClassView {
  readonly id: ErrorClassId;
  readonly name: string;
  readonly pointer: string;
  readonly parent: string | null;
  /** Names of the class and of all below it. */
  readonly family: readonly string[];
  readonly deprecated: boolean;
  /** Names that it had before, and is still found by. */
  readonly formerly: readonly string[];
  readonly doc: readonly string[];
  /** Fields that this class adds to those of its parent. */
  readonly adds: readonly FieldView[];
  /** All fields that it carries. */
  readonly carries: readonly FieldView[];
}

/** `free`: a field of the spec's own. */
export type FieldKind = ErrorFieldId | 'free';

/** Kinds of field that an error is given, and has not anyway. */
export type GivenKind = Exclude<FieldKind, 'cause' | 'message'>;

export interface FieldView {
  readonly id: string;
  readonly kind: FieldKind;
  readonly name: string;
  readonly pointer: string;
  readonly doc: string;
  /** Where a field of the spec's own comes from. */
  readonly from?: FreeField['from'];
  /** Response headers that it comes from; the first that is there counts. */
  readonly headers?: readonly string[];
}

export interface RangeView extends Range {
  readonly error: string | null;
}

export interface StatusView {
  readonly code: number;
  readonly meaning: string | null;
  readonly causes: readonly string[];
  readonly resolution: string | null;
  readonly error: string | null;
  /** Null where the spec leaves open what is retried. */
  readonly retryable: boolean | null;
  readonly doc: readonly string[];
}

/** Attribute names under which a language has an error's message and cause anyway. */
const native: Readonly<Record<Language, { readonly message: string; readonly cause: string }>> = {
  typescript: { message: 'message', cause: 'cause' },
  python: { message: 'message', cause: '__cause__' },
  csharp: { message: 'Message', cause: 'InnerException' },
  java: { message: 'getMessage', cause: 'getCause' },
  go: { message: 'Error', cause: 'Unwrap' },
};

const fieldDocs: Readonly<Record<ErrorFieldId, string>> = {
  status: 'HTTP status of the response; null where no response decided.',
  retryAfter: 'Seconds that the server asked to wait; null where it gave no usable hint.',
  requestId: "The server's id of the request; null where it gave none.",
  headers: 'Headers of the response; null where there was none.',
  message: 'What went wrong, in the words of the server where it said so.',
  cause: 'The error behind this one; null where there is none.',
};

/** An attempt that waits without end has no timeout to write down. */
function withFiniteTimeout(spec: Spec): Spec {
  const { timeouts } = spec;
  if (timeouts.attemptMs === null || Number.isFinite(timeouts.attemptMs)) return spec;
  return { ...spec, timeouts: { ...timeouts, attemptMs: null } };
}

/** @param namespace what code has the package by, where that is not made of the API's id */
export function viewOf(whole: Spec, language: Language, namespace: string | null = null): View {
  const spec = specIn(whole, language);
  const nameOf = classNamer(spec, language);
  const fields = [
    ...spec.errors.fields.flatMap((field) => fieldView(field, language)),
    ...spec.errors.freeFields.flatMap((field) => freeFieldView(field, language)),
  ];
  // A spec may have a thousand classes: each is looked up once.
  const chains = new Map(spec.errors.classes.map(({ id }) => [id, ancestry(spec, id)]));
  const families = new Map<ErrorClassId, string[]>();
  for (const [id, chain] of chains) {
    const name = nameOf(id);
    for (const above of chain) families.set(above.id, [...(families.get(above.id) ?? []), name]);
  }
  const classes = inOrder(chains).map(([id, chain]): ClassView => {
    const own = chain[0];
    const carried = fieldsOf(spec, chain);
    const inherited = fieldsOf(spec, chain.slice(1));
    return {
      id,
      name: nameOf(id),
      pointer: namePointer(spec, own?.pointer ?? '/errors', language),
      parent: chain[1] === undefined ? null : nameOf(chain[1].id),
      family: families.get(id) ?? [],
      deprecated: own?.deprecated ?? false,
      formerly: own?.formerly?.[language] ?? [],
      doc: classDoc(spec, id),
      carries: fields.filter((field) => carried.has(field.id)),
      adds: fields.filter((field) => carried.has(field.id) && !inherited.has(field.id)),
    };
  });
  const base = classes.find((c) => c.id === spec.errors.base);
  if (base === undefined)
    throw new RangeError(`the base class ${spec.errors.base} is not among the classes of ${spec.file}`);
  const { statuses: successes } = spec.success;
  const isListed = (status: number) => successes?.some((match) => matchesStatus(match, status)) === true;
  const error = (id: ErrorClassId | null) => (id === null ? null : nameOf(id));
  const retried = retriedRanges(spec.retry);
  const fallback = spec.statuses.find(({ match }) => match.kind === 'default');
  return {
    spec: withFiniteTimeout(spec),
    language,
    namespace,
    classes,
    base,
    fields,
    statuses: spec.statuses.flatMap((entry): readonly StatusView[] => {
      const { match, meaning, causes, resolution } = entry;
      if (match.kind !== 'code') return [];
      const { code } = match;
      const retryable = retried === null ? null : retried.some(({ from, to }) => from <= code && code <= to);
      // Where the spec lists what is a success, nothing else is one.
      const raised =
        successes === null ? error(entry.error) : isListed(code) ? null : (error(entry.error) ?? base.name);
      return [{ code, meaning, causes, resolution, error: raised, retryable, doc: statusDoc(entry) }];
    }),
    ranges: spec.statuses.flatMap(({ match, error: id }) =>
      match.kind === 'range' ? [{ from: match.from, to: match.to, error: error(id) }] : [],
    ),
    otherwise: fallback === undefined ? base.name : (error(fallback.error) ?? (successes === null ? null : base.name)),
    successes: successes?.map(rangeOf) ?? null,
    retried,
    answers: answersOf(spec, nameOf),
    waits: waitsOf(spec),
    rules: rulesOf(spec),
    words: wordsOf(spec),
    unread: unreadOf(spec, nameOf),
    faults: faultsOf(spec, language, nameOf),
    noStatus: statusOfNone(spec),
  };
}

/** Each class with those above it. */
type Chains = ReadonlyMap<ErrorClassId, readonly ErrorClass[]>;

/** Classes with each after the class that it extends. */
function inOrder(chains: Chains): readonly (readonly [ErrorClassId, readonly ErrorClass[]])[] {
  return [...chains].sort(([, a], [, b]) => a.length - b.length);
}

function fieldsOf(spec: Spec, chain: readonly ErrorClass[]): ReadonlySet<string> {
  const above = new Set(chain.map((c) => c.id));
  const all = [...spec.errors.fields, ...spec.errors.freeFields];
  return new Set(all.filter((f) => f.classes.some((c) => above.has(c))).map((f) => f.id));
}

function fieldView(field: ErrorField, language: Language): readonly FieldView[] {
  const name = field.names[language];
  if (name === undefined) return [];
  const own = native[language];
  if ((field.id === 'cause' && name === own?.cause) || (field.id === 'message' && name === own?.message)) return [];
  const pointer = `${field.pointer}/names/${language}`;
  const { headers } = field;
  return [
    {
      id: field.id,
      kind: field.id,
      name,
      pointer,
      doc: fieldDocs[field.id],
      ...(headers === undefined ? {} : { headers }),
    },
  ];
}

function freeFieldView({ id, names, from, pointer }: FreeField, language: Language): readonly FieldView[] {
  const name = names[language];
  if (name === undefined) return [];
  const where =
    from.in === 'raw'
      ? 'The body of the response'
      : from.in === 'body'
        ? `What stands at ${from.name} in the body of the response`
        : `The response header ${from.names.join(' or ')}`;
  const doc = `${where}; null where there is none.`;
  return [{ id, kind: 'free', name, pointer: `${pointer}/names/${language}`, doc, from }];
}

/** Where the name in a language stands, or what it is named after. */
function namePointer(spec: Spec, pointer: string, language: Language): string {
  const named = `${pointer}/names/${language}`;
  return spec.positions[named] === undefined ? pointer : named;
}

/** Whoever asks by the status alone is told of those that hang on no header of the answer. */
function retriedRanges({ statuses }: RetryPolicy): readonly Range[] | null {
  return statuses === null ? null : statuses.filter(({ when }) => when === undefined).map(rangeOf);
}
