import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '@sdk-conformance/engine';
import { type Exchange, exchangesOfHar, type Recorded, recordedOf } from '@sdk-conformance/importers';
import { listed } from '@sdk-conformance/reporters';
import { writtenText } from '../config/bytes.js';
import { shownPath } from '../config/config.js';
import { whyUnreadable } from '../config/why.js';
import { refuseExisting, writeNew } from '../init/write.js';

export interface RecordOptions {
  /** An address, or a file that a browser or a proxy saved (HAR). */
  readonly from: string;
  /** Folder of fixtures that is written into. */
  readonly out: string;
  /** `Name: value`, sent with the request. */
  readonly header: readonly string[];
}

/** Longest that an answer may take, ms. */
const longestMs = 30_000;

/**
 * The verb `record`: real answers as fixtures, decoded and without secrets. Resolves to the lines that it says.
 *
 * @throws UsageError for an address that does not answer, a file that is no archive, and fixtures that exist
 */
export async function record(options: RecordOptions, cwd: string): Promise<readonly string[]> {
  const { from, out, header } = options;
  const exchanges = /^https?:\/\//i.test(from) ? [await asked(from, header)] : archived(resolve(cwd, from), cwd);
  const recorded = distinct(exchanges.map(recordedOf));
  const folder = resolve(cwd, out);
  // An archive has the same request many times; what stands there already is left.
  const anew = exchanges.length === 1 ? recorded : recorded.filter(({ path }) => !existsSync(join(folder, path)));
  refuseExisting(folder, anew);
  writeNew(folder, anew);
  const shown = shownPath(folder, cwd);
  return [
    ...anew.map(({ path, redactions }) => {
      const taken = redactions.length === 0 ? '' : `, without ${listed(redactions)}`;
      return `wrote ${shown}/${path}${taken}`;
    }),
    ...(anew.length === 0 ? ['nothing is written: there is no answer that is not there'] : []),
    'Read each before you commit it: what else is private in it, only you know.',
  ];
}

/** The first answer of each name. */
function distinct(all: readonly Recorded[]): readonly Recorded[] {
  return [...new Map([...all].reverse().map((each) => [each.path, each])).values()].reverse();
}

async function asked(url: string, lines: readonly string[]): Promise<Exchange> {
  const requestHeaders = lines.map((line): [string, string] => {
    const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) return [name, value];
    throw new UsageError(`--header: "Name: value" is expected, got ${JSON.stringify(line)}`);
  });
  if (!URL.canParse(url)) throw new UsageError(`${url}: this is no address`);
  try {
    const signal = AbortSignal.timeout(longestMs);
    const response = await fetch(url, { headers: requestHeaders, redirect: 'manual', signal });
    const body = await response.text();
    return { method: 'GET', url, requestHeaders, status: response.status, headers: [...response.headers], body };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    throw new UsageError(`${url} does not answer: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

function archived(path: string, cwd: string): readonly Exchange[] {
  const shown = shownPath(path, cwd);
  const exchanges = exchangesOfHar(jsonOf(path, shown));
  if (typeof exchanges === 'string') throw new UsageError(`${shown}: ${exchanges}`);
  return exchanges;
}

function jsonOf(path: string, shown: string): unknown {
  try {
    return JSON.parse(writtenText(path));
  } catch (error) {
    const why = error instanceof SyntaxError ? `this is no JSON: ${error.message}` : whyUnreadable(error);
    throw new UsageError(`${shown}: ${why}`);
  }
}
