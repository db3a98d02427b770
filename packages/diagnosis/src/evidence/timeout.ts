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

const bodyKey = '/timeouts/coversBody';

/** Whether the last attempt of a step was to be given up while its body came. */
function waitsForBody(mark: KeyedMark, play: Play): boolean {
  const requests = play.observation.exchanges.filter(({ step }) => step === mark.step).length;
  const due = decisionOf({ ...mark, attempt: requests - 1 }, play)?.gapStart;
  return due?.kind === 'arrivalPlus' && due.pointer === bodyKey;
}

const bodyNotTimed = look('bodyNotTimed', 'ends its timeout with the head of a response, and does not time the body');

const begunAnew = look('timeoutBegunAnew', 'begins its timeout anew with whatever comes of a body');

/** Whether the answer came whole after all: its body was late, and never still. */
function cameWhole({ step, attempt = 0 }: KeyedMark, { observation }: Play): boolean {
  const answer = observation.exchanges.filter((exchange) => exchange.step === step)[attempt];
  return answer !== undefined && answer.served.endedAt !== null;
}

function timeoutLook(mark: KeyedMark, play: Play): Look {
  const due = decisionOf(mark, play)?.gapStart;
  const after = mark.measured['timeoutMs'];
  const ms = due?.kind === 'answered' ? undefined : due?.ms;
  if (after === undefined || ms === undefined) return look('timeoutOther', 'does not keep to its timeout');
  if (isOutOfTime(mark, play, ms, after))
    return { ...look('timeoutCoversCall', 'lets all attempts of a call share one timeout'), exact: true };
  // What is timed until the head has come is not timed in the body.
  if (after > ms * 1.5 && mark.because.pointer === bodyKey) return cameWhole(mark, play) ? begunAnew : bodyNotTimed;
  return after > ms * 1.5 || after < ms * 0.5
    ? look('timeoutOther', after > ms ? 'waits longer than its timeout' : 'gives up before its timeout')
    : look('timeoutOther', 'does not keep to its timeout');
}

export const timeoutPattern: Pattern = {
  of: ({ aspect }) => aspect === 'timeout',
  look: timeoutLook,
  touches: (mark, play, { name }) => {
    const { attempt = 0, because } = mark;
    // A first attempt has the whole timeout for itself.
    if (name === 'timeoutCoversCall') return attempt > 0;
    if (name === begunAnew.name) return because.pointer === bodyKey && cameWhole(mark, play);
    return name !== bodyNotTimed.name || because.pointer === bodyKey;
  },
  // What is not timed may never end, and what comes slowly is waited for as well.
  follows: (mark, play, { name }) =>
    name === bodyNotTimed.name &&
    mark.verdict === 'fail' &&
    ((mark.because.requirement === 'call.settles' && waitsForBody(mark, play)) ||
      (mark.because.pointer === bodyKey && mark.because.requirement === 'timeout.attempt')),
};
