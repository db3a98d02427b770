import { execFile, execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

function succeeds(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs Python's unittest on a folder as one test; what failed in it stands in the message.
 *
 * @param tests folder of the tests
 * @param command argument vector that takes `-m unittest …`
 * @param needs arguments with which the command succeeds where the tests can be run
 * @param install what makes them runnable
 */
export function pythonTests(
  tests: URL,
  { command, needs, install }: { command: readonly string[]; needs: readonly string[]; install: string },
): void {
  const [program = 'python3', ...first] = command;
  const missing = succeeds(program, [...first, ...needs]) ? '' : ` (skipped: ${install})`;
  test.skipIf(missing !== '')(`the tests in Python pass${missing}`, { timeout: 300_000 }, async () => {
    const args = [...first, '-m', 'unittest', 'discover', '-s', fileURLToPath(tests)];
    const said = await promisify(execFile)(program, args).catch((error: { stdout?: string; stderr?: string }) => error);
    expect(said.stderr).toMatch(/\nOK\n$/);
  });
}
