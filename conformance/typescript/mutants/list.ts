import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mutants } from './index.js';

export const listFile = fileURLToPath(new URL('../mutants.yaml', import.meta.url));

const head = `# Written from mutants/*.ts by \`pnpm --filter @sdk-conformance/reference-typescript generate\`.
# What each mutant of the reference SDK does wrong, the requirement that must fail for it, and the cause that must be told first. The adapter switches on the
# one that CONFORMANCE_MUTANT names.
mutants:
`;

/** The list that `pnpm conformance mutants` reads. */
export function mutantsYaml(): string {
  // A JSON string is a YAML string.
  const entries = mutants.map(({ name, defect, breaks, cause, scope }) =>
    [
      `  - name: ${name}\n    defect: ${JSON.stringify(defect)}\n    breaks: ${breaks}\n`,
      ...(cause === undefined ? [] : [`    cause: ${cause}\n`]),
      ...(scope === undefined
        ? []
        : [
            `    scope:\n${Object.entries(scope)
              .map(([feature, value]) => `      ${feature}: ${JSON.stringify(value)}\n`)
              .join('')}`,
          ]),
    ].join(''),
  );
  return head + entries.join('');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(listFile, mutantsYaml());
