import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where a virtual environment has its interpreter. */
const inside = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];

/**
 * The Python that runs a target's adapter: that of `.venv` beside the configuration, else of the virtual environment that is switched on
 * (`VIRTUAL_ENV`), else the one on the PATH.
 */
export function pythonFor(folder: string, env: Readonly<Record<string, string | undefined>>): string {
  const active = env['VIRTUAL_ENV'];
  const environments = [join(folder, '.venv'), ...(active === undefined || active === '' ? [] : [active])];
  const found = environments.map((environment) => join(environment, ...inside)).find((file) => existsSync(file));
  return found ?? (process.platform === 'win32' ? 'python' : 'python3');
}
