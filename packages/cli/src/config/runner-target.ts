import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { nodeCommand, type Target } from '@sdk-conformance/runner';
import type { Config, ConfiguredTarget } from './config.js';

/** How the runner starts a target. */
export function runnerTarget(
  config: Config,
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
    unsupported: target.unsupported,
    ...(variant === null ? {} : { variant }),
    ...(clock === null ? {} : { clock }),
    ...(options.mutant === undefined ? {} : { mutant: options.mutant }),
  };
}

/** Why a target cannot be run on this machine; null where nothing is known against it. */
export function absentToolchain(target: ConfiguredTarget, path: string | undefined): string | null {
  if (target.requires === null || isOnPath(target.requires.command, path)) return null;
  const { command, install } = target.requires;
  return `${command} is not on the PATH${install === null ? '' : `; it comes with: ${install}`}`;
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
