import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** The machine's own Chromium; null where it has none. */
export async function launchBrowser(): Promise<Browser | null> {
  const executablePath = onPath(['chromium', 'chromium-browser', 'google-chrome']);
  // CI runs as root, where Chromium starts without a sandbox or not at all; it shows nothing but our own page.
  return executablePath === null ? null : chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

function onPath(names: readonly string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
