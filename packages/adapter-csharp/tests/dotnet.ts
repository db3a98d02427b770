import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * Builds and runs a .NET test program as one test; what failed in it stands in the message.
 *
 * @param folder folder of the project
 * @param name the program's own name
 * @param build folder for everything that the build makes: one of its own for each program, so that two can be built at once
 */
export function dotnetTests(folder: URL, name: string, build: URL): void {
  const missing = isInstalled('dotnet') ? '' : ' (skipped: dotnet is not on the PATH)';
  test.skipIf(missing !== '')(`the tests in .NET pass${missing}`, { timeout: 300_000 }, async () => {
    const options = [
      '-c',
      'Release',
      '--artifacts-path',
      fileURLToPath(build),
      '--nologo',
      '-v',
      'q',
      '-maxcpucount:1',
    ];
    await run(['build', fileURLToPath(folder), ...options]);
    expect(await run([fileURLToPath(new URL(`bin/${name}/release/${name}.dll`, build))])).toMatch(
      /^\d+ passed, 0 failed\n$/,
    );
  });
}

async function run(args: readonly string[]): Promise<string> {
  try {
    return (await promisify(execFile)('dotnet', args)).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`dotnet ${args[0]} failed\n${stdout}${stderr}`);
  }
}
