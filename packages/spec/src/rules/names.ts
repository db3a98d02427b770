import {
  type ErrorField,
  type FreeField,
  type Language,
  type ReservedWords,
  reservedWords,
  type Spec,
} from '@sdk-conformance/model';
import { type Mistake, shown } from '../mistake.js';
import { nearestName } from '../nearest.js';
import { type Facts, type Rule, unknownName } from './rule.js';

type Field = Pick<ErrorField | FreeField, 'id' | 'names' | 'pointer'>;

function fieldsOf({ errors }: Spec): readonly Field[] {
  return [...errors.fields, ...errors.freeFields];
}

/** Names under which a language has a field of its own accord. */
function nativeOf({ native }: ReservedWords, id: string): readonly string[] {
  return (native as Readonly<Record<string, readonly string[]>>)[id] ?? [];
}

/** Every map from a language to something, by its pointer. */
function byLanguage({ spec }: Facts): readonly (readonly [pointer: string, languages: readonly string[]])[] {
  return [
    ...spec.options.map((option) => [option.pointer, Object.keys(option.names)] as const),
    ...spec.errors.classes.map((error) => [`${error.pointer}/names`, Object.keys(error.names)] as const),
    ...spec.errors.classes.map((error) => [`${error.pointer}/formerly`, Object.keys(error.formerly ?? {})] as const),
    ...fieldsOf(spec).map((field) => [`${field.pointer}/names`, Object.keys(field.names)] as const),
    ...Object.entries(spec.errors.outside).map(
      ([kind, names]) => [`/errors/outside/${kind}`, Object.keys(names)] as const,
    ),
    ['/abort/errors', Object.keys(spec.abort?.errors ?? {})],
  ];
}

const languageExists: Rule = {
  *check(facts) {
    const { languages } = facts.spec;
    for (const [pointer, written] of byLanguage(facts)) {
      for (const language of written.filter((l) => !languages.includes(l))) {
        yield {
          pointer: `${pointer}/${language}`,
          shows: 'key',
          message: `the language ${language} is not declared under languages`,
          expected: `one of ${languages.join(', ')}`,
          nearest: nearestName(language, languages),
        };
      }
    }
  },
};

/** A language that has names for classes and for nothing else is likely to have been forgotten. */
const optionNamedInEachLanguage: Rule = {
  warns: true,
  *check({ spec }) {
    for (const { id, names, pointer } of spec.options) {
      for (const language of spec.languages.filter((l) => names[l] === undefined)) {
        yield { pointer, shows: 'key', message: `the option ${id} has no name in ${language}` };
      }
    }
  },
};

type Refusal = Pick<Mistake, 'message' | 'expected'>;

/** Names of one thing by language, each against the words that its language keeps. */
function* refused(
  pointer: string,
  names: Readonly<Record<Language, string>>,
  against: (name: string, words: ReservedWords) => Refusal | null,
): Iterable<Mistake> {
  for (const [language, name] of Object.entries(names)) {
    const words = reservedWords(language);
    const refusal = words === undefined ? null : against(name, words);
    if (refusal !== null) yield { pointer: `${pointer}/${language}`, shows: 'value', ...refusal, got: shown(name) };
  }
}

/** The words of a name with its modules: `stripe.error`, `Errors::RateLimit`. */
function parts(name: string): readonly string[] {
  return name.split(/\.|::|\\/);
}

function keywordIn(name: string, { keywords, title }: ReservedWords, what: string): Refusal | null {
  const keyword = parts(name).find((part) => keywords.has(part));
  if (keyword === undefined) return null;
  return { message: `no ${what} can be called ${keyword} in ${title}: it is a keyword`, expected: 'another name' };
}

/** A class with its module before it is told apart from a builtin: `stripe.PermissionError`. */
const classNameFits: Rule = {
  *check({ spec, document }) {
    const fits = (name: string, words: ReservedWords): Refusal | null => {
      if (!words.builtins.has(name)) return keywordIn(name, words, 'class');
      const expected = `another name, or the class with its module: ${spec.api.id.replaceAll('-', '_')}.${name}, say`;
      return { message: `a class called ${name} hides the one that ${words.title} has itself`, expected };
    };
    const own = (name: string, words: ReservedWords) => (words.builtins.has(name) ? null : fits(name, words));
    for (const { id, names, pointer } of spec.errors.classes) {
      const isBuiltin = document.errors.classes[id]?.builtin === true && id === spec.errors.base;
      yield* refused(`${pointer}/names`, names, isBuiltin ? own : fits);
    }
  },
};

/** Only the class above all others may be the language's, or a handler of one meets errors of anything. */
const builtinIsBase: Rule = {
  *check({ spec, document }) {
    for (const { id, names, pointer } of spec.errors.classes) {
      if (document.errors.classes[id]?.builtin !== true) continue;
      if (id !== spec.errors.base) {
        const message = `${id} is not the base class, and so no class of the language`;
        yield { pointer: `${pointer}/builtin`, shows: 'key', message, expected: `builtin under ${spec.errors.base}` };
        continue;
      }
      const known = Object.entries(names).flatMap(([language, name]) => {
        const words = reservedWords(language);
        return words === undefined ? [] : [words.builtins.has(name)];
      });
      if (known.length === 0 || known.includes(true)) continue;
      const message = `no name of ${id} is a class that a language has itself`;
      yield {
        pointer: `${pointer}/builtin`,
        shows: 'key',
        message,
        expected: 'Error or Exception, say, or no builtin',
      };
    }
  },
};

const fieldNameFits: Rule = {
  *check({ spec }) {
    for (const { id, names, pointer } of fieldsOf(spec)) {
      yield* refused(`${pointer}/names`, names, (name, words) => {
        const [first = ''] = parts(name);
        if (words.members.has(first) && nativeOf(words, id).includes(name) !== true) {
          const message = `${name} holds something else on every error of ${words.title}`;
          return { message, expected: nativeOf(words, id)[0] ?? 'another name' };
        }
        return words.keywordFields ? null : keywordIn(name, words, 'field');
      });
    }
  },
};

const optionNameFits: Rule = {
  *check({ spec }) {
    for (const { names, pointer } of spec.options) {
      yield* refused(pointer, names, (name, words) => (words.keywordFields ? null : keywordIn(name, words, 'option')));
    }
  },
};

/** Two fields of one name cannot both hold what the spec says. */
const fieldNamesDiffer: Rule = {
  *check({ spec }) {
    for (const language of spec.languages) {
      const seen = new Map<string, string>();
      for (const { id, names, pointer } of fieldsOf(spec)) {
        const name = names[language];
        if (name === undefined) continue;
        const first = seen.get(name);
        if (first === undefined) seen.set(name, id);
        else {
          const message = `${id} and ${first} are both called ${name} in ${language}`;
          yield {
            pointer: `${pointer}/names/${language}`,
            shows: 'value',
            message,
            expected: 'a name for each',
            got: shown(name),
          };
        }
      }
    }
  },
};

const sectionsOfLanguages: Rule = {
  *check({ spec }) {
    for (const language of Object.keys(spec.inLanguages ?? {})) {
      if (spec.languages.includes(language)) continue;
      yield { ...unknownName(`/inLanguages/${language}`, 'language', language, spec.languages), shows: 'key' };
    }
  },
};

export const nameRules = [
  sectionsOfLanguages,
  languageExists,
  optionNamedInEachLanguage,
  classNameFits,
  builtinIsBase,
  fieldNameFits,
  optionNameFits,
  fieldNamesDiffer,
];
