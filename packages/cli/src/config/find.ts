import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '@sdk-conformance/engine';

const names = ['conformance.config.yaml', join('conformance', 'conformance.config.yaml')];

/** The nearest configuration, looked for in a folder and those above it; null where there is none. */
export function configIn(from: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = names.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (found !== undefined) return found;
    if (folder === dirname(folder)) return null;
  }
}

/**
 * The same where one is needed.
 *
 * @throws UsageError where there is none
 */
export function findConfig(from: string): string {
  const found = configIn(from);
  if (found !== null) return found;
  throw new UsageError(
    `there is no ${names.join(' or ')} in this folder or in any above it\n  expected: a configuration that names a spec and the targets to test, for example\n    spec: spec/api.yaml\n    targets:\n      typescript:\n        language: typescript\n        adapter: conformance/adapter.ts`,
  );
}
