import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  absentToolchain,
  type ConfiguredTarget,
  declaredUnsupported,
  judged,
  playProbes,
  selectTargets,
  UsageError,
} from '@sdk-conformance/engine';
import { blankSpec, factorNames, isTree, type Learned, learn, probeFixtures } from '@sdk-conformance/learn';
import type { Fixtures } from '@sdk-conformance/model';
import { play } from '@sdk-conformance/runner';
import { nearestName, readYaml } from '@sdk-conformance/spec';
import { type LoadedConfig, shownPath } from '../config/config.js';
import { configOf } from '../config/plan.js';
import { readFixtures, readSpec, sharedFixtures } from '../config/spec-files.js';
import type { Io } from '../io.js';
import { preparing } from '../preparing.js';

export interface Asking {
  readonly config?: string;
  readonly spec?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly jobs: number | null;
  /** Parts of the policy that are asked; all without any. */
  readonly factor: readonly string[];
}

/** A target's name, and where it was given. */
export interface Choice {
  readonly name: string;
  readonly asked: '--target' | 'drift';
}

/** A target of a configuration. */
export interface Chosen {
  readonly config: LoadedConfig;
  readonly target: ConfiguredTarget;
}

/** @throws UsageError where the configuration has no such target, or more than one */
export function chosenTarget({ name, asked }: Choice, options: Asking, io: Io): Chosen {
  const config = configOf(options, io.cwd);
  const [target, another] = selectTargets(config, [name], asked);
  if (target === undefined || another !== undefined)
    throw new UsageError(`${asked}: ${JSON.stringify(name)} means more than one target\n  expected: the name of one`);
  return { config, target };
}

/**
 * Learns the policy of one target.
 *
 * @throws UsageError for whatever is wrong with configuration or spec, and for a target that cannot be played
 */
export async function learnTarget(
  { config, target }: Chosen,
  options: Asking,
  signal: AbortSignal,
  io: Io,
): Promise<Learned & { readonly language: string; readonly fixtures: Fixtures }> {
  refuseUnknown(options.factor);
  const absent = await absentToolchain(config, target, { path: io.env['PATH'], signal });
  if (absent !== null) throw new UsageError(`${target.name}: ${absent}`);
  const path = options.spec === undefined ? config.spec : resolve(io.cwd, options.spec);
  const { spec: whole } = readSpec(path, io.cwd);
  const read = readYaml(shownPath(path, io.cwd), readFileSync(path));
  const given = read.ok && isTree(read.value) ? read.value : {};
  const { language } = target;
  const lacking = declaredUnsupported(whole, target);
  const operations = whole.operations.map(({ id }) => id).filter((id) => !lacking.has(id));
  const about = `What ${target.name} was seen to do; nobody promised it`;
  const spec = blankSpec({ given, language, about });
  const own = config.fixtures === null ? new Map() : readFixtures(config.fixtures, io.cwd);
  const fixtures = probeFixtures(spec, new Map([...sharedFixtures(io.cwd), ...own]));
  const clear = io.errIsTerminal ? '\r\u001b[2K' : '';
  let played = 0;
  const ask: Parameters<typeof learn>[1] = (probes, by = { spec, fixtures }) =>
    playProbes({ config, target, ...by }, probes, {
      seed: options.seed,
      jobs: options.jobs,
      signal,
      stages: { play, judge: judged, prepare: preparing((line) => io.err(`${clear}${line}\n`), io.env) },
      onPlayed: () => {
        played += 1;
        if (io.errIsTerminal && played % 20 === 0) io.err(`${clear}${target.name}: ${played} probes played`);
      },
    });
  const learned = await learn({ given, language, about, operations, fixtures, only: options.factor }, ask);
  if (clear !== '') io.err(clear);
  return { ...learned, language, fixtures };
}

function refuseUnknown(factors: readonly string[]): void {
  const unknown = factors.find((name) => !factorNames.includes(name));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, factorNames);
  throw new UsageError(
    [
      `--factor: there is no part ${JSON.stringify(unknown)} of a policy`,
      `  expected: one of ${factorNames.join(', ')}`,
      ...(nearest === null ? [] : [`  did you mean: ${nearest}`]),
    ].join('\n'),
  );
}
