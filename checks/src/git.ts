import { execFileSync } from 'node:child_process';

/** What git prints; null where it fails. */
export function git(cwd: string, ...args: readonly string[]): string | null {
  try {
    return execFileSync('git', args, {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 2 ** 28,
    }).trimEnd();
  } catch {
    return null;
  }
}
