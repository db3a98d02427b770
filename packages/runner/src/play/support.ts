import { type Observation, operationOf, type Scenario, type Spec } from '@sdk-conformance/model';
import type { OpenSession } from '@sdk-conformance/protocol';
import type { Run, Trial } from '../supervision/index.js';

/** Takes what an adapter cannot play from the queue, and tells it as unsupported without a call. */
export function tellUnsupported(run: Run, queue: Trial[], session: OpenSession): void {
  for (const trial of queue.splice(0)) {
    const why = whyUnsupported(run.spec, trial.scenario, session, run.target.unsupported ?? []);
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

/** Why an adapter cannot play a scenario, by what it said of itself; null where it can. */
function whyUnsupported(
  spec: Spec,
  scenario: Scenario,
  session: Pick<OpenSession, 'operations' | 'capabilities'>,
  declared: readonly string[],
): string | null {
  const can = (capability: OpenSession['capabilities'][number]) => session.capabilities.includes(capability);
  for (const step of scenario.steps) {
    if (declared.includes(step.operation)) return `${step.operation} is declared unsupported`;
    if (!session.operations.includes(step.operation)) return `the adapter does not offer ${step.operation}`;
    if (operationOf(spec, step.operation).stream && !can('stream')) return 'the adapter has no stream capability';
    if (step.abortAtMs !== undefined && !can('abort')) return 'the adapter has no abort capability';
  }
  const several = scenario.steps.length > 1 || scenario.clients.length > 1;
  return several && !can('steps') ? 'the adapter plays one client and one step only: it has no steps capability' : null;
}
