import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { config, createProject, type Project, repository } from '../../testing/project.js';
import { whyFailed } from './published.js';
import { type Broken, sinceWhen } from './since.js';

describe('since which version', () => {
  const versions = ['1', '2', '3', '4', '5', '6', '7', '8'];

  async function asked(brokenBy: (version: number) => readonly string[]) {
    const played: string[] = [];
    const found = await sinceWhen(versions, async (version): Promise<Broken> => {
      played.push(version);
      return new Map(brokenBy(Number(version)).map((id) => [id, 1]));
    });
    return { played, told: found.map((one) => [one.requirement, one.change, one.before, one.version].join(' ')) };
  }

  test('each requirement by itself, no version twice', async () => {
    const { played, told } = await asked((n) => [
      ...(n >= 4 ? ['retry.count'] : []),
      ...(n < 7 ? ['error.class'] : []),
    ]);
    expect(told).toEqual(['error.class mended 6 7', 'retry.count broken 3 4']);
    expect(new Set(played).size).toBe(played.length);
    expect(played.length).toBeLessThan(versions.length);
  });

  test('nothing changed: the two ends are all that is played', async () => {
    expect(await asked(() => ['retry.count'])).toEqual({ played: ['1', '8'], told: [] });
  });
});

describe('run --sdk-version', () => {
  let project: Project;
  beforeEach(() => {
    project = createProject();
  });
  afterEach(() => project.remove());

  /** An SDK whose versions are the reference SDK, and from 1.10.0 on one that counts the first attempt as a retry. */
  function versioned(list: string): void {
    const adapter = join(repository, 'conformance', 'typescript', 'adapter.ts');
    project.write(
      'adapter.mts',
      `import { readFileSync } from 'node:fs';
const [, minor] = readFileSync(new URL('version.txt', import.meta.url), 'utf8').split('.').map(Number);
if (minor >= 10) process.env.CONFORMANCE_MUTANT = 'off-by-one';
await import(${JSON.stringify(adapter)});
`,
    );
    project.write(
      'install.mjs',
      `import { writeFileSync } from 'node:fs';\nwriteFileSync('version.txt', process.argv[2]);\n`,
    );
    project.write('list.mjs', list);
    const text = config('    versions: { list: [node, list.mjs], install: [node, install.mjs, "{version}"] }\n');
    project.write('conformance.config.yaml', text.replace(adapter, 'adapter.mts'));
  }

  const filter = ['--filter', 'retry/count/max-1/500/listMachines'];

  test('tells since when something is broken', async () => {
    versioned(`console.log(JSON.stringify(['1.0.0', '1.9.0', '1.10.0', '2.0.0']));`);
    const { exit, out, err } = await project.conformance('run', '--sdk-version', '1.0.0..1.10.0', ...filter);
    expect({ exit, err }).toEqual({ exit: 1, err: '' });
    expect(out).toMatchInlineSnapshot(`
      "typescript: 3 versions from 1.0.0 to 1.10.0
      1.0.0  conforms
      1.10.0  breaks retry.count in 1 scenario
      1.9.0  conforms

      retry.count: broken since 1.10.0; 1.9.0 keeps it
      "
    `);
  });

  test('versions that there are none of, and a configuration that says nothing of them', async () => {
    const refused = async (range: string) => {
      const { exit, out, err } = await project.conformance('run', '--sdk-version', range, ...filter);
      expect({ exit, out }).toEqual({ exit: 2, out: '' });
      return err;
    };
    expect(await refused('1.0.0..2.0.0')).toMatchInlineSnapshot(`
      "--sdk-version: conformance.config.yaml does not say how versions of typescript are had
        expected: targets.typescript.versions, for example
          versions:
            list: [npm, view, my-sdk, versions, --json]
            install: [npm, install, --no-save, "my-sdk@{version}"]
      "
    `);
    versioned(`console.log('1.0.0\\n1.9.0\\n');`);
    expect(await refused('1.0.0..1.10.0')).toMatchInlineSnapshot(`
      "--sdk-version: node list.mjs lists no version 1.10.0
        the newest: 1.0.0, 1.9.0
        did you mean: 1.0.0
      "
    `);
    expect(await refused('1.9.0..1.0.0')).toMatchInlineSnapshot(`
      "--sdk-version: 1.9.0 comes after 1.0.0 in what node list.mjs lists
        expected: the older one first
      "
    `);
    expect(await refused('1.0.0')).toMatchInlineSnapshot(`
      "--sdk-version: two versions are expected, like 1.2.0..2.0.0, got "1.0.0"
      "
    `);
    project.write('list.mjs', `throw new Error('no registry');`);
    expect((await refused('1.0.0..1.9.0')).split('\n')[0]).toBe('--sdk-version: node list.mjs ended with code 1');
    project.write('list.mjs', '');
    expect(await refused('1.0.0..1.9.0')).toMatchInlineSnapshot(`
      "--sdk-version: node list.mjs lists no version 1.0.0
        it lists none: expected a list in JSON, or one in each line
      "
    `);
    const absent = config('    versions: { list: [no-such-program], install: [ls, "{version}"] }\n');
    project.write('conformance.config.yaml', absent);
    expect(await refused('1.0.0..1.9.0')).toMatchInlineSnapshot(`
      "--sdk-version: no-such-program could not be started: there is no such program
      "
    `);
    project.write('conformance.config.yaml', `${config()}  another: { language: python, command: [python3] }\n`);
    expect(await refused('1.0.0..1.9.0')).toMatchInlineSnapshot(`
      "--sdk-version: versions of one target are played
        expected: --target NAME
        got:      typescript, another
      "
    `);
  });

  test('why a list is not had', () => {
    const message = 'Command failed';
    expect([
      whyFailed({ code: 1, killed: false, message }),
      whyFailed({ code: 'ENOENT', message }),
      whyFailed({ killed: true, message }),
      whyFailed({ code: 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER', killed: true, message }),
      whyFailed({ message: 'spawn EACCES' }),
    ]).toEqual([
      'ended with code 1',
      'could not be started: there is no such program',
      'took longer than 120 s',
      'said more than 4000000 bytes',
      'failed: spawn EACCES',
    ]);
  });

  test('a version that cannot be installed, and one that cannot be judged', async () => {
    versioned(`console.log('1.0.0\\n1.9.0\\n');`);
    project.write('install.mjs', `console.error('404 Not Found');\nprocess.exit(1);\n`);
    const uninstalled = await project.conformance('run', '--sdk-version', '1.0.0..1.9.0', ...filter);
    expect([uninstalled.exit, uninstalled.err]).toEqual([
      3,
      'typescript: 1.0.0 cannot be installed: node install.mjs 1.0.0 ended with code 1\n  404 Not Found\n',
    ]);
    project.write('install.mjs', '');
    const unjudged = await project.conformance('run', '--sdk-version', '1.0.0..1.9.0', ...filter);
    // Below stands what node says of an error that nobody caught, and only at its end the project's own word.
    expect([unjudged.exit, ...unjudged.err.split('\n').slice(0, 2)]).toEqual([
      3,
      'typescript: 1.0.0 could not be judged',
      'the process exited with code 1 before it opened its session',
    ]);
    expect(unjudged.err).toMatch(/^stderr \| Error: ENOENT: .*version\.txt'$/m);
  });
});
