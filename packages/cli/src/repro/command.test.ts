import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createProject } from '../testing/project.js';
import { fewLines, smallTargets } from '../testing/small-sdks.js';
import { endAll, played } from './command.test.kit.js';

const project = createProject();

afterAll(() => {
  endAll();
  project.remove();
});

project.write('adapter.ts', fewLines);
/** An SDK that refuses keys no header can carry, is called off, and streams. */
project.write(
  'careful.ts',
  `import { defineAdapter } from '@sdk-conformance/adapter-typescript';

defineAdapter({
  sdk: { name: 'careful', version: '1.0.0' },
  createClient: ({ baseUrl, credentials, options }) => {
    if (/\\s/.test(credentials.apiKey)) throw new TypeError('the key has blanks');
    console.log('options', options);
    return baseUrl;
  },
  operations: {
    listMachines: async (baseUrl, args) => baseUrl,
    initSession: (baseUrl, args, { signal }) => fetch(baseUrl, { signal }),
    streamMessage: async function* (baseUrl) {
      yield 'first';
      yield 'second';
    },
  },
});
`,
);
project.write(
  'conformance.config.yaml',
  smallTargets({
    'few-lines': { adapter: 'adapter.ts', operations: ['listMachines'] },
    careful: { adapter: 'careful.ts', operations: ['listMachines', 'initSession', 'streamMessage'] },
  }),
);

test('server and client show a scenario in real time, without the kit', async () => {
  const id = 'retry/mixed/reset-429-200/listMachines';
  expect(await project.conformance('repro', id, '--out', 'shown')).toMatchInlineSnapshot(`
    {
      "err": "",
      "exit": 0,
      "out": "shown: server.mjs, scenario.json, client.ts, README.md
      node shown/server.mjs
      npx tsx client.ts, in shown
    ",
    }
  `);
  const folder = join(project.folder, 'shown');
  expect(readdirSync(folder).sort()).toEqual(['README.md', 'client.ts', 'scenario.json', 'server.mjs']);
  for (const file of readdirSync(folder).filter((name) => name !== 'README.md'))
    expect(readFileSync(join(folder, file), 'utf8')).not.toContain('@sdk-conformance');
  const { server, client } = await played(folder);
  expect(server.split('\n').filter((line) => /#|→/.test(line))).toMatchInlineSnapshot(`
    [
      "<time>  #1 GET /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/machines?user_session_id=conformance",
      "<time>     → the connection is reset",
      "<time>  #2 GET /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/machines?user_session_id=conformance",
      "<time>     → 429 Too Many Requests (foilengine/429)",
    ]
  `);
  expect(client).toMatch(/<time> {2}step: raised GoneWrong \[Error\]: 429\n/);
});

test('a client does what callers seldom do', async () => {
  const lines = async (id: string) => {
    await project.conformance('repro', id, '--target', 'careful', '--out', 'seldom');
    const { client } = await played(join(project.folder, 'seldom'));
    return client.split('\n').filter((line) => /^<time>|options/.test(line));
  };
  expect(await lines('request/undefined-options/listMachines')).toMatchInlineSnapshot(`
    [
      "options { maxRetries: undefined, timeoutMs: undefined }",
      "<time>  step: listMachines {",
      "<time>  step: returned <base URL>",
    ]
  `);
  expect(await lines('request/line-end-apiKey/listMachines')).toMatchInlineSnapshot(`
    [
      "<time>  step: listMachines {",
      "<time>  step: raised TypeError: the key has blanks",
    ]
  `);
  expect(await lines('abort/before/initSession')).toMatchInlineSnapshot(`
    [
      "options {}",
      "<time>  step: initSession {",
      "<time>  step: raised DOMException [AbortError]: This operation was aborted",
    ]
  `);
  expect(await lines('stream/left-after-1/streamMessage')).toMatchInlineSnapshot(`
    [
      "options {}",
      "<time>  step: streamMessage {",
      "<time>  step: event first",
      "<time>  step: left the stream",
      "<time>  later: initSession {",
      "<time>  later: returned Response {",
    ]
  `);
});

test('an id that is not there, a target that is not, and a log that is none', async () => {
  project.write('no-log.txt', 'hello\n');
  const id = 'retry/mixed/reset-429-200/listMachines';
  const told = await Promise.all([
    project.conformance('repro', 'retry/mixed/reset-42-200/listMachines'),
    project.conformance('repro', id, '--target', 'few-line'),
    project.conformance('repro', id, '--log', 'nowhere.jsonl'),
    project.conformance('repro', id, '--log', 'no-log.txt'),
  ]);
  expect(told.map(({ exit, err }) => `${exit} ${err}`)).toMatchInlineSnapshot(`
    [
      "2 there is no scenario "retry/mixed/reset-42-200/listMachines"; conformance list shows all ids
      did you mean: retry/mixed/reset-429-200/listMachines
    ",
      "2 --target: conformance.config.yaml has no target or language "few-line"
      expected: one of few-lines, typescript, careful
      did you mean: few-lines
    ",
      "2 --log: nowhere.jsonl: there is no such file
      expected: a file that run --reporter jsonl=FILE wrote
    ",
      "2 --log: no-log.txt:1: this is no line of a log
      expected: a file that run --reporter jsonl=FILE wrote
    ",
    ]
  `);
});

test('what a run saw stands in the page', async () => {
  const id = 'retry/mixed/reset-429-200/listMachines';
  const finding = {
    type: 'finding',
    target: 'few-lines',
    scenario: id,
    requirement: 'retry.count',
    level: 'must',
    verdict: 'fail',
    expected: 'at most 3 retries',
    at: { file: 'spec.yaml', line: 7 },
    measured: { seen: 'two requests | then an error' },
  };
  project.write('run.jsonl', `${JSON.stringify(finding)}\n${JSON.stringify({ ...finding, scenario: 'another' })}\n`);
  await project.conformance('repro', id, '--log', 'run.jsonl', '--out', 'logged');
  const page = readFileSync(join(project.folder, 'logged', 'README.md'), 'utf8');
  expect(page.split('\n').filter((line) => line.startsWith('|'))).toEqual([
    '| requirement | promised at | expected | seen |',
    '| --- | --- | --- | --- |',
    '| `retry.count` (must) | spec.yaml:7 | at most 3 retries | two requests \\| then an error |',
  ]);
});
