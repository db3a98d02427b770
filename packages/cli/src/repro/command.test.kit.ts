import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { repository } from '../testing/project.js';

const children: ChildProcess[] = [];

/** Ends what was started. */
export function endAll(): void {
  for (const child of children) child.kill();
}

function start(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  return { child, said: () => text };
}

/** Starts the server on any free port, then the client against it; what both print. */
export async function played(folder: string, env: NodeJS.ProcessEnv = {}): Promise<{ server: string; client: string }> {
  const server = start(['server.mjs', '0'], folder);
  await expect.poll(server.said).toMatch(/base URL {2}\S+\n/);
  const baseUrl = /base URL {2}(\S+)\n/.exec(server.said())?.[1] ?? '';
  const client = start(
    ['--import', join(repository, 'node_modules', 'tsx', 'dist', 'loader.mjs'), 'client.ts', baseUrl],
    folder,
    env,
  );
  await new Promise((resolve) => client.child.on('close', resolve));
  server.child.kill();
  const timeless = (text: string) =>
    text
      .replace(/^ *\d+ ms/gm, '<time>')
      .replaceAll(baseUrl, '<base URL>')
      .replace(/localhost:\d+|127.0.0.1:\d+/g, '<host>');
  return { server: timeless(server.said()), client: timeless(client.said()) };
}
