import { type Language, type Problem, type RateLimitCategory, reservedWords, type Spec } from '@sdk-conformance/model';
import { refusal } from './problems.js';
import type { ClassView, FieldView, View } from './view.js';

/** What a language allows to be named how. */
export interface NamingRules {
  /** For messages: `Python`. */
  readonly language: string;
  /** Names that the language keeps for itself. */
  readonly keywords: ReadonlySet<string>;
  /** Names that the generated code uses for something else. */
  readonly taken: ReadonlySet<string>;
  /** Members that every error has anyway. */
  readonly members: ReadonlySet<string>;
  /** True: a member may be named like a keyword. */
  readonly keywordMembers: boolean;
  /** What else stands against a class name, of which `all` are there; null: nothing. */
  readonly against?: (name: string, all: ReadonlySet<string>) => string | null;
  /** What else stands against the name of a field; null: nothing. */
  readonly againstField?: (field: FieldView) => string | null;
  /** Constant that a rate-limit category becomes. */
  readonly constant: (category: RateLimitCategory) => string;
  readonly takenConstants: ReadonlySet<string>;
}

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Names that cannot stand in the generated code, each with its line of the spec. */
export function namingProblems(view: View, rules: NamingRules): readonly Problem[] {
  const all = new Set(view.classes.flatMap((c) => [c.name, ...c.formerly]));
  return [
    ...view.classes.flatMap((c) =>
      [c, ...formerNames(c)].flatMap((named) => classProblems(view.spec, named, rules, all)),
    ),
    ...view.fields.flatMap((field) => fieldProblems(view, field, rules)),
    ...twice(view.spec, view.classes, rules, 'two error classes'),
    ...twice(view.spec, view.fields, rules, 'two fields of an error'),
    ...constantProblems(view.spec, rules),
  ];
}

/** What a class was called, each with its place. */
function formerNames({ id, formerly }: ClassView): readonly Named[] {
  return formerly.map((name) => ({ name, pointer: `/errors/classes/${id}/formerly` }));
}

type Named = Pick<ClassView, 'name' | 'pointer'>;

function classProblems(
  spec: Spec,
  { name, pointer }: Named,
  rules: NamingRules,
  all: ReadonlySet<string>,
): readonly Problem[] {
  const refuse = (why: string, expected = 'another name') => [
    refusal(spec, pointer, `${JSON.stringify(name)} cannot name a class in ${rules.language}: ${why}`, {
      expected,
      got: name,
    }),
  ];
  const [last = name, ...within] = name.split(/\.|::|\\/).reverse();
  if (within.length > 0) {
    const where = name.slice(0, -last.length).replace(/[.:\\]+$/, '');
    const why = `it names a class within ${where}, and an error map has all classes in one module of its own`;
    return refuse(why, `the class alone: ${last}; an SDK may give it out from ${where} all the same`);
  }
  if (!identifier.test(name)) return refuse('it is no identifier', 'letters A to Z, digits and _, no digit first');
  if (rules.keywords.has(name)) return refuse('it is a keyword');
  if (rules.taken.has(name)) return refuse('the generated code needs the name itself');
  const why = rules.against?.(name, all) ?? null;
  return why === null ? [] : refuse(why);
}

function fieldProblems({ spec, classes }: View, field: FieldView, rules: NamingRules): readonly Problem[] {
  const { name, pointer } = field;
  const refuse = (why: string, expected = 'another name') => [
    refusal(spec, pointer, `${JSON.stringify(name)} cannot name a field in ${rules.language}: ${why}`, {
      expected,
      got: name,
    }),
  ];
  if (!identifier.test(name)) return refuse('it is no identifier', 'letters A to Z, digits and _, no digit first');
  if (!rules.keywordMembers && rules.keywords.has(name)) return refuse('it is a keyword');
  if (rules.members.has(name) || name.startsWith('__')) return refuse('every error has such a member already');
  if (classes.some((c) => [c.name, ...c.formerly].includes(name))) return refuse('an error class has this name');
  const why = rules.againstField?.(field) ?? null;
  return why === null ? [] : refuse(why);
}

function twice(
  spec: Spec,
  named: readonly { readonly name: string; readonly pointer: string }[],
  rules: NamingRules,
  what: string,
): readonly Problem[] {
  return named
    .filter(({ name }, i) => named.findIndex((other) => other.name === name) < i)
    .map(({ name, pointer }) =>
      refusal(spec, pointer, `${what} are named ${JSON.stringify(name)} in ${rules.language}`, {
        expected: 'a name of its own',
        got: name,
      }),
    );
}

function constantProblems(spec: Spec, rules: NamingRules): readonly Problem[] {
  const constants = spec.rateLimits.map((category) => ({ name: rules.constant(category), category }));
  return constants.flatMap(({ name, category: { id, pointer } }, i) => {
    const refuse = (why: string, expected: string) => [
      refusal(spec, pointer, `the rate limit ${JSON.stringify(id)} cannot be a constant in ${rules.language}: ${why}`, {
        expected,
        got: id,
      }),
    ];
    if (!identifier.test(name)) return refuse(`${JSON.stringify(name)} is no identifier`, 'a camelCase id');
    if (rules.takenConstants.has(name)) return refuse(`the generated code needs the name ${name} itself`, 'another id');
    const other = constants.slice(0, i).find((earlier) => earlier.name === name);
    return other === undefined ? [] : refuse(`it would be ${name}, as ${other.category.id} is`, 'another id');
  });
}

/** A language's keywords, and words that generated code keeps from names besides. */
export function keywordsOf(language: Language, more = ''): ReadonlySet<string> {
  return new Set([...(reservedWords(language)?.keywords ?? []), ...more.split(/\s+/).filter((word) => word !== '')]);
}

/** Names from a text that lists them. */
export function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** The words of an id or a title: `sdkChat`, `sdk_chat` and `SDK Chat` have the same two. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g) ?? [];
}

export function upperSnake(text: string): string {
  return wordsOf(text).join('_').toUpperCase();
}

export function pascal(text: string): string {
  return wordsOf(text)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase())
    .join('');
}

/** What a pattern's first group finds in the text of a file. */
export function namesFound(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, name]) => name ?? '');
}
