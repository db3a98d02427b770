import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { nodeCommand, runTool, type Target } from '@sdk-conformance/runner';
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
export async function absentToolchain(
  config: Config,
  target: ConfiguredTarget,
  { path, signal }: { readonly path: string | undefined; readonly signal: AbortSignal },
): Promise<string | null> {
  if (target.requires === null) return null;
  const { command, check, install } = target.requires;
  const mend = install === null ? '' : `; it comes with: ${install}`;
  if (!isOnPath(command, path)) return `${command} is not on the PATH${mend}`;
  if (check === null || check.length === 0) return null;
  const end = await runTool({ command: check, cwd: config.folder, env: process.env, signal, deadlineMs: checkMs });
  // An interrupted run plays nothing more, and says so itself.
  if (end.ok || signal.aborted) return null;
  const found = end.why.startsWith('ended') ? 'finds that something is missing' : end.why;
  return `${check.join(' ')} ${found}${mend}`;
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
