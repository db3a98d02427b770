import type { Answer, Scenario } from '@sdk-conformance/model';
import {
  type Derivation,
  error,
  mainOperation,
  type OneStep,
  oneStep,
  retriedErrors,
  success,
} from '../../derivation.js';
import { canonicalName, companion, countsOn, delayIn } from './hint-headers.js';

const family = 'retry/total';

/** Retries that a client is given at most, so that its time runs out before them. */
const mostRetries = 30;

/** Calls whose time as a whole runs out: by slow answers, by a wait that the server asks for, and within an attempt. */
export function totalScenarios(from: Derivation): readonly Scenario[] {
  const { totalMs, attemptMs } = from.spec.timeouts;
  const [status] = retriedErrors(from.spec);
  if (totalMs === null || status === undefined) return [];
  return mainOperation(from.spec).flatMap((operation) => {
    const ok = success(operation);
    const one = (name: string, about: string, script: OneStep['script'], options: OneStep['options'] = {}): Scenario =>
      oneStep({ family, name, about: `${about}.`, operation, script, options });
    const patience = Math.min(operation.own?.timeoutMs ?? attemptMs ?? totalMs, totalMs);
    const slowMs = Math.floor(Math.min(patience * 0.8, totalMs * 0.4));
    const slow: Answer = { ...error(from, status), fault: { kind: 'delay', ms: slowMs } };
    const maxRetries = Math.ceil(totalMs / slowMs) + 1;
    const answers = Array.from({ length: Math.floor((totalMs - 1) / slowMs) }, () => slow);
    const stalled: Answer = { ...ok, fault: { kind: 'stall', after: 'request' } };
    const outlasts = patience + slowMs * answers.length > totalMs;
    return [
      ...(maxRetries > mostRetries
        ? []
        : [
            one(`slow/${status}`, `Every answer is ${status} and takes ${slowMs} ms`, [slow], { maxRetries }),
            ...(outlasts && answers.length > 0
              ? [
                  one('stall', `Slow answers, then none: the time runs out within an attempt`, [...answers, stalled], {
                    maxRetries,
                  }),
                ]
              : []),
          ]),
      ...asked(from, status, totalMs).map(([name, about, headers]) =>
        one(`${name}/${status}`, about, [error(from, status, headers), ok]),
      ),
    ];
  });
}

/** Waits that the server asks for: one that fits in the time of the call, and one that does not. */
function asked(
  from: Derivation,
  status: number,
  totalMs: number,
): readonly (readonly [name: string, about: string, headers: Readonly<Record<string, string>>])[] {
  const { hints } = from.spec;
  const header = hints?.headers.find(({ unit }) => delayIn(unit, 1) !== null);
  if (hints === null || header === undefined || !countsOn(from, status)) return [];
  const fitting = Math.floor(totalMs / 2000);
  const beyond = Math.ceil(totalMs / 1000) + 1;
  return [fitting, beyond].flatMap((seconds, i) => {
    const value = delayIn(header.unit, seconds);
    if (value === null || seconds < 1 || (hints.capMs !== null && seconds * 1000 > hints.capMs)) return [];
    const name = canonicalName(header.name);
    const what = i === 0 ? 'fits in the time of the call' : 'does not fit in the time of the call';
    const headers = { ...companion(header), [name]: value };
    return [[i === 0 ? 'hint-within' : 'hint-beyond', `${status} asks for ${seconds} s, which ${what}`, headers]];
  });
}
