import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requirementIds } from '@sdk-conformance/oracle';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** All that stands in the files of some folders whose path below the repository matches. */
function textsOf(folders: readonly string[], path: RegExp): string {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    )
    .filter((file) => path.test(file.replaceAll('\\', '/')) && !file.includes('node_modules'))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
}

const producers = textsOf(
  ['packages/oracle/src', 'packages/judge/src'],
  /^(?!.*(\.test\.ts$|requirements\.ts$)).*\.ts$/,
);
const goldens = textsOf(['packages/oracle/src', 'packages/judge/src'], /\.test\.ts$/);
const mutants = textsOf(['conformance'], /mutants[^/]*\.yaml$/);
/** What vendors' SDKs were found to break: promises that Foil Engine has not. */
const found = textsOf(['conformance/vendors'], /findings\.yaml$/);

function stands(key: string, id: string, text: string): boolean {
  return new RegExp(`${key}: ${id.replaceAll('.', '\\.')}$`, 'm').test(text);
}

test.each(requirementIds)('%s is produced, stands in a golden, and is broken by a mutant', (id) => {
  const quoted = `'${id}'`;
  expect({
    produced: producers.includes(quoted),
    golden: goldens.includes(id),
    broken: stands('breaks', id, mutants) || stands('requirement', id, found),
  }).toEqual({ produced: true, golden: true, broken: true });
});
