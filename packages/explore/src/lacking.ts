import type { ClientPlan, Step } from '@sdk-conformance/model';
import type { Stimulus } from './scenario.js';

/** What callers do that an adapter may be unable to. */
export const lackable = [
  'steps',
  'abort',
  'abortBefore',
  'abortReason',
  'sharedSignal',
  'leave',
  'unset',
  'refusal',
] as const;

export type Lackable = (typeof lackable)[number];

/** A scenario without what an adapter cannot play of it. */
export function playableBy(lacks: readonly Lackable[], stimulus: Stimulus): Stimulus {
  if (lacks.length === 0) return stimulus;
  const has = (capability: Lackable) => !lacks.includes(capability);
  const steps = (has('steps') ? stimulus.steps : stimulus.steps.slice(0, 1)).map((step) => stepBy(has, step));
  const used = stimulus.clients.filter(({ id }) => has('steps') || steps.some(({ client }) => client === id));
  return { ...stimulus, clients: used.map((client) => clientBy(has, client)), steps };
}

function stepBy(has: (capability: Lackable) => boolean, step: Step): Step {
  const { abortAtMs, abortReason, signal, leaveAfter, ...rest } = step;
  const isAborted = abortAtMs !== undefined && has(abortAtMs === 0 ? 'abortBefore' : 'abort') && has('abort');
  return {
    ...rest,
    ...(isAborted ? { abortAtMs } : {}),
    ...(isAborted && abortReason !== undefined && has('abortReason') ? { abortReason } : {}),
    ...(signal !== undefined && has('sharedSignal') ? { signal } : {}),
    ...(leaveAfter !== undefined && has('leave') ? { leaveAfter } : {}),
  };
}

function clientBy(has: (capability: Lackable) => boolean, client: ClientPlan): ClientPlan {
  const { unset, lineEndBehind, ...rest } = client;
  return {
    ...rest,
    ...(unset !== undefined && has('unset') ? { unset } : {}),
    ...(lineEndBehind !== undefined && has('refusal') ? { lineEndBehind } : {}),
  };
}
