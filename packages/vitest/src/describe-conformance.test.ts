import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

// Vitest itself runs the tests of an SDK that retries once too often.

const root = fileURLToPath(new URL('../../../', import.meta.url));
const above = mkdtempSync(join(tmpdir(), 'vitest-'));
const folder = join(above, 'an SDK');
const vitest = dirname(createRequire(import.meta.url).resolve('vitest/package.json'));
afterAll(() => rmSync(above, { recursive: true }));

interface Assertion {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}
let assertions: readonly Assertion[] = [];

beforeAll(() => {
  cpSync(join(root, 'examples/typescript'), folder, {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  });
  const link = (name: string, target: string) => {
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
    symlinkSync(target, join(folder, 'node_modules', name));
  };
  link('vitest', vitest);
  link('@sdk-conformance/vitest', join(root, 'packages/vitest'));
  link('@sdk-conformance/adapter-typescript', join(root, 'packages/adapter-typescript'));
  const source = join(folder, 'src/index.ts');
  writeFileSync(source, readFileSync(source, 'utf8').replace('retry >= maxRetries', 'retry > maxRetries'));
  writeFileSync(
    join(folder, 'conformance.test.ts'),
    "import { describeConformance } from '@sdk-conformance/vitest';\n\ndescribeConformance({ filter: ['retry/**'] });\n",
  );
  const chosen = 'max-0/429/|max-1/429/listItems|retry/after/empty/429';
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(vitest, 'vitest.mjs'), 'run', '--reporter=json', '-t', chosen],
    { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: process.env['HOME'] } },
  );
  if (!stdout.includes('{')) throw new Error(stderr);
  const { testResults } = JSON.parse(stdout.slice(stdout.indexOf('{')));
  assertions = testResults[0].assertionResults;
});

const named = (name: string) => assertions.find(({ fullName }) => fullName === `conformance typescript ${name}`);

test('a test for each scenario, of which -t chooses', () => {
  expect(assertions.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName)).toEqual([
    'conformance typescript retry/count/max-0/429/listItems',
    'conformance typescript retry/count/max-0/429/createItem',
    'conformance typescript retry/count/max-1/429/listItems',
  ]);
  expect(assertions.length).toBeGreaterThan(100);
});

test('a failure says what the report for people says', () => {
  expect(named('retry/count/max-0/429/listItems')?.failureMessages.join('\n')).toMatchInlineSnapshot(`
    "NotConforming: ✗ behaves like an SDK that retries once more than maxRetries (retry.maxRetries, conformance/spec.yaml:76)
        in        typescript, 1 scenario: retry/count/max-0/429/listItems
        breaks    retry.count (must): Retries stop at maxRetries, and not before, conformance/spec.yaml:76
        expected  1 request at most: there are no retries
        seen      after 429, request 2 came 500 ms later
        timeline  retry/count/max-0/429/listItems
                0 ms  GET /v1/items  → 429
              500 ms  GET /v1/items  → 429  after 500 ms, no request expected
              500 ms  raised RateLimitError: Too Many Requests: told by the server
        rerun     npx conformance run --target typescript --filter retry/count/max-0/429/listItems"
  `);
});

test('what the spec leaves open is skipped', () => {
  expect(named('retry/after/empty/429/createItem')?.status).toBe('skipped');
});
