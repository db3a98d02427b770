import { readFileSync } from 'node:fs';
import { type InitLanguage, initLanguages } from './language.js';

const templates = new URL('../../templates/', import.meta.url);

/**
 * A file that `init` starts from, with what is this repository's put in the place of the template's own.
 *
 * @param values what stands in the template, and what is put there; a text that the template does not have is our bug
 */
export function template(name: string, values: Readonly<Record<string, string>> = {}): string {
  const text = readFileSync(new URL(name, templates), 'utf8');
  return Object.entries(values).reduce((filled, [own, value]) => {
    if (!filled.includes(own)) throw new Error(`the template ${name} has no ${JSON.stringify(own)}`);
    return filled.replaceAll(own, () => value);
  }, text);
}

/** The template of the spec for one language: each line that is another language's is left out. */
export function specTemplate(language: InitLanguage): string {
  const others = initLanguages.filter((name) => name !== language);
  return template('spec.yaml')
    .split('\n')
    .filter((line) => !others.some((name) => line.trimStart().startsWith(`${name}: `)))
    .join('\n');
}
