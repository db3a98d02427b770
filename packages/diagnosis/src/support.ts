import type { Search } from './chosen.js';
import { holdsAt, type Scope } from './scope.js';
import type { Weight } from './weigh.js';

/** Places that speak for a cause that is plain beside another. */
const plainly = 8;

/** Two scenarios that do not hang on each other, or one with another beside it in which it passes. */
export function isSupported(fors: readonly Weight[], contrast: readonly Weight[]): boolean {
  const scenarios = new Set(fors.map(({ scenario }) => scenario));
  return scenarios.size >= 2 || (scenarios.size === 1 && contrast.length > 0);
}

/**
 * What a change of policy explains beside others is worth telling where they do not bear, or where it is plain and shows often: what is left in
 * plays that another cause has changed may be what that cause was not told exactly enough for.
 */
export function standsAlone({ standings, chosen }: Search, scope: Scope, fors: readonly Weight[]): boolean {
  if (chosen.every(({ candidate }) => candidate.kind === 'evidence')) return true;
  const touched = new Set(standings.filter((standing) => standing.touched).map(({ play }) => play));
  const apart = new Set(fors.filter(({ play }) => !touched.has(play)).map(({ scenario }) => scenario));
  return apart.size >= 2 || (scope.length <= 1 && fors.length >= plainly);
}

/** Whether a change explains a good part of what fails in its scope alike: where it does not, something else is at work. */
export function explainsEnough({ standings }: Search, scope: Scope, fors: readonly Weight[]): boolean {
  const told = fors.filter(({ aspect }) => aspect === 'action' || aspect === 'gap');
  const aspects = new Set(told.map(({ aspect }) => aspect));
  let alike = 0;
  for (const { play, open, marks } of standings) {
    for (const key of open) {
      const mark = marks.get(key);
      if (mark === undefined || !aspects.has(mark.aspect)) continue;
      if (holdsAt(scope, play.literals(mark.step, mark.attempt))) alike += 1;
    }
  }
  return told.length * 3 >= alike;
}
