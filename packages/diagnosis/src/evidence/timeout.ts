import type { KeyedMark, Play } from '../play.js';
import { decisionOf, type Look, look, type Pattern } from './pattern.js';

const grainMs = 20;

function timeoutLook(mark: KeyedMark, play: Play): Look {
  const due = decisionOf(mark, play)?.gapStart;
  const after = mark.measured['timeoutMs'];
  const ms = due?.kind === 'answered' ? undefined : due?.ms;
  if (after === undefined || ms === undefined) return look('timeoutOther', 'does not keep to its timeout');
  const own = play.observation.exchanges.filter(({ step }) => step === mark.step);
  const [first] = own;
  const attempt = own[mark.attempt ?? 0];
  if (first !== undefined && attempt !== undefined && (mark.attempt ?? 0) > 0) {
    const sinceStart = attempt.arrivedAt.virtualMs - first.arrivedAt.virtualMs + after;
    if (Math.abs(sinceStart - ms) <= grainMs)
      return look('timeoutCoversCall', 'lets all attempts of a call share one timeout');
  }
  return after > ms * 1.5 || after < ms * 0.5
    ? look('timeoutOther', after > ms ? 'waits longer than its timeout' : 'gives up before its timeout')
    : look('timeoutOther', 'does not keep to its timeout');
}

export const timeoutPattern: Pattern = {
  of: ({ aspect }) => aspect === 'timeout',
  look: timeoutLook,
};
