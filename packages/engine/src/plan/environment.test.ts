import { realpathSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { expect, test } from 'vitest';
import { createPrepare } from '../run/prepare.js';
import { configuredTarget } from '../testing/configured-target.js';
import { absentToolchain, preparationOf } from './runner-target.js';

const config = { file: 'conformance.config.yaml', folder: '/', targets: [], known: [], off: {}, rules: null };
const node = realpathSync(process.execPath);
const path = [dirname(node), '/nowhere'].join(delimiter);
const { signal } = new AbortController();

/** A target whose check says what is missing by ending with 1. */
function checking(script: string, env: Readonly<Record<string, string>> = {}) {
  return configuredTarget('sdk', { env, requires: { command: 'node', check: ['node', '-e', script], install: null } });
}

test('a check sees what its target will see: its own variables, and of ours a few alone', async () => {
  process.env['PYTHONPATH'] = '/ours';
  try {
    const script =
      "process.exit(process.env.SDK === 'here' && process.env.TZ === 'UTC' && !process.env.PYTHONPATH ? 0 : 1)";
    expect(await absentToolchain(config, checking(script, { SDK: 'here' }), { path, signal })).toBe(null);
    expect(await absentToolchain(config, checking(script), { path, signal })).toContain(
      'finds that something is missing',
    );
  } finally {
    delete process.env['PYTHONPATH'];
  }
});

test('what a check says of what is missing is told, with the program that looked for it', async () => {
  const script =
    "console.error('Traceback'); console.error('ModuleNotFoundError: No module named httpx'); process.exit(1)";
  expect(await absentToolchain(config, checking(script), { path, signal })).toBe(
    `node -e ${script} finds that something is missing (ModuleNotFoundError: No module named httpx, says ${dirname(node)}/node)`,
  );
});

test('what prepares a target sees our environment with its own over it', async () => {
  const target = configuredTarget('sdk', {
    env: { SDK: 'here' },
    prepare: [node, '-e', "process.exit(process.env.SDK === 'here' && process.env.OURS === '1' ? 0 : 1)"],
  });
  process.env['OURS'] = '1';
  try {
    const preparation = preparationOf(config, target);
    expect(preparation === null ? 'none' : await createPrepare()(preparation, signal)).toBe(null);
  } finally {
    delete process.env['OURS'];
  }
});
