import type { PlannedTarget } from '@sdk-conformance/engine';
import type { Answer, Operation, Scenario, Spec, Step } from '@sdk-conformance/model';

/** What an adapter is tried on, by one call of one operation. */
export type Tried = 'call' | 'retries' | 'timeout' | 'signal';

/** One call that shows what an adapter does of its own, or does not hand on. */
export interface Probe {
  readonly operation: Operation;
  readonly tried: Tried;
  readonly scenario: Scenario;
}

/** When the call is to end, virtual ms: a timeout and an abort that no SDK has by itself. */
export const endsAtMs = { timeout: 1900, signal: 700 } as const;

/** The probes of each operation that a target has. */
export function adapterProbes(spec: Spec, target: Pick<PlannedTarget, 'all'>): readonly Probe[] {
  const can = (option: string) => spec.options.some(({ id }) => id === option);
  return spec.operations.flatMap((operation) => {
    const call = target.all.find(({ id }) => id === `status/${operation.success.status}/${operation.id}`);
    const [answer] = call?.steps[0]?.script ?? [];
    if (call === undefined || answer === undefined) return [];
    const stall: Answer = { ...answer, fault: { kind: 'stall', after: 'request' } };
    const probe = (tried: Tried, options: Readonly<Record<string, number>>, step: Partial<Step> = {}): Probe => ({
      operation,
      tried,
      scenario: changed(call, `adapter/${tried}/${operation.id}`, options, step),
    });
    const once = can('maxRetries') ? { maxRetries: 0 } : null;
    return [
      probe('call', {}),
      ...(once === null ? [] : [probe('retries', once, { script: [{ ...answer, status: 503 }] })]),
      ...(can('timeoutMs') ? [probe('timeout', { ...once, timeoutMs: endsAtMs.timeout }, { script: [stall] })] : []),
      probe('signal', { ...once }, { script: [stall], abortAtMs: endsAtMs.signal }),
    ];
  });
}

function changed(call: Scenario, id: string, options: Readonly<Record<string, number>>, step: Partial<Step>): Scenario {
  return {
    ...call,
    id,
    family: 'adapter',
    clients: call.clients.map((client) => ({ ...client, options })),
    steps: call.steps.map((own) => ({ ...own, ...step })),
  };
}
