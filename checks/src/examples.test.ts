import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'checks', '.examples');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What stands in examples for what an earlier stage gives. */
const surroundings = `import type { Spec, Fixtures, Scenario, Observation } from '@sdk-conformance/model';
import type { Expectation } from '@sdk-conformance/oracle';
import type { LogRecord } from '@sdk-conformance/reporters';
import type { ClockListener } from '@sdk-conformance/clock';
import type { Plan, run } from '@sdk-conformance/engine';
import type { Versions } from '@sdk-conformance/codegen';

declare global {
  const spec: Spec;
  const fixtures: Fixtures;
  const scenario: Scenario;
  const scenarios: readonly Scenario[];
  const expectation: Expectation;
  const observation: Observation;
  const records: readonly LogRecord[];
  const listener: ClockListener;
  const plan: Plan;
  const options: Parameters<typeof run>[1];
  const versions: Versions;
}
`;

/** The examples in a file's doc comments, each with the line that it starts at. */
function examplesIn(text: string): readonly { readonly line: number; readonly code: string }[] {
  return [...text.matchAll(/@example\n \* ```ts\n((?: \*[^\n]*\n)*?) \* ```/g)].map((match) => ({
    line: text.slice(0, match.index).split('\n').length,
    code: (match[1] ?? '').replace(/^ \* ?/gm, ''),
  }));
}

function sources(): readonly string[] {
  return readdirSync(join(root, 'packages'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /^[^/]+\/src\/.*\.ts$/.test(file) && !file.endsWith('.test.ts'))
    .sort();
}

test('every example in a doc comment compiles', () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const names = new Map<string, string>();
  for (const file of sources()) {
    for (const { line, code } of examplesIn(readFileSync(join(root, 'packages', file), 'utf8'))) {
      const name = `${file.replaceAll(/\W/g, '-')}-${line}.ts`;
      names.set(name, `packages/${file}:${line}`);
      writeFileSync(join(folder, name), code);
    }
  }
  expect(names.size).toBeGreaterThanOrEqual(25);
  writeFileSync(join(folder, 'surroundings.ts'), surroundings);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const compilerOptions = { noEmit: true, composite: false, incremental: false, noUnusedLocals: false };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.base.json', compilerOptions, include: ['*.ts'] }),
  );
  const compiler = join(root, 'node_modules', '.bin', 'tsc');
  const { stdout } = spawnSync(compiler, ['-p', folder, '--pretty', 'false'], { cwd: folder, encoding: 'utf8' });
  const placed = stdout.replaceAll(/^(\S+?\.ts)/gm, (name) => names.get(name) ?? name);
  expect(placed).toBe('');
});
