import { type Answer, effectOf, type FaultEffect, type Scenario, type Step } from '@sdk-conformance/model';
import type { StepProgress } from './attribution.js';

/** A step and how far its script has come. */
type StepState = { -readonly [K in keyof StepProgress]: StepProgress[K] } & { next: number };

/** The scripts of a call. */
export interface ScriptBook {
  readonly steps: readonly StepState[];
  stepOf(id: string): StepState | undefined;
  /** Takes the answer that is due, with its place; the last repeats. */
  take(state: StepState): { readonly answer: Answer; readonly place: number };
  /** True while the lane's port is closed: the due answer of any step that has not settled is `refuse`. */
  refuses(): boolean;
  /** True where the due answer of any step that has not settled loses the connection. */
  losesConnection(): boolean;
  /** Moves past a `refuse` that was met: of one step, or of every step where it is due. */
  refused(step: string | undefined): void;
}

/** Whether an answer before one with this effect says that the connection ends: the client shall not meet the fault on an old one. */
function losesConnection(connection: FaultEffect['connection']): boolean {
  switch (connection) {
    case 'lost':
    case 'refused':
      return true;
    case 'kept':
    case 'lostUnsaid':
    case 'unreached':
      return false;
  }
}

function placeOf({ step, next }: StepState): number {
  return Math.min(next, step.script.length - 1);
}

export function openScripts(scenario: Scenario): ScriptBook {
  const steps = scenario.steps.map((step: Step): StepState => ({ step, started: false, settled: false, next: 0 }));
  const due = (state: StepState): Answer | undefined => state.step.script[placeOf(state)];
  const dueConnection = (state: StepState): FaultEffect['connection'] =>
    state.settled ? 'kept' : effectOf(due(state)?.fault).connection;
  const faulty = steps.filter(({ step }) => step.script.some((answer) => answer.fault !== undefined));
  return {
    steps,
    stepOf: (id) => steps.find(({ step }) => step.id === id),
    take(state) {
      const place = placeOf(state);
      const answer = state.step.script[place];
      if (answer === undefined) throw new RangeError(`step ${state.step.id} has an empty script`);
      state.next = place + 1;
      return { answer, place };
    },
    refuses: () => faulty.some((state) => dueConnection(state) === 'refused'),
    losesConnection: () => faulty.some((state) => losesConnection(dueConnection(state))),
    refused(id) {
      for (const state of steps) {
        if ((id === undefined || state.step.id === id) && dueConnection(state) === 'refused')
          state.next = placeOf(state) + 1;
      }
    },
  };
}
