import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type LogRecord, terminalReporter } from '@sdk-conformance/reporters';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { config, createProject, type Project } from '../testing/project.js';

// The log is the one record: what it says fits its schema, and every report can be made of it.

let project: Project;
beforeEach(() => {
  project = createProject();
});
afterEach(() => project.remove());

const schema = createRequire(import.meta.url)('@sdk-conformance/reporters/schema/log.v2.schema.json');
const validate = new Ajv2020().compile(schema);

const filters = [
  'retry/count/*/*/initSession',
  'abort/*/initSession',
  'errors/**',
  'status/500/*',
  'steps/parallel-20/*/*',
];

/** A run in which scenarios pass, fail, are known, unspecified and unsupported. */
async function played() {
  const spec = readFileSync(join(project.folder, 'spec.yaml'), 'utf8');
  const fewer = spec.replace(/^(\s*maxRetries:.*)\b3\b/m, '$12');
  expect(fewer).not.toBe(spec);
  project.write('spec.yaml', fewer);
  project.write(
    'conformance.config.yaml',
    `${config(`    without: { abort: the SDK takes no signal }
    unsupported: { streamMessage: the SDK has no streams }
`)}requirements: { error.serializable: { off: nobody serializes them } }
`,
  );
  project.write(
    'conformance.known.yaml',
    `known:
  - target: typescript
    requirement: retry.count
    scenario: status/500/*
    signature: nothing of the kind
    reason: it is reworked
`,
  );
  const { out } = await project.conformance(
    'run',
    ...filters.flatMap((filter) => ['--filter', filter]),
    ...['--reporter', 'terminal', '--reporter', 'jsonl=log.jsonl'],
  );
  const log = readFileSync(join(project.folder, 'log.jsonl'), 'utf8');
  const records: readonly LogRecord[] = log
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { out, records };
}

test('each line of a run fits the schema, and the report is made of the log alone', async () => {
  const { out, records } = await played();
  for (const record of records) {
    validate(record);
    expect(validate.errors ?? [], JSON.stringify(record).slice(0, 300)).toEqual([]);
  }
  const verdicts = new Set(records.flatMap((record) => (record.type === 'scenario' ? [record.verdict] : [])));
  expect([...verdicts].sort()).toEqual(['fail', 'pass', 'unsupported']);
  const reporter = terminalReporter({ colour: false });
  expect(records.map((record) => reporter.write(record)).join('')).toBe(out);
  // Delays of what passes, too, so that samples over the run can be shown.
  const passing = records.flatMap((record) =>
    record.type === 'scenario' && record.verdict === 'pass' ? (record.measured?.gaps ?? []) : [],
  );
  expect(passing.length).toBeGreaterThan(0);
  expect(passing.every(({ ms, window }) => window === null || ms >= window.fromMs - 1)).toBe(true);
});
