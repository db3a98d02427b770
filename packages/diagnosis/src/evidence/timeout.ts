import type { KeyedMark, Play } from '../play.js';
import { decisionOf, type Look, look, type Pattern } from './pattern.js';

const grainMs = 20;

/** Whether a retry was given up when the timeout of the first attempt ends, or at once where that had ended before the retry began. */
function isOutOfTime({ step, attempt = 0 }: KeyedMark, { observation }: Play, ms: number, after: number): boolean {
  const own = observation.exchanges.filter((exchange) => exchange.step === step);
  const [first] = own;
  const retry = own[attempt];
  if (first === undefined || retry === undefined || attempt === 0) return false;
  const leftMs = first.arrivedAt.virtualMs + ms - retry.arrivedAt.virtualMs;
  return Math.abs(after - Math.max(0, leftMs)) <= grainMs;
}

function timeoutLook(mark: KeyedMark, play: Play): Look {
  const due = decisionOf(mark, play)?.gapStart;
  const after = mark.measured['timeoutMs'];
  const ms = due?.kind === 'answered' ? undefined : due?.ms;
  if (after === undefined || ms === undefined) return look('timeoutOther', 'does not keep to its timeout');
  if (isOutOfTime(mark, play, ms, after))
    return { ...look('timeoutCoversCall', 'lets all attempts of a call share one timeout'), exact: true };
  return after > ms * 1.5 || after < ms * 0.5
    ? look('timeoutOther', after > ms ? 'waits longer than its timeout' : 'gives up before its timeout')
    : look('timeoutOther', 'does not keep to its timeout');
}

export const timeoutPattern: Pattern = {
  of: ({ aspect }) => aspect === 'timeout',
  look: timeoutLook,
  // A first attempt has the whole timeout for itself.
  touches: ({ attempt = 0 }, _, { name }) => name !== 'timeoutCoversCall' || attempt > 0,
};
