import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Ended, type KnownOutcome, type TargetResult, UsageError } from '@sdk-conformance/engine';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../config/config.js';
import type { Io } from '../io.js';
import { createProject, type Project } from '../testing/project.js';
import { type UpdateOptions, updateKnown } from './update.js';

let project: Project;
beforeEach(() => {
  project = createProject();
});
afterEach(() => project.remove());

const path = () => join(project.folder, 'conformance.known.yaml');
const options: UpdateOptions = { reason: null, owner: null, issue: null, expires: null };

/** A result in which error.message fails. */
const failing: TargetResult = {
  target: 'typescript',
  result: {
    scenario: { id: 'status/400/a', family: 'status', about: '', clients: [], steps: [] },
    verdict: 'fail',
    why: null,
    findings: [
      {
        requirement: 'error.message',
        verdict: 'fail',
        level: 'must',
        at: { file: 's.yaml', line: 1, column: 1 },
        step: null,
        expected: 'the message is the server’s',
        seen: 'the message is ""',
        measured: {},
      },
    ],
    known: [],
    judged: null,
  },
};
const broken: Ended = { verdict: 'doesNotConform', exit: 1, stopped: null, known: [], results: [failing] };

async function update(ended: Ended, more: Partial<UpdateOptions> = {}, ask?: Io['ask']) {
  const said: string[] = [];
  const io: Io = {
    out: (text) => void said.push(text),
    err: (text) => void said.push(text),
    cwd: project.folder,
    env: {},
    outIsTerminal: false,
    errIsTerminal: false,
    command: 'conformance',
    ...(ask === undefined ? {} : { ask }),
  };
  const config = readConfig(join(project.folder, 'conformance.config.yaml'), project.folder);
  const exit = await updateKnown(config, ended, { ...options, ...more }, false, io);
  return { exit, said };
}

test('what fails is written with the reason, and green from then on', async () => {
  expect(await update(broken, { reason: 'mended in 2.0' })).toEqual({
    exit: 0,
    said: ['conformance.known.yaml: 1 added\n'],
  });
  const [entry] = readConfig(join(project.folder, 'conformance.config.yaml'), project.folder).known;
  expect(entry).toEqual({
    target: 'typescript',
    requirement: 'error.message',
    scenarios: ['status/400/a'],
    signatures: ['the message is ""'],
    reason: 'mended in 2.0',
    owner: null,
    issue: null,
    expires: null,
    at: 'conformance.known.yaml:5',
  });
});

test('what passes is taken out without a reason', async () => {
  await update(broken, { reason: 'mended in 2.0' });
  const { known } = readConfig(join(project.folder, 'conformance.config.yaml'), project.folder);
  const outcomes = known.map(
    (entry): KnownOutcome => ({
      entry,
      state: 'passes',
      claims: [{ glob: 'status/400/a', state: 'passes' }],
      scenarios: [],
      seen: [],
    }),
  );
  const ended: Ended = { verdict: 'stale', exit: 1, stopped: null, known: outcomes, results: [] };
  // The entries are those that were read for the run.
  const config = readConfig(join(project.folder, 'conformance.config.yaml'), project.folder);
  const io = { err: () => {} } as unknown as Io;
  expect(await updateKnown({ ...config, known }, ended, options, false, io)).toBe(0);
  expect(readFileSync(path(), 'utf8').split('\n').at(-2)).toBe('known: []');
});

test('without a reason nothing is written', async () => {
  const why = [
    '--update-known: 1 known deviation is accepted anew, and a reason is wanting',
    '  expected: --reason TEXT; nothing was written',
  ];
  await expect(update(broken)).rejects.toThrow(new UsageError(why.join('\n')));
  expect(existsSync(path())).toBe(false);
});

test.runIf(process.platform === 'linux')('a file that cannot be written is told', async () => {
  symlinkSync('/proc/accepted.yaml', path());
  await expect(update(broken, { reason: 'mended in 2.0' })).rejects.toThrow(
    new UsageError('conformance.known.yaml cannot be written: no file can be made there'),
  );
});

test('on a terminal the reason is asked for', async () => {
  const asked: string[] = [];
  const ask = async (question: string) => {
    asked.push(question);
    return ' mended in 2.0 ';
  };
  expect((await update(broken, {}, ask)).exit).toBe(0);
  expect(asked).toEqual(['1 known deviation is accepted anew in conformance.known.yaml. Why? ']);
  expect(readFileSync(path(), 'utf8')).toContain('    reason: mended in 2.0\n');
  await expect(update(broken, {}, async () => 'todo')).rejects.toThrow(
    new UsageError('--reason: "todo" is no reason\n  expected: why these failures are accepted for now'),
  );
});

test.each<[string, string, Ended]>([
  [
    'interrupted',
    'the run did not come to its end',
    { ...broken, verdict: 'doesNotConform', exit: 130, stopped: 'interrupted' },
  ],
  ['not judged whole', 'the run is not whole, for the reason told above', { ...broken, verdict: 'notJudged', exit: 3 }],
])('a run that was %s rewrites nothing', async (_, why, ended) => {
  expect(await update(ended, { reason: 'mended in 2.0' })).toEqual({
    exit: ended.exit,
    said: [`conformance.known.yaml is not rewritten: ${why}\n`],
  });
  expect(existsSync(path())).toBe(false);
});

test('where nothing changes, the file stays as it is', async () => {
  expect(await update({ ...broken, verdict: 'conforms', exit: 0, results: [] })).toEqual({
    exit: 0,
    said: ['conformance.known.yaml stays as it is\n'],
  });
});
