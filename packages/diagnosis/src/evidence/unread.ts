import type { KeyedMark, Play } from '../play.js';
import { look } from './pattern.js';

/** Bytes that no HTTP client takes from the connection before its caller reads: what is longer keeps the connection busy. */
const unasked = 64 * 1024;

export const leavesBodyUnread = look(
  'leavesBodyUnread',
  'leaves the rest of a long body unread, so that the connection is never free for the next attempt',
);

/** Whether a retry was due after an error whose body is too long to be taken unread. */
export function followsLongBody({ step }: KeyedMark, { observation, expectation }: Play): boolean {
  const own = observation.exchanges.filter((exchange) => exchange.step === step);
  const decisions = expectation.steps.find((s) => s.step === step)?.decisions ?? [];
  return own.some(({ served }, attempt) => {
    const length = served.headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1];
    return Number(length ?? 0) > unasked && decisions[attempt]?.action === 'retry';
  });
}
