import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { specSchema } from './document.js';

export const schemaFile = new URL('../../schema/spec.v1.schema.json', import.meta.url);

export function schemaText(): string {
  return `${JSON.stringify(specSchema, null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(schemaFile, schemaText());
}
