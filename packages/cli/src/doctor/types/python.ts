import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { lastWords } from '@sdk-conformance/model';
import { runTool, whereOnPath } from '@sdk-conformance/runner';
import { type Check, ok, wrong } from '../check.js';
import type { Surroundings } from '../target.js';

/** Longest that a checker may take, ms. */
const checkMs = 120_000;
const mostTold = 10;

/** An adapter that Python runs. */
interface PythonAdapter {
  readonly name: string;
  readonly interpreter: string;
  /** Relative to the folder. */
  readonly script: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

interface Checker {
  /** Its arguments; it leaves nothing behind but in `cache`. An SDK without types is no fault of the adapter's. */
  readonly args: (adapter: {
    readonly python: string;
    readonly script: string;
    readonly cache: string;
  }) => readonly string[];
  /** What a line says of the adapter, from the line number on; null where it is none of its faults. */
  readonly fault: (line: string, adapter: { readonly shown: string; readonly path: string }) => string | null;
}

const checkers: Readonly<Record<string, Checker>> = {
  mypy: {
    args: ({ python, script, cache }) => [
      ...['--no-error-summary', '--no-color-output', '--hide-error-context', '--ignore-missing-imports'],
      ...['--cache-dir', cache, '--python-executable', python, script],
    ],
    fault: (line, { shown }) => {
      const told = behind(line, `${shown}:`);
      return told !== null && / error: /.test(told) ? told : null;
    },
  },
  pyright: {
    args: ({ python, script }) => ['--pythonpath', python, script],
    fault: (line, { path }) => {
      const told = behind(line.trim(), `${path}:`);
      return told !== null && / - error: /.test(told) && !/\(reportMissing\w+\)$/.test(told) ? told : null;
    },
  },
};

function behind(line: string, start: string): string | null {
  return line.startsWith(start) ? line.slice(start.length) : null;
}

/**
 * Whether the types of an adapter in Python hold, by mypy or else pyright, as the user has them: in the interpreter's environment, or on the PATH. That
 * it compiles is known, for it has opened its session.
 */
export async function checkPython(adapter: PythonAdapter, { path, signal }: Surroundings): Promise<readonly Check[]> {
  const { name, interpreter, script, folder, env } = adapter;
  const python = whereOnPath(interpreter, path) ?? interpreter;
  const places = [...(python.includes('/') || python.includes('\\') ? [dirname(python)] : []), path ?? ''];
  for (const [called, { args, fault }] of Object.entries(checkers)) {
    const file = whereOnPath(called, places.join(delimiter));
    if (file === null) continue;
    const cache = mkdtempSync(join(tmpdir(), 'conformance-types-'));
    try {
      const command = [file, ...args({ python, script, cache })];
      const end = await runTool({ command, cwd: folder, env: { ...process.env, ...env }, signal, deadlineMs: checkMs });
      if (end.ok) return [ok(`${name}: its types check, by ${called}`)];
      const own = { shown: script, path: resolve(folder, script) };
      const told = end.output.flatMap((line) => {
        const what = fault(line, own);
        return what === null ? [] : [`${script}:${what}`];
      });
      if (told.length > 0) {
        return [wrong([`${name}: its types do not check, by ${called}`, ...told.slice(0, mostTold)].join('\n'), null)];
      }
      // What is wrong in the SDK's own sources is not the adapter's.
      if (end.why === 'ended with code 1') return [ok(`${name}: its types check, by ${called}`)];
      return [note([`${name}: types are not checked: ${called} ${end.why}`, ...lastWords(end.output, 3)].join('\n'))];
    } finally {
      rmSync(cache, { recursive: true, force: true });
    }
  }
  return [
    note(`${name}: it compiles; types are not checked: neither mypy nor pyright is in its environment or on the PATH`),
  ];
}

function note(text: string): Check {
  return { state: 'note', text, mend: null };
}
