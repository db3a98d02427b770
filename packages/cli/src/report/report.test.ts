import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { logOf } from '../testing/log.js';
import { createProject, type Project } from '../testing/project.js';

// Reports of what was run before: nothing is played.

let project: Project;
beforeEach(() => {
  project = createProject();
});
afterEach(() => project.remove());

/** A log in which a target played one scenario. */
const log = (target: string, id: string, failed: 0 | 1 = 0): string =>
  logOf(target, [{ id, breaks: failed === 0 ? null : 'retry.count' }]);

test('a log gives the report and the exit code of its run, in every form', async () => {
  project.write('log.jsonl', log('typescript', 'retry/count/a', 1));
  const files = {
    html: 'report.html',
    junit: 'junit.xml',
    markdown: 'comment.md',
    gitlab: 'quality.json',
    sarif: 'sarif.json',
    ctrf: 'ctrf.json',
    badge: 'badge.svg',
    shields: 'badge.json',
    jsonl: 'again.jsonl',
  };
  const reporters = Object.entries(files).flatMap(([name, file]) => ['--reporter', `${name}=${file}`]);
  const { exit, out, err } = await project.conformance('report', 'log.jsonl', ...reporters, '--reporter', 'github');
  expect({ exit, err }).toEqual({ exit: 1, err: '' });
  expect(out).toContain('\nDOES NOT CONFORM: 1 requirement broken in 1 of the 1 scenario played\n');
  expect(out).toContain(
    '::error file=spec.yaml,line=41,title=retry.count (must)::typescript: retry.count: 2 requests%0A',
  );
  for (const file of Object.values(files)) expect(readFileSync(join(project.folder, file), 'utf8'), file).not.toBe('');
  expect(readFileSync(join(project.folder, 'again.jsonl'), 'utf8')).toBe(
    readFileSync(join(project.folder, 'log.jsonl'), 'utf8'),
  );
});

test('parts of a run are reported as one: other scenarios of a target, and other targets', async () => {
  project.write('a.jsonl', log('typescript', 'retry/count/a'));
  project.write('b.jsonl', log('typescript', 'retry/count/b', 1));
  project.write('c.jsonl', log('python', 'retry/count/a'));
  const { exit, out } = await project.conformance('report', 'a.jsonl', 'b.jsonl', 'c.jsonl');
  expect(exit).toBe(1);
  expect(out).toMatchInlineSnapshot(`
    "Foil Engine · spec.yaml · seed 1
      typescript  foil 1.0.0  node  clock tier A (virtual clock, delays judged to ±1 ms)
      python      foil 1.0.0  node  clock tier A (virtual clock, delays judged to ±1 ms)

    ✗ retry.count: 2 requests
        in        typescript, 1 of 2 scenarios: retry/count/b
        breaks    retry.count (must): Retries stop at maxRetries, and not before, spec.yaml:41
        expected  3 requests
        seen      2 requests
        rerun     pnpm conformance run --target typescript --filter retry/count/b

    family       typescript          python
    retry/count  1 passed, 1 failed  1 passed

    typescript  2 scenarios: 1 passed, 1 failed
    python      1 scenario: 1 passed
    30 ms of simulated time in 6 ms

    DOES NOT CONFORM: 1 requirement broken in 1 of the 3 scenarios played
    To mend first: retry.count: 2 requests
    What is served there, what is expected and why: pnpm conformance explain retry/count/b
    "
  `);
});

