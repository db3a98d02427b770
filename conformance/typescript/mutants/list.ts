import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mutants } from './index.js';

export const listFile = fileURLToPath(new URL('../mutants.yaml', import.meta.url));

const head = `# Written from mutants/*.ts by \`pnpm --filter @sdk-conformance/reference-typescript generate\`.
# What each mutant of the reference SDK does wrong, and the requirement that must fail for it. The adapter switches on the
# one that CONFORMANCE_MUTANT names.
mutants:
`;

/** The list that `pnpm conformance mutants` reads. */
export function mutantsYaml(): string {
  // A JSON string is a YAML string.
  const entries = mutants.map(
    ({ name, defect, breaks }) => `  - name: ${name}\n    defect: ${JSON.stringify(defect)}\n    breaks: ${breaks}\n`,
  );
  return head + entries.join('');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(listFile, mutantsYaml());
