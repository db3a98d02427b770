import { inOneLine, type Observation, operationOf, type Scenario, type Spec, type Step } from '@sdk-conformance/model';
import type { Extra, Lack, OpenSession } from '@sdk-conformance/protocol';
import type { Run, Trial } from '../supervision/index.js';

/** Removes what an adapter cannot play from the queue and tells it as unsupported, without a call. */
export function tellUnsupported(run: Run, queue: Trial[], session: OpenSession): void {
  for (const trial of queue.splice(0)) {
    const why = whyUnsupported(run.spec, trial.scenario, session);
    if (why === null) queue.push(trial);
    else
      run.emit({
        type: 'played',
        scenario: trial.scenario,
        observation: unsupported(run, trial.scenario, session, why),
      });
  }
}

function unsupported(run: Run, scenario: Scenario, session: OpenSession, why: string): Observation {
  return {
    tier: run.tierOf(session),
    credentials: {},
    exchanges: [],
    steps: scenario.steps.map(({ id }) => ({
      step: id,
      outcome: { kind: 'unsupported', why },
      startedAt: null,
      settledAt: null,
    })),
    process: [],
    simulatedMs: 0,
    wallMs: 0,
  };
}

/** What an adapter must be able to beside its operations to play a scenario. */
export function capabilitiesFor(spec: Spec, { clients, steps }: Scenario): readonly ('steps' | 'abort' | 'stream')[] {
  return [
    ...(steps.length > 1 || clients.length > 1 ? (['steps'] as const) : []),
    ...(steps.some((step) => step.abortAtMs !== undefined) ? (['abort'] as const) : []),
    ...(steps.some((step) => operationOf(spec, step.operation).stream) ? (['stream'] as const) : []),
  ];
}

/** What a scenario asks of an adapter that few callers do; an adapter without it is not asked. */
export function extrasFor({ clients, steps, wallJump, environment }: Scenario): readonly Extra[] {
  return [
    ...(steps.some(({ abortAtMs }) => abortAtMs === 0) ? (['abortBefore'] as const) : []),
    ...(steps.some(({ abortReason }) => abortReason !== undefined) ? (['abortReason'] as const) : []),
    ...(steps.some(({ signal }) => signal !== undefined) ? (['sharedSignal'] as const) : []),
    ...(steps.some(({ leaveAfter }) => leaveAfter !== undefined) ? (['leave'] as const) : []),
    ...(clients.some(({ unset }) => unset !== undefined) ? (['unset'] as const) : []),
    ...(wallJump === undefined ? [] : (['wallJump'] as const)),
    ...(environment?.timeZone === undefined ? [] : (['timeZone'] as const)),
    ...(environment?.culture === undefined ? [] : (['culture'] as const)),
    ...(clients.some(({ lineEndBehind }) => lineEndBehind !== undefined) ? (['refusal'] as const) : []),
  ];
}

/** What a scenario needs of that which an SDK cannot do by its adapter; null for nothing. */
export function lackFor(spec: Spec, scenario: Scenario, without: readonly Lack[]): Lack | null {
  const needs = capabilitiesFor(spec, scenario);
  const needing = (capability: Lack['capability']): readonly Step[] =>
    capability === 'abort' ? scenario.steps.filter((step) => step.abortAtMs !== undefined) : scenario.steps;
  const found = without.find(
    ({ capability, operation }) =>
      needs.includes(capability) &&
      (operation === undefined || needing(capability).some((step) => step.operation === operation)),
  );
  return found ?? null;
}

/** Why an adapter cannot play a scenario, by what it said of itself; null where it can. */
function whyUnsupported(
  spec: Spec,
  scenario: Scenario,
  session: Pick<OpenSession, 'operations' | 'capabilities' | 'without'>,
): string | null {
  const missing = scenario.steps.find((step) => !session.operations.includes(step.operation));
  if (missing !== undefined) return `the adapter does not offer ${missing.operation}`;
  const declared = lackFor(spec, scenario, session.without ?? []);
  if (declared !== null) {
    const { capability, operation, why } = declared;
    return `without ${capability}${operation === undefined ? '' : ` of ${operation}`}: ${inOneLine(why)}`;
  }
  const lacking = capabilitiesFor(spec, scenario).find((capability) => !session.capabilities.includes(capability));
  if (lacking !== undefined) return `the adapter does not claim ${lacking}: ${needs[lacking]}`;
  const extra = extrasFor(scenario).find((capability) => !session.capabilities.includes(capability));
  return extra === undefined ? null : `the adapter does not claim ${extra}, which is optional`;
}

const needs = {
  steps: 'the scenario has several clients or steps',
  abort: 'the scenario aborts a step',
  stream: 'the operation streams',
} as const;