test('what is no log, no whole one, or of another run is refused', async () => {
  const whole = log('typescript', 'retry/count/a');
  project.write('whole.jsonl', whole);
  project.write('cut.jsonl', whole.split('\n').slice(0, -2).join('\n'));
  project.write('text.jsonl', 'hello\n');
  project.write(
    'lame.jsonl',
    whole.replace(/"lacks":{[^}]*}/, '"lacks":null').replace('"seed":1', '"seed":1,"later":1'),
  );
  project.write('old.jsonl', whole.replace('"log":2', '"log":1'));
  project.write('other.jsonl', log('python', 'retry/count/a').replace('Foil Engine', 'Shelf'));
  project.write(
    'newer.jsonl',
    log('typescript', 'retry/count/b').replace('"version":"1.0.0"},"scenarios"', '"version":"2.0.0"},"scenarios"'),
  );
  const refusals: string[] = [];
  for (const files of [
    ['cut'],
    ['text'],
    ['lame'],
    ['old'],
    ['none'],
    ['whole', 'whole'],
    ['whole', 'other'],
    ['whole', 'newer'],
  ]) {
    const { exit, out, err } = await project.conformance('report', ...files.map((file) => `${file}.jsonl`));
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    refusals.push(err);
  }
  expect(refusals).toMatchInlineSnapshot(`
    [
      "cut.jsonl: its last line is missing: the run that wrote it did not come to its end, so nothing can be said of it
    ",
      "text.jsonl:1: this is no line of a log
      expected: a file that run --reporter jsonl=FILE wrote
    ",
      "lame.jsonl:2: this is no line of a log: wrong type at /lacks, expected keys and values, got nothing
      expected: a file that run --reporter jsonl=FILE wrote
    ",
      "old.jsonl:1: this log is of version 1
      expected: version 2, of this command
    ",
      "none.jsonl cannot be read: there is no such file
      expected: a file that run --reporter jsonl=FILE wrote
    ",
      "whole.jsonl: whole.jsonl has retry/count/a of typescript too
      expected: parts of one run, none of which plays what another does
    ",
      "other.jsonl: this is of another run than whole.jsonl
      whole.jsonl: Foil Engine, spec.yaml, strict false
      other.jsonl: Shelf, spec.yaml, strict false
    ",
      "newer.jsonl: typescript is another SDK than in the logs before it: [{"name":"foil","version":"2.0.0"},null], and [{"name":"foil","version":"1.0.0"},null] there
    ",
    ]
  `);
});

test('the parts of a split run are one run, whole or refused', async () => {
  const part = (id: string, k: number, failed: 0 | 1 = 0) =>
    log('typescript', id, failed)
      .replace('"filters":[]', `"filters":[],"shard":{"part":${k},"of":3}`)
      .replace('"derived":2', '"derived":3,"leastJudged":0.9');
  project.write('1.jsonl', part('retry/count/a', 1));
  project.write('2.jsonl', part('retry/count/b', 2));
  project.write('3.jsonl', part('retry/count/c', 3));
  project.write('4.jsonl', log('typescript', 'retry/count/d'));
  const alone = await project.conformance('report', '1.jsonl');
  expect([alone.exit, alone.out.split('\n')[0], alone.out.split('\n').at(-3)]).toEqual([
    0,
    'Foil Engine · spec.yaml · seed 1 · part 1 of 3',
    'CONFORMS, of the 1 scenario played: all judged; other parts have 2',
  ]);
  const whole = await project.conformance('report', '3.jsonl', '1.jsonl', '2.jsonl');
  expect([whole.exit, whole.out.split('\n')[0], whole.out.split('\n').at(-3)]).toEqual([
    0,
    'Foil Engine · spec.yaml · seed 1',
    'CONFORMS: 3 scenarios played, all judged',
  ]);
  for (const logs of [
    ['1.jsonl', '3.jsonl'],
    ['1.jsonl', '3.jsonl', '4.jsonl'],
  ]) {
    const { exit, err } = await project.conformance('report', ...logs);
    expect([exit, err]).toEqual([
      2,
      '1.jsonl: this is part 1 of 3 of typescript, and no log has part 2\n  expected: the logs of all parts, or of one alone\n',
    ]);
  }
});

test('whether enough was judged is asked of all parts together', async () => {
  const open = (text: string) =>
    text
      .replace('"verdict":"pass"', '"verdict":"unspecified"')
      .replace('"passed":1', '"passed":0')
      .replace('"unspecified":0', '"unspecified":1');
  const part = (id: string, k: number) =>
    log('typescript', id)
      .replace('"filters":[]', `"filters":[],"shard":{"part":${k},"of":2}`)
      .replace('"derived":2', '"derived":2,"leastJudged":0.9');
  project.write('1.jsonl', part('retry/count/a', 1));
  project.write('2.jsonl', open(part('retry/count/b', 2)));
  const { exit, out } = await project.conformance('report', '1.jsonl', '2.jsonl');
  expect(exit).toBe(3);
  expect(out).toContain('50 % of 2 scenarios were judged, and its configuration requires 90 %.');
});
