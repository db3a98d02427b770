import { afterEach, beforeEach, expect, test } from 'vitest';
import { logOf } from '../testing/log.js';
import { createProject, type Project } from '../testing/project.js';

let project: Project;
beforeEach(() => {
  project = createProject();
});
afterEach(() => project.remove());

test('what fails anew, what is fixed, what is new and gone, and causes that came and went', async () => {
  const ids = ['a', 'b', 'c', 'd', 'e'].map((name) => `retry/count/${name}`);
  const base = [...ids, 'old/one'].map((id) => ({ id, breaks: id === 'retry/count/a' ? 'error.class' : null }));
  const head = [...ids, 'new/one', 'new/two'].map((id) => ({
    id,
    breaks: id === 'retry/count/a' || id === 'new/two' ? null : 'retry.count',
  }));
  project.write('base.jsonl', logOf('typescript', base, ['behaves like an SDK that raises Error']));
  project.write('head.jsonl', logOf('typescript', head, ['behaves like an SDK that says \u001b[31m more\n::error::']));
  const worse = await project.conformance('compare', 'base.jsonl', 'head.jsonl');
  expect({ exit: worse.exit, err: worse.err }).toEqual({ exit: 1, err: '' });
  expect(worse.out).toMatchInlineSnapshot(`
    "base base.jsonl, head head.jsonl

    newly failing
      ✗ typescript: retry.count in 4 scenarios: retry/count/b, retry/count/c, retry/count/d, +1 more

    failing in what base did not play
      ✗ typescript: retry.count in 1 scenario: new/one

    fixed
      ✓ typescript: error.class in 1 scenario: retry/count/a

    causes that came
      + typescript: behaves like an SDK that says �[31m more ::error::

    causes that went
      - typescript: behaves like an SDK that raises Error

    played in head alone
      + typescript: fail in 1 scenario: new/one
      + typescript: pass in 1 scenario: new/two

    played in base alone
      - typescript: pass in 1 scenario: old/one

    WORSE: 1 requirement broken where it was not and 1 requirement kept where it was not
    "
  `);
  const better = await project.conformance('compare', 'head.jsonl', 'base.jsonl');
  expect(better.exit).toBe(1);
  const alike = await project.conformance('compare', 'head.jsonl', 'head.jsonl');
  expect({ exit: alike.exit, out: alike.out }).toEqual({
    exit: 0,
    out: 'base head.jsonl, head head.jsonl\n\nALIKE: nothing fails anew, and nothing is fixed\n',
  });
});

test('what is fixed alone is better', async () => {
  project.write('base.jsonl', logOf('typescript', [{ id: 'a/b', breaks: 'retry.count' }]));
  project.write('head.jsonl', logOf('typescript', [{ id: 'a/b', breaks: null }]));
  const { exit, out } = await project.conformance('compare', 'base.jsonl', 'head.jsonl');
  expect({ exit, last: out.trimEnd().split('\n').at(-1) }).toEqual({
    exit: 0,
    last: 'BETTER: 1 requirement kept where it was not',
  });
});
