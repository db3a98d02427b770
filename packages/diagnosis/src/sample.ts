import type { Standing } from './weigh.js';

/** Failing plays of each group on which a candidate is tried first. */
const screened = 5;

/** Up to five plays of each kind of failure, so that a candidate that explains none of them is not tried on all. */
export function screen(standings: readonly Standing[]): readonly Standing[] {
  const seen = new Map<string, number>();
  return standings.filter(({ play, open, marks }) => {
    let wanted = false;
    for (const key of open) {
      const mark = marks.get(key);
      if (mark === undefined) continue;
      const { answer, hint, body } = play.literals(mark.step, mark.attempt);
      const group = [mark.because.requirement, answer, hint, body, mark.attempt === 0].join();
      const count = (seen.get(group) ?? 0) + 1;
      seen.set(group, count);
      wanted ||= count <= screened;
    }
    return wanted;
  });
}

/** Plays alike of which candidates are tried. */
const alike = 2;

/** Of plays whose answers and options are alike, a few that fail and a few that pass. */
export function representatives(standings: readonly Standing[]): readonly Standing[] {
  const seen = new Map<string, number>();
  return standings.filter(({ play, open }) => {
    const answers = play.features.map(({ answer, method }) => [
      answer.kind,
      answer.hint,
      answer.body,
      answer.fault,
      method,
    ]);
    const options = play.features[0]?.options ?? {};
    const group = JSON.stringify([answers, options, play.call, open.size > 0]);
    const count = (seen.get(group) ?? 0) + 1;
    seen.set(group, count);
    return count <= alike;
  });
}
