import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { messageKinds } from './kinds.js';

const schemaFile = new URL('../schema/adapter.v1.schema.json', import.meta.url);
export const generatedFile = new URL('../generated/validators.js', import.meta.url);

const head = `// Generated from schema/adapter.v1.schema.json by \`pnpm --filter @sdk-conformance/protocol generate\`.
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
`;

/** Source of the checked-in validators: plain ESM that imports nothing, so that adapters can ship it. */
export function generateValidators(): string {
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as { $id: string };
  const ajv = new Ajv2020({
    code: { esm: true, source: true },
    schemas: [schema],
    strict: true,
    strictRequired: false,
    // `maxLength` counts by a function of ajv otherwise, which adapters do not have.
    unicode: false,
    // It says that `unicode` is deprecated.
    logger: false,
  });
  const exported = Object.fromEntries(messageKinds.map((kind) => [kind, `${schema.$id}#/$defs/${kind}`]));
  return `${head}${standalone.default(ajv, exported)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(generatedFile, generateValidators());
}
