import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ClockTier } from '@sdk-conformance/model';
import { inheritedNames } from './platform.js';

/** One SDK under test: how to start it, and what is known in advance. */
export interface Target {
  readonly name: string;
  readonly language: string;
  /** For example `sync`. */
  readonly variant?: string;
  /** Argument vector; no shell ever sees it. */
  readonly command: readonly string[];
  readonly cwd: string;
  /** Set over the fixed environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Best clock tier of the target. By default the adapter's `clock` or `sleep` capability decides. */
  readonly clock?: ClockTier;
  /** Library that tells a process its time, loaded before the program (tier B). Without it the tier is C. */
  readonly preload?: { readonly library: string } | { readonly absent: string };
  /** What its timers end on, ms: a frame of a game, say. Default: no more than the clock's own grain. */
  readonly granularityMs?: number;
  /** It is sent to an https URL, and told whom to trust. */
  readonly tls?: boolean;
  /** By TLS, its server speaks HTTP/2 with a client that takes it. */
  readonly http2?: boolean;
  /** Mutant that the adapter is to switch on. */
  readonly mutant?: string;
  /** Operations that the configuration declares unsupported. No warm-up call uses them. */
  readonly unsupported?: readonly string[];
  /** How the adapter talks to the runner. Default: IPC for Node, HTTP for everything else, and on Windows. */
  readonly transport?: Transport;
}

export type Transport = 'ipc' | 'http';

/** Windows hands a child no pipe that Node takes for its channel, so a Node adapter talks HTTP there. */
export function transportOf(target: Target, platform: NodeJS.Platform = process.platform): Transport {
  const program = basename(target.command[0] ?? '').replace(/\.exe$/i, '');
  const isNode = program === 'node' || target.command[0] === process.execPath;
  return target.transport ?? (isNode && platform !== 'win32' ? 'ipc' : 'http');
}

/**
 * Argument vector that runs a Node adapter: clock preload first, so that it is in place before the SDK is loaded, then
 * `tsx` for a TypeScript file, the adapter's own if it has one, else ours.
 *
 * @throws Error with code `MODULE_NOT_FOUND` when `tsx` is needed and found nowhere.
 *
 * @example
 * ```ts
 * import { nodeCommand } from '@sdk-conformance/runner';
 *
 * nodeCommand('conformance/adapter.ts', { clock: true }); // ['/usr/bin/node', '--import', …, 'conformance/adapter.ts']
 * ```
 */
export function nodeCommand(adapterPath: string, options: { readonly clock: boolean }): readonly string[] {
  const command = [process.execPath];
  if (options.clock) command.push('--import', clockPreload());
  if (/\.[mc]?tsx?$/.test(adapterPath)) {
    command.push('--import', resolvedUrl('tsx', [pathToFileURL(`${dirname(adapterPath)}/`).href, import.meta.url]));
  }
  command.push(adapterPath);
  return command;
}

/**
 * Returns whether a target's process gets the clock's address. In real time it may only stamp its steps, so it must not switch to virtual
 * time: that is a Node adapter without the preload.
 */
export function takesClock(target: Target, clock: 'virtual' | 'real'): boolean {
  if (clock === 'virtual' && target.clock !== 'C') return true;
  return transportOf(target) === 'ipc' && !target.command.includes(clockPreload());
}

/** Returns a tier B target with its library. Without the library its adapter decides: A with a clock of its own, S with a sleep, else C. */
export function withPreload(
  target: Target,
  clock: 'virtual' | 'real',
): { readonly target: Target; readonly preload: string | null; readonly notice: string | null } {
  if (clock === 'real' || target.clock !== 'B') return { target, preload: null, notice: null };
  const { library, absent = 'none was given' }: { library?: string; absent?: string } = target.preload ?? {};
  if (library !== undefined) return { target, preload: library, notice: null };
  const notice = `the time preload of clock tier B is not to be had: ${absent}; played by the adapter's own clock or sleep, else in real time`;
  return { target: { ...target, clock: 'S' }, preload: null, notice };
}

function clockPreload(): string {
  return resolvedUrl('@sdk-conformance/clock/preload', [import.meta.url]);
}

function resolvedUrl(specifier: string, from: readonly string[]): string {
  let failure: unknown;
  for (const base of from) {
    try {
      return pathToFileURL(createRequire(base).resolve(specifier)).href;
    } catch (cause) {
      failure = cause;
    }
  }
  throw failure;
}

/** Variables by which runtimes and HTTP clients are told of an authority in a file. */
const trustNames = [
  'CONFORMANCE_CA', // for adapters of others, such as Java's
  'NODE_EXTRA_CA_CERTS',
  'DENO_CERT',
  'SSL_CERT_FILE', // OpenSSL: Python, .NET on Linux, Ruby, Perl; Go and Rust as well
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'AWS_CA_BUNDLE',
] as const;

interface Preload {
  readonly library: string;
  /** By what name it is known to the clock server. */
  readonly process: string;
}

/**
 * Returns the environment of a target's process, and of what checks whether it can be started. It inherits only what finding programs needs, so that a developer's proxy, locale or time
 * zone cannot change a verdict.
 */
export function childEnvironment(
  target: Pick<Target, 'env' | 'mutant'>,
  own: {
    readonly clock: string | null;
    readonly url: string | null;
    readonly preload?: Preload | null;
    readonly caFile?: string | null;
  },
  inherited: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const name of inheritedNames(platform)) {
    const value = inherited[name];
    if (value !== undefined) env[name] = value;
  }
  // Where no name server answers, a name that does not resolve is known after a second.
  Object.assign(env, { TZ: 'UTC', LANG: 'C.UTF-8', RES_OPTIONS: 'timeout:1 attempts:1' }, target.env);
  if (own.clock !== null) env['CONFORMANCE_CLOCK'] = own.clock;
  if (own.preload) {
    env['LD_PRELOAD'] = own.preload.library;
    env['CONFORMANCE_CLOCK_PROCESS'] = own.preload.process;
    // The process writes its number here, so that those it starts know that they are not meant.
    env['CONFORMANCE_CLOCK_PID'] = '0000000000';
  }
  if (own.caFile) for (const name of trustNames) env[name] = own.caFile;
  if (own.url !== null) env['CONFORMANCE_URL'] = own.url;
  if (target.mutant !== undefined) env['CONFORMANCE_MUTANT'] = target.mutant;
  return env;
}
