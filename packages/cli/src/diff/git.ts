import { execFileSync } from 'node:child_process';

/** The bytes that git prints; null where it fails, or is not there. */
export function git(cwd: string, ...args: readonly string[]): Buffer | null {
  try {
    return execFileSync('git', args, { cwd, stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 26 });
  } catch {
    return null;
  }
}

export function gitText(cwd: string, ...args: readonly string[]): string | null {
  return (
    git(cwd, ...args)
      ?.toString('utf8')
      .trimEnd() ?? null
  );
}
