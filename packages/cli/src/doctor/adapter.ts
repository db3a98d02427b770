import type { Plan, PlannedTarget } from '@sdk-conformance/engine';
import type { PlayEvent, Target } from '@sdk-conformance/runner';
import { type Check, ok, wrong } from './check.js';
import { faultsShown } from './probed.js';
import { adapterProbes, type Probe } from './probes.js';
import type { TargetStages } from './target.js';

/** What an adapter must do in each operation, in the words of the report. */
const kept: Readonly<Record<Probe['tried'], string>> = {
  call: 'names of the API, no waits',
  retries: 'no retries of its own',
  timeout: 'timeoutMs handed on',
  signal: 'signal handed on',
};

/**
 * Tries an adapter by itself, one operation after the other: it hands on arguments, values, options, credentials and the signal, and neither
 * retries nor waits. What it lacks with a reason is not tried.
 */
export async function checkAdapter(
  plan: Plan,
  target: PlannedTarget,
  started: Target,
  { play }: TargetStages,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const probes = adapterProbes(plan.spec, target);
  const byScenario = new Map(probes.map((probe) => [probe.scenario.id, probe]));
  const shown = new Map<Probe, readonly string[]>();
  const failed: Check[] = [];
  const { spec, fixtures } = plan;
  const given = { spec, fixtures, language: target.language };
  let session: Extract<PlayEvent, { type: 'session' }> | null = null;
  const scenarios = probes.map(({ scenario }) => scenario);
  for await (const event of play({ spec, fixtures, target: started, scenarios, clock: 'virtual', seed: 1, signal })) {
    if (event.type === 'session') session = event;
    const why = whyFailed(event);
    if (why !== null) failed.push(wrong(`${target.name}: ${why}`, null));
    if (event.type !== 'played') continue;
    const probe = byScenario.get(event.scenario.id);
    if (probe === undefined || isLacking(session, target, probe)) continue;
    shown.set(probe, faultsShown(given, probe, event.observation));
  }
  const operations = [...new Set(probes.map(({ operation }) => operation.id))];
  return [
    ...failed,
    ...operations.flatMap((id) => {
      const own = probes.filter((probe) => probe.operation.id === id && shown.has(probe));
      return checksOf(`${target.name}, ${id}`, own, (probe) => shown.get(probe) ?? []);
    }),
  ];
}

function checksOf(
  what: string,
  tried: readonly Probe[],
  faultsOf: (probe: Probe) => readonly string[],
): readonly Check[] {
  if (tried.length === 0) return [];
  const faults = [...new Set(tried.flatMap(faultsOf))];
  if (faults.length > 0) return faults.map((fault) => wrong(`${what}: ${fault}`, null));
  return [ok(`${what}: ${tried.map((probe) => kept[probe.tried]).join(', ')}`)];
}

/** What ended some of the calls; null where an event tells of nothing wrong. What they cost comes as not run, and is not told besides. */
function whyFailed(event: PlayEvent): string | null {
  if (event.type === 'adapterFailed' || event.type === 'machineFailed') return event.why;
  return event.type === 'harnessFailed' ? `our bug: ${event.why}\n${event.stack}` : null;
}

/** Whether the adapter or the configuration says that a call cannot be aborted, or that the SDK has no such operation. */
function isLacking(
  session: Extract<PlayEvent, { type: 'session' }> | null,
  target: PlannedTarget,
  { operation, tried }: Probe,
): boolean {
  if (target.unsupported[operation.id] !== undefined) return true;
  if (operation.stream && (target.without.stream !== undefined || session?.capabilities.includes('stream') === false))
    return true;
  if (tried !== 'signal') return false;
  const told = session?.without.some(
    (lack) => lack.capability === 'abort' && (lack.operation ?? operation.id) === operation.id,
  );
  return target.without.abort !== undefined || told === true || session?.capabilities.includes('abort') === false;
}
