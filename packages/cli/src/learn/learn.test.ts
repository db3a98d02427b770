import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createProject } from '../testing/project.js';

const project = createProject();
afterAll(project.remove);

test('a part of the policy of a target, written and then held against its spec', { timeout: 60_000 }, async () => {
  const parts = ['--factor', 'successes', '--factor', 'timeouts'];
  const { exit, err } = await project.conformance('learn', '--target', 'typescript', '--out', 'learnt.yaml', ...parts);
  expect({ exit, err }).toMatchInlineSnapshot(`
    {
      "err": "wrote learnt.yaml: 6 lines learnt by 43 plays, 1 left open
    ",
      "exit": 0,
    }
  `);
  const text = readFileSync(join(project.folder, 'learnt.yaml'), 'utf8');
  expect(text.slice(text.indexOf('success:'), text.indexOf('streaming:'))).toMatchInlineSnapshot(`
    "success:
      source: observed
      # 4 plays of 204 and of an empty 200
      empty: "null"
      # 4 plays of a success that is no JSON
      undecodable: error
      # 2 plays of a success that breaks off
      cut: retry

    timeouts:
      source: observed
      # each of 4 requests was given up after it
      attemptMs: 30000
      # a body that never comes is given up after the timeout of 2000 ms
      coversBody: true
      # a stream whose first event never comes is given up after the timeout of 2000 ms
      perStreamEvent: true

    "
  `);
  expect(await project.conformance('drift', 'learnt.yaml', 'learnt.yaml')).toMatchInlineSnapshot(`
    {
      "err": "",
      "exit": 0,
      "out": "learnt.yaml, learnt.yaml: behave alike, as far as was learnt
    ",
    }
  `);
  project.write('hasty.yaml', text.replace('attemptMs: 30000', 'attemptMs: 20000'));
  const drift = (page: string) => project.conformance('drift', 'learnt.yaml', 'hasty.yaml', '--html', page);
  expect(await drift('drift.html')).toMatchInlineSnapshot(`
    {
      "err": "",
      "exit": 1,
      "out": "                    learnt.yaml  hasty.yaml
    timeouts.attemptMs  30000        20000

    learnt.yaml, hasty.yaml: differ in 1 way
    ",
    }
  `);
  const page = readFileSync(join(project.folder, 'drift.html'), 'utf8');
  expect(page).toContain('<code>timeouts.attemptMs</code></th><td class="open">30000</td><td class="open">20000</td>');
  expect((await drift('nowhere/drift.html')).err).toBe(
    '--html: nowhere/drift.html cannot be written: no file can be made there\n',
  );
  const elsewhere = join(project.folder, 'elsewhere', 'learnt.yaml');
  await project.conformance('learn', '--target', 'typescript', '--out', elsewhere, '--factor', 'fields');
  expect(readFileSync(elsewhere, 'utf8')).toContain('specVersion: 1');
  const against = await project.conformance('learn', '--target', 'typescript', '--against', 'spec.yaml', ...parts);
  expect(against.out).toMatch(
    /^typescript against spec.yaml: 0 lines of the spec are not what it does, 6 are, \d+ lines not learnt\n/,
  );
  expect(against.out).toContain('As the spec says:');
});

test('what cannot be learnt is told as the user can mend it', async () => {
  project.write('there.yaml', '');
  const said = async (...args: readonly string[]) => (await project.conformance(...args)).err;
  expect(await said('learn', '--target', 'typescrip')).toMatchInlineSnapshot(`
    "--target: conformance.config.yaml has no target or language "typescrip"
      expected: one of typescript
      did you mean: typescript
    "
  `);
  expect(await said('learn', '--target', 'typescript', '--factor', 'hint')).toMatchInlineSnapshot(`
    "--factor: there is no part "hint" of a policy
      expected: one of statuses, fields, backoff, faults, timeouts, successes, bodies, streams, endings, hints, overrides, operations, identity
      did you mean: hints
    "
  `);
  expect(await said('learn', '--target', 'typescript', '--out', 'there.yaml')).toMatchInlineSnapshot(`
    "--out: there.yaml exists, and nothing is overwritten
    "
  `);
  expect(
    await said('learn', '--target', 'typescript', '--out', 'a.yaml', '--against', 'spec.yaml'),
  ).toMatchInlineSnapshot(`
    "--out: nothing is written with --against
    "
  `);
  expect(await said('drift', 'typescript')).toMatchInlineSnapshot(`
    "drift: two SDKs at least are expected, by the names of targets or files of specs
    "
  `);
  expect(await said('drift', 'typescript', 'pyhton')).toMatchInlineSnapshot(`
    "drift: conformance.config.yaml has no target or language "pyhton"
      expected: one of typescript
    "
  `);
  expect(await said('drift', 'nowhere.yaml', 'typescript')).toMatchInlineSnapshot(`
    "nowhere.yaml: there is no such file
    "
  `);
});
