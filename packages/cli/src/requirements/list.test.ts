import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProject, type Project, repository } from '../testing/project.js';

let project: Project;
beforeAll(() => {
  project = createProject();
});
afterAll(() => project.remove());

const shipped = readFileSync(join(repository, 'spec', 'foilengine.yaml'), 'utf8');

test('every line of the shipped spec is tested', async () => {
  const { exit, out, err } = await project.conformance('list', '--by-requirement');
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  expect(out.split('\n').filter((line) => line.includes('no scenario'))).toEqual([]);
  expect(out.trimEnd().split('\n').slice(-3)).toMatchInlineSnapshot(`
    [
      "Whatever the spec says, in every scenario: call.settles, process.survives, process.responds, process.rejections, process.warnings, process.leftBehind, process.escapedTimer",
      "Not listed, for it tells of the server and holds no SDK to anything: errors.body.example, rateLimits.generation, rateLimits.chat, rateLimits.general, rateLimits.sdkChat, rateLimits.sdkGeneral",
      "93 lines of policy, each tested",
    ]
  `);
});

test('line, requirements, scenarios', async () => {
  const { out } = await project.conformance('list', '--by-requirement', '--filter', 'retry/after/zero/429/initSession');
  expect(out).toMatchInlineSnapshot(`
    "What rests on each line of spec.yaml: requirements, how many scenarios test each, and the first of them

       37  credentials.apiKey      request.credentials     1  retry/after/zero/429/initSession
       38  credentials.llmApiKey   request.credentials     1  retry/after/zero/429/initSession
       44  statuses.200            success.value           1  retry/after/zero/429/initSession
      222  retry.statuses          retry.status            1  retry/after/zero/429/initSession
      223  retry.methods           retry.status            1  retry/after/zero/429/initSession
      230  backoff.initialMs       retry.after.zero        1  retry/after/zero/429/initSession
      232  backoff.jitter          retry.after.zero        1  retry/after/zero/429/initSession
      236  hints.headers           retry.after.zero        1  retry/after/zero/429/initSession
      238  hints.statuses          retry.after.zero        1  retry/after/zero/429/initSession
      242  hints.zero              retry.after.zero        1  retry/after/zero/429/initSession
      275  identity.stable         request.stable          1  retry/after/zero/429/initSession
                                   request.sameHeaders     1  retry/after/zero/429/initSession
      345  operations.initSession  request.sent            1  retry/after/zero/429/initSession
                                   request.method          1  retry/after/zero/429/initSession
                                   request.path            1  retry/after/zero/429/initSession
                                   request.query           1  retry/after/zero/429/initSession
                                   request.body            1  retry/after/zero/429/initSession
                                   request.headers         1  retry/after/zero/429/initSession
                                   retry.status            1  retry/after/zero/429/initSession
                                   call.prompt             1  retry/after/zero/429/initSession
                                   success.value           1  retry/after/zero/429/initSession

    12 lines of policy out of 93 tested by 1 scenario
    "
  `);
});

test('a line that no scenario tests stands out', async () => {
  const names = 'names: { python: request_id, typescript: requestId, csharp: RequestId }';
  project.write('other.yaml', shipped.replace('    cause:\n', `    requestId:\n      ${names}\n    cause:\n`));
  const { exit, out } = await project.conformance('list', '--by-requirement', '--spec', 'other.yaml');
  expect(exit).toBe(0);
  expect(
    out.split('\n').filter((line) => line.includes('no scenario') || line.includes('requestId')),
  ).toMatchInlineSnapshot(`
    [
      "  173  errors.fields.requestId         no scenario tests this",
      "Tested in no scenario: error.requestId",
      "94 lines of policy, 1 of them tested by no scenario:",
      "  errors.fields.requestId (other.yaml:173)",
    ]
  `);
});

test('together with --family', async () => {
  expect(await project.conformance('list', '--by-requirement', '--family')).toEqual({
    exit: 2,
    out: '',
    err: "error: option '--by-requirement' cannot be used with option '--family'\nadd --help to see what there is\n",
  });
});
