import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProject, type Project, repository } from './testing/project.js';

// Many kinds of conformance/BUG-REPORTS.md break what Foil Engine's vendor never said. Where a vendor does say it, they fail a gate.

/** Foil Engine's spec with all of it promised, and with what only some vendors say besides. */
function promised(): string {
  const text = readFileSync(join(repository, 'spec', 'foilengine.yaml'), 'utf8');
  const edits = [
    [/(ours: \{[^}]*level: )should/, '$1must'],
    [/^abort:\n/m, 'abort:\n  listeners: removed\n'],
    [/^streaming:\n/m, 'streaming:\n  endsAtTerminal: true\n  left: closed\n'],
    [/^identity:\n/m, 'identity:\n  others: same\n'],
    [/^success:\n/m, 'success:\n  integers: exact\n'],
  ] as const;
  return edits.reduce((told, [from, to]) => {
    expect(told).toMatch(from);
    return told.replace(from, to);
  }, text);
}

let project: Project;
beforeAll(() => {
  project = createProject();
  project.write('spec.yaml', promised());
});
afterAll(() => project.remove());

/** The exit code of a run, and the requirements that fail in it as a must. */
async function broken(mutant: string | null, scenarios: readonly string[]): Promise<readonly (number | string)[]> {
  const { exit } = await project.conformance(
    'run',
    ...scenarios.flatMap((id) => ['--filter', id]),
    ...(mutant === null ? [] : ['--env', `CONFORMANCE_MUTANT=${mutant}`]),
    '--reporter',
    'jsonl=run.jsonl',
  );
  const records = readFileSync(join(project.folder, 'run.jsonl'), 'utf8').trimEnd().split('\n');
  const failed = records
    .map((line) => JSON.parse(line))
    .filter(({ type, verdict, level }) => type === 'finding' && verdict === 'fail' && level === 'must');
  return [exit, ...new Set(failed.map(({ requirement }) => String(requirement)))];
}

const kinds = [
  ['4', 'retry-after-fraction-ignored', 'retry/after/fraction-1.5/429/initSession', 'retry.after.fraction'],
  ['5, 6', 'retry-after-date-unsupported', 'retry/after/date-3/429/initSession', 'retry.after.date'],
  ['7', 'retry-after-by-lenient-date', 'retry/after/date-lenient/429/initSession', 'retry.after.invalid'],
  ['8, 9, 10', 'header-grows', 'retry/count/max-1/429/listMachines', 'request.sameHeaders'],
  ['21, 22', 'left-stream-stays-open', 'stream/left-after-1/streamMessage', 'process.leftBehind'],
  ['23', 'reads-past-end', 'stream/timeout-2000/kept-open/streamMessage', 'call.prompt'],
  ['24, 25', 'abort-reason-lost', 'abort/reason/request/initSession', 'error.cause'],
  ['26', 'abort-listener-left', 'steps/shared-signal-12/initSession', 'process.leftBehind'],
  ['40', 'budget-by-wall-clock', 'retry/wall/ahead-1h/503-503-200/initSession', 'retry.count'],
  ['27', 'abort-before-unnoticed', 'abort/before/initSession', 'abort.error'],
] as const;

test.each(kinds)('reports %s: %s', async (_, mutant, scenario, requirement) => {
  const [exit, ...requirements] = await broken(mutant, [scenario]);
  expect([exit, requirements]).toEqual([1, expect.arrayContaining([requirement])]);
});

test('report 33: JSON.parse rounds whole numbers', async () => {
  expect(await broken(null, ['success/large-integer/sendMessage'])).toEqual([1, 'success.value']);
});

test('an SDK that keeps all others of it passes', async () => {
  const scenarios = kinds.map(([, , scenario]) => scenario);
  expect(await broken(null, scenarios)).toEqual([0]);
});
