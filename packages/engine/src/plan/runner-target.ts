import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { nodeCommand, type Target } from '@sdk-conformance/runner';
import { timePreload } from '@sdk-conformance/time-preload';
import type { Preparation } from '../run/prepare.js';
import { declaredUnsupported } from './declared.js';
import type { Config, ConfiguredTarget, Plan } from './plan.js';

/** How the runner starts a target. */
export function runnerTarget(
  { config, spec }: Pick<Plan, 'config' | 'spec'>,
  target: ConfiguredTarget,
  options: { readonly clock: 'virtual' | 'real'; readonly mutant?: string },
): Target {
  const { start, variant, clock } = target;
  return {
    name: target.name,
    language: target.language,
    command: 'adapter' in start ? nodeCommand(start.adapter, { clock: options.clock === 'virtual' }) : start.command,
    cwd: config.folder,
    env: target.env,
    unsupported: [...declaredUnsupported(spec, target).keys()],
    ...(variant === null ? {} : { variant }),
    ...(clock === null ? {} : { clock }),
    ...(clock === 'B' && options.clock === 'virtual' ? { preload: timePreload() } : {}),
    ...(options.mutant === undefined ? {} : { mutant: options.mutant }),
  };
}

/** What must have run before a target is started; null where nothing must. */
export function preparationOf(config: Config, target: ConfiguredTarget): Preparation | null {
  return target.prepare === null ? null : { command: target.prepare, cwd: config.folder };
}

/** Longest that a check of what a target needs may take, ms. */
const checkMs = 60_000;

/** Why a target cannot be run on this machine; null where nothing is known against it. */
export function absentToolchain(config: Config, target: ConfiguredTarget, path: string | undefined): string | null {
  if (target.requires === null) return null;
  const { command, check, install } = target.requires;
  const mend = install === null ? '' : `; it comes with: ${install}`;
  if (!isOnPath(command, path)) return `${command} is not on the PATH${mend}`;
  const [program, ...words] = check ?? [];
  if (program === undefined) return null;
  const { status } = spawnSync(program, words, { cwd: config.folder, stdio: 'ignore', timeout: checkMs });
  return status === 0 ? null : `${check?.join(' ')} finds that something is missing${mend}`;
}

function isOnPath(command: string, path: string | undefined): boolean {
  const endings = process.platform === 'win32' ? ['', '.exe', '.cmd', '.bat'] : [''];
  const folders = command.includes('/') ? [''] : (path ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.some((folder) => endings.some((ending) => isExecutable(join(folder, `${command}${ending}`))));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
