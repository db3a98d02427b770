import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type {
  Call,
  CallReport,
  CallStep,
  EchoReport,
  NextAnswer,
  Refusal,
  SessionOpened,
} from '@sdk-conformance/protocol';

const adapterFile = fileURLToPath(new URL('../../testing/adapter.mjs', import.meta.url));
const clockPreload = createRequire(import.meta.url).resolve('@sdk-conformance/clock/preload');

export interface Played {
  readonly opened: unknown;
  /** By call. */
  readonly reports: ReadonlyMap<string, CallReport>;
  readonly echoes: ReadonlyMap<string, EchoReport>;
  readonly code: number | null;
  readonly stderr: string;
}

export interface Plan {
  readonly calls?: readonly Call[];
  readonly workers?: number;
  /** Answer to the opening message; a session by default. */
  readonly opened?: SessionOpened | Refusal | Readonly<Record<string, unknown>>;
  /** Answer to every report. */
  readonly taken?: unknown;
  /** What the first question for a call is answered with, before any call. */
  readonly first?: unknown;
  readonly env?: Readonly<Record<string, string>>;
  readonly file?: string;
}

/** One client and its steps, by operation. */
export function callOf(
  id: string,
  baseUrl: string,
  steps: readonly (Partial<CallStep> & { operation: string })[],
): Call {
  return {
    call: id,
    baseUrl,
    clients: [{ id: 'client', options: { maxRetries: 1 }, credentials: { apiKey: 'canary' } }],
    steps: steps.map((step, i) => ({ id: `s${i}`, client: 'client', arguments: {}, ...step })),
  };
}

interface Heard {
  opened: unknown;
  readonly reports: Map<string, CallReport>;
  readonly echoes: Map<string, EchoReport>;
}

function answers(child: ChildProcess, plan: Plan, played: Heard): void {
  const queue: unknown[] = [...(plan.first === undefined ? [] : [plan.first]), ...(plan.calls ?? [])];
  child.on('message', (message: { id: number; path: string; body: unknown }) => {
    const answer = (body: unknown): void => void (child.connected && child.send({ id: message.id, body }));
    if (message.path === '/v1/sessions') {
      played.opened = message.body;
      answer(plan.opened ?? { session: 's1', workers: plan.workers ?? 1 });
    } else if (message.path === '/v1/sessions/s1/next') {
      answer(queue.shift() ?? ({ done: true } satisfies NextAnswer));
    } else if (message.path.startsWith('/v1/sessions/s1/echoes/')) {
      played.echoes.set(message.path.slice('/v1/sessions/s1/echoes/'.length), message.body as EchoReport);
      answer({});
    } else {
      const call = /^\/v1\/sessions\/s1\/calls\/(.+)$/.exec(message.path)?.[1] ?? '';
      played.reports.set(call, message.body as CallReport);
      answer(plan.taken ?? {});
    }
  });
}

/** Starts the adapter as the runner does, plays a plan with it, and gives what it said. */
export async function playWith(plan: Plan): Promise<Played> {
  const played: Heard = { opened: undefined, reports: new Map(), echoes: new Map() };
  const child = fork(plan.file ?? adapterFile, [], {
    silent: true,
    execArgv: plan.env?.['CONFORMANCE_CLOCK'] === undefined ? [] : ['--import', clockPreload],
    env: { PATH: process.env['PATH'], ...plan.env },
  });
  let stderr = '';
  child.stderr?.on('data', (data) => {
    stderr += String(data);
  });
  answers(child, plan, played);
  const [code] = (await once(child, 'close')) as [number | null];
  return { ...played, code, stderr };
}
