import type { Draft } from '@sdk-conformance/importers';
import { loadSpec } from '@sdk-conformance/spec';
import { filesOfDraft } from '../import/openapi.js';
import type { NewFile } from './files.js';
import type { InitLanguage } from './language.js';
import { specTemplate, template } from './templates.js';

/** The spec and recorded answers that a repository begins with: those of the templates, or a draft of an API's own. */
export interface Beginning {
  /** Relative to the repository's folder. */
  readonly files: readonly NewFile[];
  /** A template's text with the operations of the spec in place of the template's own. */
  readonly fill: (text: string) => string;
  /** What is to be done with the spec. */
  readonly toDo: string;
}

export function fromTemplates(language: InitLanguage): Beginning {
  return {
    files: [
      { path: 'conformance/spec.yaml', text: specTemplate(language) },
      { path: 'conformance/fixtures/api/list-items.http', text: template('fixtures/api/list-items.http') },
    ],
    fill: (text) => text,
    toDo: "your API's sentences in place of the examples, section by section: see TO DO",
  };
}

export function fromDraft(language: InitLanguage, draft: Draft): Beginning {
  const loaded = loadSpec('spec.yaml', new TextEncoder().encode(draft.spec));
  const credential = loaded.ok ? loaded.spec.credentials[0]?.id : undefined;
  return {
    files: filesOfDraft(draft).map(({ path, text }) => ({ path: `conformance/${path}`, text })),
    fill: (text) => withOperations(text, language, draft.operations).replaceAll('apiKey', credential ?? 'apiKey'),
    toDo: 'what is marked TO DO: names in your SDK, and the sentences of your documentation',
  };
}

/** The templates tell of two operations: the first stands for each of an API's own, and the second goes. */
function withOperations(text: string, language: InitLanguage, operations: readonly string[]): string {
  const between = language === 'python' && text.includes('@adapter') ? '\n\n' : '\n';
  return text
    .split(between)
    .flatMap((part) => {
      if (part.includes('createItem')) return [];
      return part.includes('listItems')
        ? operations.map((operation) => ofOperation(part, language, operation))
        : [part];
    })
    .join(between);
}

function ofOperation(part: string, language: InitLanguage, operation: string): string {
  const snake = operation.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
  const pascal = `${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;
  return part
    .replace(': { limit?: number }', '')
    .replace('items.list(', `${language === 'python' ? snake : operation}(`)
    .replaceAll('listItems', operation)
    .replaceAll('list_items', snake)
    .replaceAll('ListItems', pascal);
}
