import type { Scenario, Spec } from '@sdk-conformance/model';
import type { Because } from './because.js';
import type { KeptConnections } from './expectation.js';

/** That a stream which its caller leaves keeps no connection. */
export function leftStream({ streaming }: Spec): Because {
  const requirement = 'process.leftBehind';
  const text = 'a stream that its caller leaves lets go of its connection';
  return streaming?.left === 'closed'
    ? { requirement, pointer: '/streaming/left', text, byLine: true }
    : { requirement, pointer: '', text };
}

/** That a call ends with the event that ends its stream: a should, unless a line says so. */
export function endsAtTerminal({ streaming }: Spec): Because {
  const requirement = 'call.prompt';
  const text = 'a stream ends with the event that ends it, also where the connection stays open';
  return streaming?.endsAtTerminal === true
    ? { requirement, pointer: '/streaming/endsAtTerminal', text, byLine: true }
    : { requirement, pointer: '/streaming/terminal', text };
}

/** Calls in a row by which connections that each leaves open show from those of a pool. */
const inARow = 20;

/** That calls in a row keep no connection each; null where too few come one after the other to tell. */
export function keptConnections({ steps }: Scenario): KeptConnections | null {
  const isChain = steps.every(({ startAfter }, i) => i === 0 || startAfter === steps[i - 1]?.id);
  if (!isChain || steps.length < inARow) return null;
  // One is enough. A pool that lets go of some late, or opens one ahead, has a few.
  const most = Math.floor(steps.length / 3);
  const text = `${steps.length} calls in a row have ${most} connections open at most: one is enough`;
  return { most, because: { requirement: 'process.leftBehind', pointer: '', text } };
}

/** That no listener is left on a signal that calls share; null where no line says so, or no signal is shared. */
export function listenersLeft({ abort }: Spec, { steps }: Scenario): Because | null {
  if (abort?.listeners !== 'removed' || steps.every(({ signal }) => signal === undefined)) return null;
  const text = 'a call that has settled leaves no listener on the abort signal of its caller';
  return { requirement: 'process.leftBehind', pointer: '/abort/listeners', text, byLine: true };
}
