import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { startMock } from './mock.js';

export interface HostReport {
  readonly calls: Readonly<Record<string, { readonly outcome: string; readonly left: readonly string[] }>>;
  readonly thrown: readonly string[];
}

const built = (path: string) => fileURLToPath(new URL(`../../dist/${path}`, import.meta.url));

/** Runs the calls, each with the named conduct of `testing/<module>.js`, at once in one real process under the preload. */
export async function runHost(
  mock: Pick<Awaited<ReturnType<typeof startMock>>, 'base' | 'clock'>,
  module: string,
  calls: Readonly<Record<string, string>>,
): Promise<HostReport> {
  const child = spawn(process.execPath, ['--import', built('preload.js'), built('testing/host.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      CONFORMANCE_CLOCK: mock.clock.url,
      MOCK_BASE: mock.base,
      ASKED: JSON.stringify({ module: built(`testing/${module}.js`), calls }),
    },
  });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`the host exited with ${code}: ${text}`);
  return JSON.parse(text);
}
