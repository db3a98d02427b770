import { closeSync, openSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from '@sdk-conformance/engine';
import {
  badgeReporter,
  ctrfReporter,
  githubReporter,
  gitlabReporter,
  htmlReporter,
  jsonlReporter,
  junitReporter,
  type LogRecord,
  markdownReporter,
  type Reporter,
  sarifReporter,
  shieldsReporter,
  type TerminalOptions,
  terminalReporter,
} from '@sdk-conformance/reporters';
import { makeFolder } from '../config/folder.js';
import { whyUnwritable } from '../config/why.js';
import { type Io, wantsColour } from '../io.js';
import type { ReporterChoice } from '../options.js';

export interface Reporting {
  readonly record: (record: LogRecord) => void;
  /** True once a file could not be written to its end. */
  readonly broken: () => boolean;
  readonly close: () => void;
}

/**
 * Opens the chosen reporters; each record goes to all of them.
 *
 * @throws UsageError for a file that cannot be written
 */
export function openReporting(
  choices: readonly ReporterChoice[],
  { all, durations }: Omit<TerminalOptions, 'colour'>,
  io: Io,
): Reporting {
  const outputs = choices.map(({ name, file }) => ({
    reporter: reporterNamed(name, {
      all: all ?? false,
      durations: durations ?? 0,
      colour: file === null && wantsColour(io.env, io.outIsTerminal),
    }),
    file,
    whole: true,
    ...(file === null ? { write: io.out, close: () => {} } : openFile(file, io.cwd)),
  }));
  return {
    record: (record) => {
      for (const output of outputs) {
        if (!output.whole) continue;
        const text = output.reporter.write(record);
        try {
          if (text !== '') output.write(text);
        } catch (error) {
          // A full disk costs this file, and no other report.
          output.whole = false;
          io.err(`--reporter: ${output.file} cannot be written to its end: ${whyUnwritable(error)}\n`);
        }
      }
    },
    broken: () => outputs.some(({ whole }) => !whole),
    close: () => {
      for (const { close } of outputs) close();
    },
  };
}

function reporterNamed(name: ReporterChoice['name'], options: TerminalOptions): Reporter {
  switch (name) {
    case 'terminal':
      return terminalReporter(options);
    case 'jsonl':
      return jsonlReporter();
    case 'html':
      return htmlReporter();
    case 'junit':
      return junitReporter();
    case 'markdown':
      return markdownReporter();
    case 'github':
      return githubReporter();
    case 'gitlab':
      return gitlabReporter();
    case 'badge':
      return badgeReporter();
    case 'shields':
      return shieldsReporter();
    case 'ctrf':
      return ctrfReporter();
    case 'sarif':
      return sarifReporter();
  }
}

/** Written as it comes, so that a run that is killed leaves what it saw. */
function openFile(file: string, cwd: string): { readonly write: (text: string) => void; readonly close: () => void } {
  const told = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      throw new UsageError(`--reporter: ${file} cannot be written: ${whyUnwritable(error)}`);
    }
  };
  const path = resolve(cwd, file);
  const handle = told(() => {
    makeFolder(dirname(path));
    return openSync(path, 'w');
  });
  return {
    write: (text) => {
      let left = Buffer.from(text);
      while (left.length > 0) left = left.subarray(writeSync(handle, left));
    },
    close: () => closeSync(handle),
  };
}
