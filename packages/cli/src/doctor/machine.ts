import { spawnSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { openFilesLimit, startHere } from '@sdk-conformance/runner';
import { type Check, ok, wrong } from './check.js';

/** What is asked of the machine; tests put another in its place. */
export interface Machine {
  /** `20.20.2`. */
  readonly nodeVersion: string;
  /** First line that a program says of its version; null where there is no such program. */
  readonly versionOf: (program: string) => string | null;
  /** Resolves to null when a server on 127.0.0.1 took a byte and gave it back, else to what went wrong. */
  readonly loopback: () => Promise<string | null>;
  /** Files that a process may have open; null where the system does not tell. */
  readonly openFiles: number | null;
  /** Bytes free in the folder of temporary files. */
  readonly freeBytes: number;
}

export function thisMachine(env: Readonly<Record<string, string | undefined>>): Machine {
  return {
    nodeVersion: process.versions.node,
    versionOf(program) {
      const start = startHere([program, '--version'], env['PATH']);
      const { status, stdout } = spawnSync(start.program, start.args, {
        env,
        encoding: 'utf8',
        timeout: 20_000,
        windowsVerbatimArguments: start.verbatim,
      });
      return status === 0 ? (stdout.trim().split('\n')[0] ?? '') : null;
    },
    loopback,
    openFiles: openFilesLimit(),
    freeBytes: freeBytes(),
  };
}

function freeBytes(): number {
  const { bavail, bsize } = statfsSync(tmpdir());
  return bavail * bsize;
}

const leastFiles = 1_024;
const leastBytes = 64 * 1024 * 1024;

/** What runs short in the middle of a run where a limit is low; nothing where it is not. */
export function* checkLimits({ openFiles, freeBytes }: Machine): Generator<Check> {
  if (openFiles !== null && openFiles < leastFiles) {
    const text = `only ${openFiles} files may be open at once, so that fewer calls are played beside each other`;
    yield wrong(text, `ulimit -n ${leastFiles}`);
  }
  if (freeBytes < leastBytes) {
    yield wrong(`only ${Math.floor(freeBytes / 1024 / 1024)} MiB are free in the folder of temporary files`, null);
  }
}

const patienceMs = 5000;

function loopback(): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.on('error', () => {}).pipe(socket));
    const end = (why: string | null) => {
      clearTimeout(timer);
      server.close();
      resolve(why);
    };
    const timer = setTimeout(() => end('a connection to 127.0.0.1 gets no answer'), patienceMs);
    server.on('error', (error) => end(error.message));
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const client = connect({ host: '127.0.0.1', port: typeof address === 'object' ? (address?.port ?? 0) : 0 });
      client.on('error', (error) => end(error.message));
      client.on('data', () => {
        client.destroy();
        end(null);
      });
      client.write('?');
    });
  });
}

/** True where a version is as high as the least one: both as numbers between full stops. */
function isAtLeast(version: string, least: string): boolean {
  const [own, other] = [version, least].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)));
  for (let i = 0; i < (other?.length ?? 0); i++) {
    const [a = 0, b = 0] = [own?.[i], other?.[i]];
    if (a !== b) return a > b;
  }
  return true;
}

/** @param least of the Node versions that this package runs on: `20.20` */
export function checkNode({ nodeVersion }: Machine, least: string): Check {
  return isAtLeast(nodeVersion, least)
    ? ok(`Node ${nodeVersion}`)
    : wrong(`Node ${nodeVersion} is older than ${least}`, 'npx -y node@20 …, or a newer Node from https://nodejs.org');
}

const leastPnpm = '10.34';

/** pnpm, which a checkout of this repository is installed with. */
export function checkPnpm(machine: Machine, userAgent: string | undefined): Check {
  // Started by `npx pnpm` it need not be on the PATH.
  const version = /^pnpm\/(\S+)/.exec(userAgent ?? '')?.[1] ?? machine.versionOf('pnpm');
  const mend = 'npm install -g pnpm@10.34.9, or npx -y pnpm@10.34.9 in place of pnpm';
  if (version === null) return wrong('pnpm is not on the PATH', mend);
  return isAtLeast(version, leastPnpm)
    ? ok(`pnpm ${version}`)
    : wrong(`pnpm ${version} is older than ${leastPnpm}`, mend);
}

export async function checkLoopback(machine: Machine): Promise<Check> {
  const why = await machine.loopback();
  return why === null
    ? ok('loopback: a server on 127.0.0.1 answers')
    : wrong(`loopback: ${why}`, 'ip link set lo up, or allow connections to 127.0.0.1 in the firewall or sandbox');
}

/** The compiler that clock tier B is built with; no target needs it before it has that tier. */
export function checkCompiler(machine: Machine): Check {
  for (const compiler of ['cc', 'gcc', 'clang']) {
    const version = machine.versionOf(compiler);
    if (version !== null) return ok(`C compiler, for clock tier B: ${version}`);
  }
  return { state: 'note', text: 'no C compiler; only clock tier B would need one', mend: 'apt-get install -y gcc' };
}
