import { resolve } from 'node:path';
import { type Plan, planFor, type Shard, UsageError } from '@sdk-conformance/engine';
import type { Problem } from '@sdk-conformance/model';
import { completeFixtures, usualPower } from '@sdk-conformance/scenarios';
import { mistakesBySpec } from './by-spec.js';
import { type LoadedConfig, misplaced, readConfig } from './config.js';
import { findConfig } from './find.js';
import type { Mistake } from './mistake.js';
import { readScenarios } from './own-scenarios.js';
import { checkFixtures, readFixtures, readSpec, sharedFixtures } from './spec-files.js';

export interface Selection {
  /** In place of the nearest. */
  readonly config?: string;
  /** In place of the configuration's. */
  readonly spec?: string;
  /** Names or languages; all without any. */
  readonly target?: readonly string[];
  /** Globs or ids; all without any. */
  readonly filter?: readonly string[];
  /** One of the parts into which a run is split; the whole without. */
  readonly shard?: Shard;
  /** Clients of the sample by which jitter is judged. */
  readonly power?: number;
  /** Set over the environment of each target. */
  readonly env?: Readonly<Record<string, string>>;
  /** Every target is sent to an https URL. */
  readonly tls?: true;
  /** Every target is sent to one that speaks HTTP/2. */
  readonly http2?: true;
  /** The file of known deviations is going to be written, and need not be there. */
  readonly updateKnown?: boolean;
}

/** A plan with what its configuration's file says besides. */
export interface LoadedPlan extends Plan {
  readonly config: LoadedConfig;
  /** What recordings leave unproven. */
  readonly warnings: readonly Problem[];
}

/**
 * Reads configuration, spec and fixtures, derives the scenarios and selects.
 *
 * @throws UsageError for whatever is wrong with any of them
 */
export function loadPlan(selection: Selection, cwd: string): LoadedPlan {
  const config = configOf(selection, cwd);
  if (config.targets.length === 0) throw new UsageError(noTargets(config));
  config.refuse(missingFiles(config, selection, cwd));
  const { spec } = readSpec(selection.spec === undefined ? config.spec : resolve(cwd, selection.spec), cwd);
  if (selection.spec === undefined) config.refuse(mistakesBySpec(config, spec));
  const own = config.fixtures === null ? new Map() : readFixtures(config.fixtures, cwd);
  const recorded = new Map([...sharedFixtures(cwd), ...own]);
  const warnings = checkFixtures(spec, recorded);
  const fixtures = completeFixtures(spec, recorded);
  const { target: targets = [], filter: globs = [], shard, power = usualPower } = selection;
  const scenarios = config.scenarios === null ? [] : readScenarios(config.scenarios, cwd, spec, fixtures);
  const choice = { targets, globs, power, ...(shard === undefined ? {} : { shard }) };
  return { ...planFor({ config, spec, fixtures, own: scenarios }, choice), warnings };
}

function noTargets({ file }: LoadedConfig): string {
  return `${file}: no target is named\n  expected: targets: the SDKs under test by name, each with its adapter; conformance init writes one`;
}

/**
 * The configuration that is chosen, or the nearest, its targets with what is given for all of them.
 *
 * @throws UsageError that shows every problem with its place
 */
export function configOf(
  { config, env = {}, tls, http2 }: Pick<Selection, 'config' | 'env' | 'tls' | 'http2'>,
  cwd: string,
): LoadedConfig {
  const read = readConfig(config === undefined ? findConfig(cwd) : resolve(cwd, config), cwd);
  const targets = read.targets.map((target) => ({
    ...target,
    env: { ...target.env, ...env },
    tls: tls ?? http2 ?? target.tls,
    http2: http2 ?? target.http2,
  }));
  return { ...read, targets };
}

function missingFiles(
  { spec, fixtures, scenarios, knownFile }: LoadedConfig,
  selection: Selection,
  cwd: string,
): readonly Mistake[] {
  const needsKnown = knownFile.named && selection.updateKnown !== true;
  return [
    ...(selection.spec === undefined ? misplaced('/spec', spec, 'file', cwd) : []),
    ...(needsKnown ? misplaced('/known', knownFile.path, 'file', cwd) : []),
    ...(fixtures === null ? [] : misplaced('/fixtures', fixtures, 'folder', cwd)),
    ...(scenarios === null ? [] : misplaced('/scenarios', scenarios, 'folder', cwd)),
  ];
}
