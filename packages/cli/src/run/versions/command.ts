import { type ConfiguredTarget, type Result, UsageError } from '@sdk-conformance/engine';
import { isBinding } from '@sdk-conformance/model';
import { count } from '@sdk-conformance/reporters';
import { runTool } from '@sdk-conformance/runner';
import { loadPlan } from '../../config/plan.js';
import { onInterrupt } from '../../interrupt.js';
import type { Io } from '../../io.js';
import type { VersionRange } from '../../options.js';
import type { RunCommand } from '../command.js';
import { playPlan } from '../play-plan.js';
import { publishedIn } from './published.js';
import { type Broken, type Since, sinceWhen } from './since.js';

/** Longest that an installation may take, ms. */
const installMs = 15 * 60_000;

/**
 * `run --sdk-version A..B`: installs and plays versions of an SDK until it is known since which each requirement is broken or kept. The last of
 * them is installed at the end. Resolves to the exit code: that of the last version, or 3 where one cannot be installed or judged.
 *
 * @throws UsageError for whatever is wrong with options and configuration
 */
export async function versionsCommand(command: RunCommand, range: VersionRange, io: Io): Promise<number> {
  const plan = loadPlan(command, io.cwd);
  const [target, ...others] = plan.targets;
  if (target === undefined || others.length > 0) {
    const names = plan.targets.map(({ name }) => name).join(', ');
    throw new UsageError(
      `--sdk-version: versions of one target are played\n  expected: --target NAME\n  got:      ${names}`,
    );
  }
  const { list, install } = versionsOf(target, plan.config.file);
  const interrupt = onInterrupt(io);
  const { signal } = interrupt;
  const cwd = plan.config.folder;
  const env = { ...process.env, ...target.env };
  const installed = async (version: string) => {
    const named = install.map((part) => part.replaceAll('{version}', version));
    const end = await runTool({ command: named, cwd, env, signal, deadlineMs: installMs });
    if (end.ok) return;
    const said = end.output.slice(-5).map((line) => `  ${line}`);
    throw new NotJudged(
      [`${target.name}: ${version} cannot be installed: ${named.join(' ')} ${end.why}`, ...said].join('\n'),
    );
  };
  const brokenBy = async (version: string): Promise<Broken> => {
    await installed(version);
    const results: Result[] = [];
    let why: readonly string[] = [];
    const today = new Date().toISOString().slice(0, 10);
    const ended = await playPlan(plan, { ...command, bail: false, repeat: 1, today, signal }, io, {
      say: (line) => io.err(`${line}\n`),
      record: (record) => {
        if (record.type === 'end')
          why = record.targets.flatMap(({ failures }) => failures.map((failure) => failure.why));
      },
      result: (_, result) => results.push(result),
    });
    if (ended.exit > 1) throw new NotJudged([`${target.name}: ${version} could not be judged`, ...why].join('\n'));
    const broken = brokenIn(results, command.strict);
    io.out(`${version}  ${worded(broken)}\n`);
    return broken;
  };
  try {
    const versions = await publishedIn(range, list, { cwd, env, signal });
    io.out(`${target.name}: ${count(versions.length, 'version')} from ${range.from} to ${range.to}\n`);
    let last: Broken = new Map();
    const found = await sinceWhen(versions, async (version) => {
      const broken = await brokenBy(version);
      if (version === range.to) last = broken;
      return broken;
    });
    await installed(range.to);
    io.out(`\n${found.length === 0 ? 'Nothing changed between them.' : found.map(told).join('\n')}\n`);
    return last.size > 0 ? 1 : 0;
  } catch (error) {
    if (signal.aborted) return 130;
    if (error instanceof NotJudged) {
      io.err(`${error.message}\n`);
      return 3;
    }
    throw error;
  } finally {
    interrupt.release();
  }
}

/** A version of which nothing can be said. */
class NotJudged extends Error {}

function versionsOf({ name, versions }: ConfiguredTarget, file: string) {
  if (versions !== undefined) return versions;
  throw new UsageError(
    [
      `--sdk-version: ${file} does not say how versions of ${name} are had`,
      `  expected: targets.${name}.versions, for example`,
      '    versions:',
      '      list: [npm, view, my-sdk, versions, --json]',
      '      install: [npm, install, --no-save, "my-sdk@{version}"]',
    ].join('\n'),
  );
}

function brokenIn(results: readonly Result[], strict: boolean): Broken {
  const broken = new Map<string, number>();
  for (const { findings, known } of results) {
    const own = findings.filter(
      (finding) => finding.verdict === 'fail' && !known.includes(finding) && (strict || isBinding(finding.level)),
    );
    for (const id of new Set(own.map(({ requirement }) => requirement))) broken.set(id, (broken.get(id) ?? 0) + 1);
  }
  return broken;
}

function worded(broken: Broken): string {
  if (broken.size === 0) return 'conforms';
  return `breaks ${[...broken].map(([id, scenarios]) => `${id} in ${count(scenarios, 'scenario')}`).join(', ')}`;
}

function told({ requirement, change, version, before }: Since): string {
  return change === 'broken'
    ? `${requirement}: broken since ${version}; ${before} keeps it`
    : `${requirement}: kept since ${version}; ${before} breaks it`;
}
