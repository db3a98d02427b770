import type { EvidenceCandidate } from '../candidate.js';
import type { KeyedMark, Play } from '../play.js';
import { look } from './pattern.js';

const decisions = ['action', 'gap', 'call.isolation'];

function isBroken(play: Play, mark: KeyedMark): boolean {
  return mark.verdict === 'fail' && decisions.includes(mark.aspect) && play.broken.has(mark.because.requirement);
}

/** Whether a call stopped where a retry was due. */
function hasStopped(play: Play, mark: KeyedMark): boolean {
  return isBroken(play, mark) && mark.aspect === 'action' && mark.measured['gapMs'] === undefined;
}

/** Decisions that go both ways: fewer may be of something that no feature tells. */
const fewestSplit = 3;

/** Retries that are due after all that a call has seen, and come in one call and not in another to which the same was done. */
function isSplit(plays: readonly Play[]): boolean {
  const groups = new Map<string, { stopped: number; retried: number }>();
  for (const play of plays) {
    if (play.scenario.steps.length > 1) continue;
    for (const mark of play.marks.values()) {
      if (mark.aspect !== 'action') continue;
      const stopped = hasStopped(play, mark);
      if (!stopped && mark.verdict !== 'pass') continue;
      const own = play.seenBy(mark.step, mark.attempt);
      const group = groups.get(own) ?? { stopped: 0, retried: 0 };
      groups.set(own, group);
      group[stopped ? 'stopped' : 'retried'] += 1;
    }
  }
  return [...groups.values()].filter(({ stopped, retried }) => stopped > 0 && retried > 0).length >= fewestSplit;
}

/**
 * Retries and waits that hang on what other calls do: those that go wrong where calls stand beside each other or follow each other, and never in a
 * call alone; or those that come in one call and not in its like, for all calls of a run share a process.
 */
export function sharedState(plays: readonly Play[]): EvidenceCandidate | null {
  const broken = plays.filter((play) => [...play.marks.values()].some((mark) => isBroken(play, mark)));
  if (broken.length === 0) return null;
  const base = { kind: 'evidence', needsScope: false, pointer: '/retry' } as const;
  const isAlone = ({ scenario }: Play) => scenario.steps.length < 2;
  // Where no call was played alone, nobody knows that it is right there.
  const decidedAlone = plays.some(
    (play) => isAlone(play) && [...play.marks.values()].some(({ aspect }) => decisions.includes(aspect)),
  );
  if (!broken.some(isAlone) && decidedAlone)
    return {
      ...base,
      ...look('sharesState', 'shares state between calls: they go wrong together, and are right alone'),
      shows: (mark, play) =>
        isBroken(play, mark) ? 'for' : isAlone(play) && mark.aspect === 'action' ? 'against' : null,
    };
  if (!isSplit(plays)) return null;
  return {
    ...base,
    ...look(
      'sharesState',
      'shares state between calls, or leaves retries to chance: of calls to which the same was done it retries one and not the other',
    ),
    shows: (mark, play) =>
      hasStopped(play, mark) || (isBroken(play, mark) && mark.aspect === 'call.isolation') ? 'for' : null,
  };
}
