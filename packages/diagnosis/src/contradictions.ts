import type { Candidate } from './candidate.js';
import { candidatesFor } from './candidates/index.js';
import type { Cause } from './causes.js';
import { evidenceFor } from './evidence/index.js';
import { type Ground, type Play, type Played, playOf } from './play.js';
import { holdsAt, type Scope } from './scope.js';
import { decided, expectedUnder, isDecided, isSettled } from './weigh.js';

/** A cause that is false: an SDK with it would have failed in a scenario that passed. */
export interface Contradiction {
  readonly cause: Cause;
  readonly scenario: string;
}

function hasPassed({ broken, marks }: Play): boolean {
  return broken.size === 0 && [...marks.values()].every(({ verdict }) => verdict !== 'fail');
}

/** Whether what a play was seen to do cannot have been, by what a candidate says in its scope. */
function isForbidden(ground: Ground, candidate: Candidate, scope: Scope, play: Play): boolean {
  if (candidate.kind === 'evidence') {
    return [...play.marks.values()].some(
      (mark) => holdsAt(scope, play.literals(mark.step, mark.attempt)) && candidate.shows(mark, play) === 'against',
    );
  }
  // What passes unseen by the clock says nothing of waits.
  if (play.observation.process.some(({ kind }) => kind === 'escapedTimer')) return false;
  const changed = expectedUnder(ground, play, [{ candidate, scope }]);
  return [...play.walk(changed).values()].some(
    (mark) => mark.verdict === 'fail' && decided.has(mark.aspect) && isDecided(changed, mark) && isSettled(play, mark),
  );
}

/**
 * The causes told that a scenario contradicts which passed: each is held, in the scope in which it is told, against all that passed, whatever
 * was weighed when it was chosen. Nothing is to be found. Pure.
 */
export function contradictionsOf(
  ground: Ground,
  played: readonly Played[],
  causes: readonly Cause[],
): readonly Contradiction[] {
  if (causes.length === 0) return [];
  const plays = played.map((one) => playOf(ground, one));
  const passed = plays.filter(hasPassed);
  const candidates: readonly Candidate[] = [...candidatesFor(ground, plays), ...evidenceFor(plays)];
  return causes.flatMap((cause) => {
    const { scope, name } = cause;
    // What shows in some calls need not show in others.
    if (scope === null) return [];
    const params = JSON.stringify(cause.params);
    const meant = candidates.filter((own) => own.name === name && JSON.stringify(own.params) === params);
    // Where several are told in the same words, any of them may be meant.
    const against = meant.map((own) => passed.find((play) => isForbidden(ground, own, scope, play)));
    const [first] = against;
    return first === undefined || against.includes(undefined) ? [] : [{ cause, scenario: first.scenario.id }];
  });
}
