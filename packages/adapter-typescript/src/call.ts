import type { Call, CallStep, StepReport } from '@sdk-conformance/protocol';
import { lackOf } from './claims.js';
import type { AdapterDefinition, ClientSettings } from './definition.js';
import { describeError } from './describe.js';
import { newCaller, type SharedSignals } from './shared-signals.js';
import { AdapterFault, runStep } from './step.js';
import type { CallTime } from './time.js';

/** A client, or what it raised over what it was given. */
type Opened<Client> = { readonly client: Client } | { readonly refused: unknown };

async function openClients<Client>(
  adapter: AdapterDefinition<Client>,
  call: Call,
  mutant: string | undefined,
): Promise<ReadonlyMap<string, Opened<Client>>> {
  const clients = new Map<string, Opened<Client>>();
  for (const { id, options: set, credentials, unset = [], mayRefuse } of call.clients) {
    const options: ClientSettings['options'] = Object.assign(
      {},
      set,
      ...unset.map((option) => ({ [option]: undefined })),
    );
    try {
      const client = await adapter.createClient({ baseUrl: call.baseUrl, options, credentials, mutant });
      clients.set(id, { client });
    } catch (error) {
      if (mayRefuse === true) {
        clients.set(id, { refused: error });
        continue;
      }
      throw new AdapterFault(
        `createClient raised ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }
  return clients;
}

function elapsed(ms: number, time: CallTime): Promise<void> {
  return new Promise((resolve) => void time.after(ms, resolve));
}

function starts(
  steps: readonly CallStep[],
  settled: ReadonlyMap<string, Promise<unknown>>,
  step: CallStep,
  time: CallTime,
): Promise<unknown> {
  if (step.startAfter !== undefined) {
    const before = settled.get(step.startAfter);
    if (before === undefined) {
      const ids = steps.map((s) => s.id).join(', ');
      throw new AdapterFault(`step ${step.id} starts after ${step.startAfter}, which is no step before it (${ids})`);
    }
    // Time moves on once the call is at rest: what the server did with its last answer, closing an idle connection say, has come by then.
    return before.then(() => elapsed(1, time));
  }
  const ms = step.startAtMs ?? 0;
  return ms === 0 ? Promise.resolve() : elapsed(ms, time);
}

async function playStep<Client>(
  adapter: AdapterDefinition<Client>,
  clients: ReadonlyMap<string, Opened<Client>>,
  step: CallStep,
  time: CallTime,
  shared: SharedSignals,
): Promise<StepReport> {
  const opened = clients.get(step.client);
  if (opened === undefined)
    throw new AdapterFault(`step ${step.id} names the client ${step.client}, which the call has not`);
  const { controller, options } = step.signal === undefined ? newCaller() : shared.named(step.signal);
  const abort = () => controller.abort(step.abortReason === undefined ? undefined : new Error(step.abortReason));
  const operation = Object.hasOwn(adapter.operations, step.operation) ? adapter.operations[step.operation] : undefined;
  const lack = lackOf(adapter, step);
  time.begin(step.id);
  if (step.abortAtMs === 0) abort();
  const callOff = step.abortAtMs ? time.after(step.abortAtMs, abort) : () => undefined;
  try {
    if (lack !== undefined) return { id: step.id, outcome: 'unsupported', why: lack };
    if ('refused' in opened) return { id: step.id, outcome: 'raised', error: describeError(opened.refused) };
    const report = await runStep(step, opened.client, operation, options);
    return controller.signal.aborted ? { ...report, aborted: true } : report;
  } finally {
    callOff();
    time.settled(step.id);
  }
}

/**
 * Plays a call: opens its clients, starts each step when it is due, and gives what each came to, in the order of the steps.
 * `done` is told each step as it settles. Raises an AdapterFault.
 */
export async function playCall<Client>(
  adapter: AdapterDefinition<Client>,
  call: Call,
  time: CallTime,
  mutant: string | undefined,
  shared: SharedSignals,
  done: (step: StepReport) => void,
): Promise<readonly StepReport[]> {
  const clients = await openClients(adapter, call, mutant);
  const settled = new Map<string, Promise<StepReport>>();
  for (const step of call.steps) {
    const start = starts(call.steps, settled, step, time);
    settled.set(
      step.id,
      start.then(async () => {
        const report = await playStep(adapter, clients, step, time, shared);
        done(report);
        return report;
      }),
    );
  }
  const all = await Promise.allSettled(settled.values());
  return all.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}
