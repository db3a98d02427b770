import type { Shard } from '@sdk-conformance/engine';
import { UsageError } from '@sdk-conformance/engine/usage-error';
import { usualPower } from '@sdk-conformance/scenarios';

export interface ReporterChoice {
  readonly name: ReporterName;
  /** Null: standard output. */
  readonly file: string | null;
}

export const reporterNames = [
  'terminal',
  'jsonl',
  'html',
  'junit',
  'markdown',
  'github',
  'gitlab',
  'badge',
  'shields',
  'ctrf',
  'sarif',
] as const;
type ReporterName = (typeof reporterNames)[number];

/** Default seed. It is fixed, so that a failure recurs. */
export const defaultSeed = 1;

/** Adds a value of an option that may be given several times. */
export function several(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Adds a `NAME=VALUE` of an option that may be given several times. */
export function assignments(
  value: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const at = value.indexOf('=');
  if (at > 0 && !value.includes('\0')) return { ...before, [value.slice(0, at)]: value.slice(at + 1) };
  throw new UsageError(`--env: NAME=VALUE is expected, got ${JSON.stringify(value)}`);
}

/** What `--filter` says, and what `--exclude` does, as globs of which those with an exclamation mark leave out. */
export function globsOf({
  filter = [],
  exclude = [],
}: {
  readonly filter?: readonly string[];
  readonly exclude?: readonly string[];
}): readonly string[] {
  return [...filter, ...exclude.map((glob) => `!${glob}`)];
}

function whole(option: string, value: string, least: number, wanted = `a whole number of at least ${least}`): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && Number.isSafeInteger(number) && number >= least) return number;
  throw new UsageError(`${option}: ${wanted} is expected, got ${JSON.stringify(value)}`);
}

export const seedOf = (value: string): number => whole('--seed', value, 0);
export const jobsOf = (value: string): number => whole('--jobs', value, 1);
export const processesOf = (value: string): number => whole('--processes', value, 1);
export const durationsOf = (value: string): number => whole('--durations', value, 1);
export const powerOf = (value: string): number => whole('--power', value, usualPower);
export const runsOf = (value: string): number => whole('--runs', value, 1);
export const firstOf = (value: string): number => whole('--first', value, 1);
export const repeatOf = (value: string): number => whole('--repeat', value, 1);

/** `K/N`, the K-th of N parts. */
export function shardOf(value: string): Shard {
  const [, part = '', of = ''] = /^(\d{1,4})\/(\d{1,4})$/.exec(value) ?? [];
  const shard = { part: Number(part), of: Number(of) };
  if (shard.part >= 1 && shard.part <= shard.of) return shard;
  throw new UsageError(`--shard: K/N is expected, the K-th of N parts, like 1/4, got ${JSON.stringify(value)}`);
}

/** Minutes of the command line as ms. */
export const timeoutOf = (value: string): number =>
  60_000 * whole('--timeout', value, 1, 'a whole number of minutes, at least 1,');

export function portOf(value: string): number {
  const port = whole('--port', value, 1);
  if (port <= 65535) return port;
  throw new UsageError(`--port: a port is at most 65535, got ${value}`);
}

/** Parses --clock of serve, which supports only real time. */
export function realClockOf(value: string): 'real' {
  if (value === 'real') return value;
  throw new UsageError(`--clock: serve supports only --clock real, got ${JSON.stringify(value)}`);
}

export function clockOf(value: string): 'virtual' | 'real' {
  if (value === 'virtual' || value === 'real') return value;
  throw new UsageError(`--clock: virtual or real is expected, got ${JSON.stringify(value)}`);
}

/** `NAME` or `NAME=FILE`. */
function reporterOf(value: string): ReporterChoice {
  const at = value.indexOf('=');
  const given = at < 0 ? value : value.slice(0, at);
  const file = at < 0 ? null : value.slice(at + 1);
  const name = reporterNames.find((known) => known === given);
  if (name === undefined) {
    throw new UsageError(
      `--reporter: there is no reporter ${JSON.stringify(given)}; there are ${reporterNames.join(', ')}`,
    );
  }
  if (file === '') throw new UsageError(`--reporter: a file is missing after ${JSON.stringify(value)}`);
  return { name, file };
}

/** The terminal report goes to standard output unless something else was asked for there. */
export function reporterChoices(values: readonly string[]): readonly ReporterChoice[] {
  const choices = values.map(reporterOf);
  // GitHub's annotations are lines among others.
  const toOutput = choices.filter((choice) => choice.file === null && choice.name !== 'github');
  if (toOutput.length > 1) {
    throw new UsageError(
      `--reporter: ${toOutput.map((choice) => choice.name).join(' and ')} would both go to standard output; give one a file: --reporter ${toOutput[1]?.name}=FILE`,
    );
  }
  return toOutput.length === 1 || choices.some((choice) => choice.name === 'terminal')
    ? choices
    : [{ name: 'terminal', file: null }, ...choices];
}

/** Versions from one to another, as `1.2.0..2.0.0` names them. */
export interface VersionRange {
  readonly from: string;
  readonly to: string;
}

/** @throws UsageError for a text that names no two versions */
export function versionRange(text: string): VersionRange {
  const [from = '', to = '', more] = text.split('..');
  if (from !== '' && to !== '' && more === undefined && from !== to) return { from, to };
  throw new UsageError(`--sdk-version: two versions are expected, like 1.2.0..2.0.0, got ${JSON.stringify(text)}`);
}
