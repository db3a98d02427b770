import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createVirtualDomain, startClockServer } from '@sdk-conformance/clock';
import { createMockServer } from '@sdk-conformance/mock-server';
import type { Answer, Exchange, Scenario } from '@sdk-conformance/model';
import type { AskedCall, HostedCall } from './host.js';
import { fixtures, operationOf, spec } from './mock.js';
import type { SdkName } from './sdks.js';

export interface Plan {
  readonly sdk: SdkName;
  readonly maxRetries: number;
  readonly timeoutMs: number;
  readonly script: readonly Answer[];
}

export interface Played extends HostedCall {
  readonly exchanges: readonly Exchange[];
  /** When the request settled, virtual ms. */
  readonly settledMs: number | null;
  /** Waits that were not virtual. */
  readonly escaped: readonly string[];
}

const built = (path: string) => fileURLToPath(new URL(`../dist/${path}`, import.meta.url));

function host(address: string, asked: Readonly<Record<string, AskedCall>>): Promise<Record<string, HostedCall>> {
  const preload = import.meta.resolve('@sdk-conformance/clock/preload');
  const child = spawn(process.execPath, ['--import', preload, built('host.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], TZ: 'UTC', CONFORMANCE_CLOCK: address, ASKED: JSON.stringify(asked) },
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(text));
      else reject(new Error(`the host exited with ${code}`));
    });
  });
}

/** Plays all plans at once in one process; each is a call by its name, on a lane and a clock of its own. */
export async function playSdks(plans: Readonly<Record<string, Plan>>): Promise<Record<string, Played>> {
  const clock = await startClockServer();
  const mock = await createMockServer({ spec, fixtures });
  try {
    const calls = await Promise.all(
      Object.entries(plans).map(async ([name, { sdk, script, ...options }]) => {
        const domain = createVirtualDomain();
        const step = { id: 's', client: 'a', operation: operationOf(sdk), arguments: {}, script };
        const scenario: Scenario = {
          id: name,
          family: 'sdk',
          about: '',
          clients: [{ id: 'a', options: {} }],
          steps: [step],
        };
        const call = await mock.openCall({ scenario, credentials: {}, domain });
        const escaped: string[] = [];
        let settledMs: number | null = null;
        clock.register(name, domain, {
          stepStarted() {},
          stepSettled: (_, { virtualMs }) => {
            settledMs = virtualMs;
          },
          idle: () => escaped.push('never settled'),
          escaped: (realMs, what) => escaped.push(`${what}, ${realMs} real ms`),
        });
        const { baseUrl } = call;
        return { name, call, asked: { sdk, baseUrl, ...options }, seen: () => ({ settledMs, escaped }) };
      }),
    );
    const hosted = await host(clock.url, Object.fromEntries(calls.map(({ name, asked }) => [name, asked])));
    return Object.fromEntries(
      calls.map(({ name, call, seen }) => {
        const came = hosted[name];
        if (came === undefined) throw new Error(`the host says nothing of ${name}`);
        return [name, { ...came, ...seen(), exchanges: call.exchanges() }];
      }),
    );
  } finally {
    await mock.close();
    await clock.close();
  }
}
