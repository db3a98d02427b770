import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The Python that runs a target's adapter: that of `.venv` beside the configuration, else of the virtual environment that is switched on
 * (`VIRTUAL_ENV`), else the one on the PATH.
 */
export function pythonFor(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string {
  const inside = platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];
  const active = env['VIRTUAL_ENV'];
  const environments = [join(folder, '.venv'), ...(active === undefined || active === '' ? [] : [active])];
  const found = environments.map((environment) => join(environment, ...inside)).find((file) => existsSync(file));
  return found ?? (platform === 'win32' ? 'python' : 'python3');
}
