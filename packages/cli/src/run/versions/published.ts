import { type ExecFileException, execFile } from 'node:child_process';
import { UsageError } from '@sdk-conformance/engine';
import { startHere } from '@sdk-conformance/runner';
import { nearestName } from '@sdk-conformance/spec';
import type { VersionRange } from '../../options.js';

/** Longest that a registry may take, ms, and most that it may say. */
const askMs = 120_000;
const mostBytes = 4_000_000;

/**
 * Asks for the versions that there are, the oldest first, and takes those of a range.
 *
 * @param command prints them: a list in JSON, or one in each line
 * @throws UsageError where it fails, or has no such versions
 */
export async function publishedIn(
  range: VersionRange,
  command: readonly string[],
  { cwd, env, signal }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<readonly string[]> {
  const { program, args, verbatim } = startHere(command, env['PATH']);
  const how = { cwd, env, signal, timeout: askMs, maxBuffer: mostBytes, windowsVerbatimArguments: verbatim };
  const said = await new Promise<string>((resolve, reject) => {
    execFile(program, [...args], how, (error, out, err) => {
      if (error === null) resolve(out);
      else
        reject(
          new UsageError([`--sdk-version: ${command.join(' ')} ${whyFailed(error)}`, ...lastLines(err)].join('\n')),
        );
    });
  });
  const all = listIn(said);
  const places = [range.from, range.to].map((version) => {
    const place = all.indexOf(version);
    if (place >= 0) return place;
    const nearest = nearestName(version, all);
    const newest = all.slice(-5).join(', ');
    throw new UsageError(
      [
        `--sdk-version: ${command.join(' ')} lists no version ${version}`,
        all.length === 0 ? '  it lists none: expected a list in JSON, or one in each line' : `  the newest: ${newest}`,
        ...(nearest === null ? [] : [`  did you mean: ${nearest}`]),
      ].join('\n'),
    );
  });
  const [from = 0, to = 0] = places;
  if (from < to) return all.slice(from, to + 1);
  throw new UsageError(
    `--sdk-version: ${range.from} comes after ${range.to} in what ${command.join(' ')} lists\n  expected: the older one first`,
  );
}

function listIn(text: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value.filter((version) => typeof version === 'string');
  } catch {
    // One in each line, then.
  }
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What goes on a sentence that begins with the command. */
export function whyFailed({ code, killed, message }: Pick<ExecFileException, 'code' | 'killed' | 'message'>): string {
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return `said more than ${mostBytes} bytes`;
  if (killed === true) return `took longer than ${askMs / 1_000} s`;
  if (code === 'ENOENT') return 'could not be started: there is no such program';
  return typeof code === 'number' ? `ended with code ${code}` : `failed: ${message}`;
}

function lastLines(text: string): readonly string[] {
  return text
    .trimEnd()
    .split('\n')
    .slice(-5)
    .filter((line) => line !== '')
    .map((line) => `  ${line}`);
}
