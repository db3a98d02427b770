import { NeverSettledError } from '@sdk-conformance/clock/client';
import {
  type Call,
  type CallReport,
  type EchoReport,
  type NextAnswer,
  type OpenSession,
  PROTOCOL_VERSION,
  type SessionOpened,
  type StepReport,
} from '@sdk-conformance/protocol';
import { playCall } from './call.js';
import { claimsOf } from './claims.js';
import type { AdapterDefinition } from './definition.js';
import { echoed } from './echo.js';
import { setTimeZone } from './environment.js';
import { shareSignals } from './shared-signals.js';
import { listen, type Signals } from './signals.js';
import { AdapterFault } from './step.js';
import { type CallTime, openTime } from './time.js';
import { expectAnswer, refusalIn, type Transport } from './transport.js';

/** Calls that the host offers to have open at once; the runner says how many it uses. */
const workersOffered = 64;

type Played = Exclude<CallReport, { readonly adapterFailed: string }>;

interface Host<Client> {
  readonly adapter: AdapterDefinition<Client>;
  readonly transport: Transport;
  readonly time: CallTime;
  readonly signals: Signals;
  readonly session: string;
  readonly mutant: string | undefined;
}

// Taken before an SDK can be loaded that replaces it.
const nextTurn = setImmediate;

/** Lets Node tell rejections that nobody handled: it does so at the end of the turn. */
function turnEnds(): Promise<void> {
  return new Promise((resolve) => nextTurn(() => nextTurn(resolve)));
}

/** Where nothing but timers that are unref'd is left, a process that has nothing else to do ends before the call has settled. */
const unsettledAwait =
  'Detected unsettled top-level await: the call waits by a timer that is unref’d, and a process that has nothing else to do ends there';

function signalsOf<Client>({ signals, time }: Host<Client>, call: string, listeners = 0): Pick<Played, 'process'> {
  const found = time.leftBehind(call);
  const listening = { what: 'listener on the caller’s abort signal', count: listeners };
  const left = [...found.filter(({ what }) => what !== 'unheld wait'), listening].flatMap(({ what, count }) =>
    Array.from({ length: count }, () => ({ kind: 'leftBehind', text: what }) as const),
  );
  // What Node itself says there; it would be said once.
  const unheld = found.some(({ what }) => what === 'unheld wait');
  const unsettled = { kind: 'warning', text: unsettledAwait } as const;
  const process = [...signals.take(call), ...left, ...(unheld ? [unsettled] : [])];
  return process.length > 0 ? { process } : {};
}

async function report<Client>(host: Host<Client>, worker: number, call: Call): Promise<CallReport> {
  setTimeZone(call.environment?.timeZone);
  const settled: StepReport[] = [];
  const shared = shareSignals();
  try {
    const steps = await host.signals.within(call.call, () =>
      host.time.runCall(
        call.call,
        () => playCall(host.adapter, call, host.time, host.mutant, shared, (step) => settled.push(step)),
        call.wallJump,
      ),
    );
    await turnEnds();
    return { worker, steps, ...signalsOf(host, call.call, await shared.left()) };
  } catch (error) {
    await turnEnds();
    const signals = signalsOf(host, call.call);
    if (error instanceof NeverSettledError) return { worker, steps: settled, neverSettled: error.message, ...signals };
    if (error instanceof AdapterFault) return { worker, adapterFailed: error.message };
    return { worker, adapterFailed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function work<Client>(host: Host<Client>, worker: number): Promise<void> {
  const path = `/v1/sessions/${host.session}`;
  for (;;) {
    const answer = expectAnswer<NextAnswer>('nextAnswer', await host.transport.request(`${path}/next`, { worker }));
    if ('done' in answer) return;
    if ('wait' in answer) continue;
    const [what, at, body]: readonly [string, string, CallReport | EchoReport] =
      'echo' in answer
        ? [`echo ${answer.echo}`, `echoes/${answer.echo}`, { worker, values: echoed(answer) }]
        : [`call ${answer.call}`, `calls/${answer.call}`, await report(host, worker, answer)];
    const refusal = refusalIn(await host.transport.request(`${path}/${at}`, body));
    // The runner has given the call up, for one; the next one is not affected.
    if (refusal !== null) process.stderr.write(`adapter: report of ${what}: ${refusal}\n`);
  }
}

function opening<Client>(adapter: AdapterDefinition<Client>, time: CallTime): OpenSession {
  const { name, version, language, variant } = adapter.sdk;
  return {
    protocol: PROTOCOL_VERSION,
    sdk: {
      name,
      version,
      language: language ?? 'typescript',
      runtime: `node ${process.versions.node}`,
      variant: variant ?? '',
    },
    operations: Object.keys(adapter.operations),
    ...claimsOf(adapter, time.virtual),
    workers: workersOffered,
  };
}

/** Opens the session and plays calls until the runner has no more. Raises a ProtocolError where the runner refuses. */
export async function serve<Client>(adapter: AdapterDefinition<Client>, transport: Transport): Promise<void> {
  const signals = listen();
  const time = await openTime(signals.uncaught);
  const answer = await transport.request('/v1/sessions', opening(adapter, time));
  const { session, workers } = expectAnswer<SessionOpened>('sessionOpened', answer);
  const mutant = process.env['CONFORMANCE_MUTANT'];
  const host: Host<Client> = { adapter, transport, time, signals, session, mutant: mutant === '' ? undefined : mutant };
  await Promise.all(Array.from({ length: Math.min(workers, workersOffered) }, (_, worker) => work(host, worker)));
}
