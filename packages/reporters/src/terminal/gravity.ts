/** What it costs whoever uses an SDK that breaks a requirement. */
export interface Gravity {
  /** From 0, the gravest. */
  readonly rank: number;
  /** What whoever uses such an SDK risks. */
  readonly risk: string;
}

const settles: Gravity = { rank: 0, risk: 'calls that never end' };
const rejections: Gravity = { rank: 1, risk: 'processes that an unhandled rejection ends' };
const secrets: Gravity = { rank: 2, risk: 'credentials missing or where they must not be' };
const outcome: Gravity = { rank: 3, risk: 'wrong requests, values or errors' };
const retries: Gravity = { rank: 4, risk: 'requests given up too soon or sent too often' };
const timing: Gravity = { rank: 5, risk: 'waits other than promised' };
const shape: Gravity = { rank: 6, risk: 'errors that say or carry less than they should' };
const tidiness: Gravity = { rank: 6, risk: 'warnings, timers and sockets left behind' };

/** By id, or by the beginning of ids; the first that fits. What fits none is of the outcome. */
const gravities: readonly (readonly [string, Gravity])[] = [
  ['call.settles', settles],
  ['process.responds', settles],
  ['process.survives', settles],
  ['process.rejections', rejections],
  ['process.', tidiness],
  ['error.secrets', secrets],
  ['request.credentials', secrets],
  ['call.prompt', timing],
  ['retry.after', timing],
  ['retry.backoff', timing],
  ['timeout.', timing],
  ['stream.idle', timing],
  ['abort.settles', timing],
  ['retry.', retries],
  ['stream.retry', retries],
  ['stream.noReplay', retries],
  ['error.class', outcome],
  ['error.base', outcome],
  ['error.status', outcome],
  ['error.', shape],
];

/** How grave it is that a requirement is broken: never settled, rejections, secrets, outcomes, retries, timing, shape. */
export function gravityOf(requirement: string): Gravity {
  return gravities.find(([start]) => requirement.startsWith(start))?.[1] ?? outcome;
}
