import type { EvidenceCandidate } from '../candidate.js';
import type { KeyedMark, Play } from '../play.js';
import { fieldPattern, messagePattern, resultPattern } from './error.js';
import type { Look, Pattern } from './pattern.js';
import { actionPattern, blockingPattern, plainPattern } from './plain.js';
import { requestPattern } from './sent.js';
import { sharedState } from './shared.js';
import { timeoutPattern } from './timeout.js';

const patterns: readonly Pattern[] = [
  fieldPattern,
  resultPattern,
  messagePattern,
  requestPattern,
  timeoutPattern,
  blockingPattern,
  plainPattern,
  actionPattern,
];

function idOf({ name, params, like }: Look): string {
  return JSON.stringify([name, params, like]);
}

/** Whether a failure looks like the one that a cause was made of. */
type Likeness = (own: Look) => boolean;

/** What is wrong with what a step came to, on whatever attempt. */
function resultOf(step: string | null, play: Play): readonly Look[] {
  return [...play.marks.values()].flatMap((mark) => {
    const own =
      mark.step === step && mark.aspect === 'result' && mark.verdict === 'fail' ? resultPattern.look(mark, play) : null;
    return own?.name === 'eventsDiffer' ? [own] : [];
  });
}

/** An error of another class has not the fields and words of the one that was due: that is no cause of its own. */
function followsFrom(mark: KeyedMark, play: Play, isLike: Likeness): boolean {
  if (mark.verdict !== 'fail') return false;
  const { requirement } = mark.because;
  // A stream whose events are not seen looks as if it had broken before the first.
  if (requirement === 'stream.noReplay') return resultOf(mark.step, play).some(isLike);
  if (!requirement.startsWith('error.')) return false;
  return ['result', 'error.base'].some((aspect) => {
    const result = play.marks.get(`${mark.step ?? ''}|${mark.attempt ?? ''}|${aspect}`);
    const own = result?.verdict === 'fail' ? resultPattern.look(result, play) : null;
    return own !== null && isLike(own);
  });
}

/** Requirements whose marks tell of one thing, whichever of them it is. */
const ofOneThing: readonly Pattern[] = [resultPattern, timeoutPattern, actionPattern];

/** @param broken requirements that failures of the look break: what holds of others says nothing of it */
function evidence(
  pattern: Pattern,
  { wide: _, like: __, ...found }: Look,
  { pointer, broken }: { readonly pointer: string; readonly broken: ReadonlySet<string> },
  isLike: Likeness,
): EvidenceCandidate {
  return {
    kind: 'evidence',
    needsScope: pattern === actionPattern,
    ...found,
    pointer,
    shows: (mark, play) => {
      if (mark.verdict === 'fail') {
        const own = pattern.of(mark) ? pattern.look(mark, play) : null;
        if (own !== null && isLike(own)) return 'for';
        const follows =
          pattern === resultPattern ? followsFrom(mark, play, isLike) : pattern.follows?.(mark, play, found);
        return follows === true ? 'for' : null;
      }
      if (!pattern.of(mark)) return null;
      if (mark.verdict !== 'pass') return null;
      if (!ofOneThing.includes(pattern) && !broken.has(mark.because.requirement)) return null;
      return (pattern.touches?.(mark, play, found) ?? true) ? 'against' : null;
    },
  };
}

/** What failures look like, whatever the policy. */
export function evidenceFor(plays: readonly Play[]): readonly EvidenceCandidate[] {
  const found = new Map<string, EvidenceCandidate>();
  const wide = new Map<string, EvidenceCandidate>();
  const requirements = new Map<string, Set<string>>();
  const brokenBy = (look: string, requirement: string): ReadonlySet<string> => {
    const own = (requirements.get(look) ?? new Set()).add(requirement);
    requirements.set(look, own);
    return own;
  };
  const shared = sharedState(plays);
  if (shared !== null) found.set(shared.name, shared);
  for (const play of plays) {
    for (const mark of play.marks.values()) {
      if (mark.verdict !== 'fail' || !play.broken.has(mark.because.requirement)) continue;
      const pattern = patterns.find((own) => own.of(mark));
      const seen = pattern?.look(mark, play) ?? null;
      if (pattern === undefined || seen === null) continue;
      const id = idOf(seen);
      const { pointer, requirement } = mark.because;
      const broken = brokenBy(id, requirement);
      if (found.has(id)) continue;
      found.set(
        id,
        evidence(pattern, seen, { pointer, broken }, (own) => idOf(own) === id),
      );
      if (seen.wide === undefined) continue;
      const { name, wide: text } = seen;
      wide.set(
        name,
        evidence(pattern, { name, params: {}, text }, { pointer, broken }, (own) => own.name === name),
      );
    }
  }
  // Failures that are all alike are told by what they share.
  const differ = ({ name }: EvidenceCandidate) => [...found.values()].filter((own) => own.name === name).length > 1;
  return [...found.values(), ...[...wide.values()].filter(differ)];
}
