import { nearestName } from '../nearest.js';
import type { Facts, Rule } from './rule.js';

/** Every map from a language to something, by its pointer. */
function byLanguage({ spec }: Facts): readonly (readonly [pointer: string, languages: readonly string[]])[] {
  return [
    ...spec.options.map((option) => [option.pointer, Object.keys(option.names)] as const),
    ...spec.errors.classes.map((error) => [`${error.pointer}/names`, Object.keys(error.names)] as const),
    ...spec.errors.fields.map((field) => [`${field.pointer}/names`, Object.keys(field.names)] as const),
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

export const nameRules = [languageExists, optionNamedInEachLanguage];
