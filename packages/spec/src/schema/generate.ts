import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { document } from './document.js';

export const schemaFile = new URL('../../schema/spec.v1.schema.json', import.meta.url);

/** The text of the schema that editors read: the same that the loader checks with. */
export function schemaText(): string {
  return `${JSON.stringify(
    {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'https://sdk-conformance.dev/schema/spec.v1.schema.json',
      title: 'Spec, version 1',
      description: 'What the statuses, error classes, retries and rate limits of one HTTP API are.',
      ...document.json,
    },
    null,
    2,
  )}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(schemaFile, schemaText());
}
