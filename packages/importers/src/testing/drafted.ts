import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readOpenapi } from '../openapi/document.js';
import { type Draft, draftFromOpenapi } from '../openapi/draft.js';

/** The draft of a document in `test-data`. */
export function drafted(
  name: string,
  languages = ['typescript', 'python', 'csharp'],
  operations: readonly string[] = [],
): Draft {
  const text = readFileSync(new URL(`../../test-data/${name}.yaml`, import.meta.url), 'utf8');
  const read = readOpenapi(parse(text));
  if (!read.ok) throw new Error(read.why);
  return draftFromOpenapi(read.document, { languages, operations });
}
