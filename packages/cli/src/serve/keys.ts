import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ServeCommand } from './serve.js';

const commands: Readonly<Record<string, ServeCommand>> = { r: 'again', n: 'refused' };

/**
 * Reads commands from standard input, one letter a line. Returns how to stop; null where input is a terminal that belongs to another
 * job: reading it would stop this process.
 */
export function readKeys(obey: (command: ServeCommand) => void): (() => void) | null {
  if (process.stdin.isTTY && inBackground()) return null;
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const command = commands[line.trim()];
    if (command !== undefined) obey(command);
  });
  return () => lines.close();
}

/** Linux alone tells; elsewhere `serve &` needs `</dev/null`. */
function inBackground(): boolean {
  try {
    // After the command in parentheses: state, parent, group, session, terminal, the terminal's foreground group.
    const fields = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[2] !== fields[5];
  } catch {
    return false;
  }
}
