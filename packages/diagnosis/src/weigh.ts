import type { Aspect } from '@sdk-conformance/judge';
import { type Expectation, type PolicyAt, predict } from '@sdk-conformance/oracle';
import type { Budget } from './budget.js';
import type { Candidate, PolicyCandidate } from './candidate.js';
import { type Literals, literalsOf } from './literals.js';
import type { Ground, KeyedMark, Play } from './play.js';
import { holdsAt, type Scope, type Witness } from './scope.js';

/** A candidate with the scope in which it is told. */
export interface Told {
  readonly candidate: Candidate;
  readonly scope: Scope;
}

/** What a play says of a candidate, place by place. */
export interface Weight extends Witness {
  readonly play: Play;
  readonly key: string;
  readonly aspect: Aspect;
  readonly says: 'for' | 'against' | 'neither';
  /** Bits by which what was seen gets likelier. */
  readonly bits: number;
}

/** What is known of a play while causes are being chosen. */
export interface Standing {
  readonly play: Play;
  /** Under the causes chosen so far. */
  readonly marks: ReadonlyMap<string, KeyedMark>;
  readonly expectation: Expectation;
  /** A change of policy that was chosen bears on it. */
  readonly touched: boolean;
  /** Keys of failures that nothing explains yet. */
  readonly open: ReadonlySet<string>;
}

/** Aspects of which a change of policy must break nothing; of others it may know nothing. */
export const decided: ReadonlySet<string> = new Set(['action', 'gap', 'timeout', 'result', 'stream.events']);

/** Bits that a failure is worth: a wait or a timeout may be anything up to a minute, told to 4 ms; all else is one of some hundred things. */
const gapBits = 20;
const otherBits = 12;
/** What was seen is told only where no change of policy foretells it. */
const seenBits = 9;
const grainMs = 4;

function widthOf({ steps }: Expectation, { step, attempt }: KeyedMark): number | null {
  const decisions = steps.find((s) => s.step === step)?.decisions ?? [];
  const gap = decisions[Math.min(attempt ?? 0, decisions.length - 1)]?.gap;
  return gap?.kind === 'window' ? gap.toMs - gap.fromMs : null;
}

function width(expectation: Expectation, mark: KeyedMark): number {
  return Math.log2(((widthOf(expectation, mark) ?? 60_000) + grainMs) / grainMs);
}

/** Far along a script without end the last decision stands for all: its window says nothing of theirs. */
export function isDecided({ steps }: Expectation, { step, attempt = 0 }: KeyedMark): boolean {
  return attempt < (steps.find((s) => s.step === step)?.decisions.length ?? 0);
}

/** What an SDK makes of a number that not all read is known only where a candidate explains it. */
export function isSettled(play: Play, mark: KeyedMark): boolean {
  return play.literals(mark.step, mark.attempt).hint !== 'numberLike';
}

/** The policy under a set of causes, each in its scope, one after the other. */
function policyUnder(causes: readonly Told[], call: Literals): PolicyAt {
  const changes = causes.flatMap(({ candidate, scope }) =>
    candidate.kind === 'policy' ? [{ change: candidate.change, scope }] : [],
  );
  const isScoped = changes.some(({ scope }) => scope.length > 0);
  return (features, stated) => {
    const literals = isScoped ? { ...call, ...literalsOf(features) } : call;
    return changes.reduce(
      (policy, { change, scope }) => (holdsAt(scope, literals) ? change(features, policy) : policy),
      stated,
    );
  };
}

export function expectedUnder({ spec, language, fixtures }: Ground, play: Play, causes: readonly Told[]): Expectation {
  return predict(spec, language, play.looked, fixtures, policyUnder(causes, play.call));
}

/** Whether a change can bear on a play at all. */
export function bearsOn({ change }: PolicyCandidate, scope: Scope, { play }: Standing, { spec }: Ground): boolean {
  return play.features.some((features) => {
    const { maxRetries = spec.retry.maxRetries, timeoutMs = spec.timeouts.attemptMs } = features.options;
    const { headers } = features.answer;
    const stated = { spec, maxRetries, timeoutMs, retry: features.attempt, headers };
    return (
      (scope.length === 0 || holdsAt(scope, { ...play.call, ...literalsOf(features) })) &&
      change(features, stated) !== stated
    );
  });
}

function place(play: Play, mark: KeyedMark): Pick<Weight, 'play' | 'key' | 'aspect' | 'scenario' | 'literals'> {
  return {
    play,
    key: mark.key,
    aspect: mark.aspect,
    scenario: play.scenario.id,
    literals: play.literals(mark.step, mark.attempt),
  };
}

/** On what ground candidates are weighed, and at what cost. */
export interface Scales {
  readonly ground: Ground;
  readonly budget: Budget;
}

function weighPolicy(
  { ground, budget }: Scales,
  candidate: PolicyCandidate,
  scope: Scope,
  standing: Standing,
  causes: readonly Told[],
): readonly Weight[] {
  const { play, open } = standing;
  // What passes unseen by the clock says nothing of waits.
  if (play.observation.process.some(({ kind }) => kind === 'escapedTimer')) return [];
  if (!bearsOn(candidate, scope, standing, ground)) return [];
  budget.spent += 1;
  const changed = expectedUnder(ground, play, [...causes, { candidate, scope }]);
  const marks = play.walk(changed);
  const weights: Weight[] = [];
  for (const mark of marks.values()) {
    const before = standing.marks.get(mark.key);
    const isGap = mark.aspect === 'gap';
    if (mark.verdict === 'pass') {
      if (before?.verdict === 'fail' && open.has(mark.key)) {
        const bits = isGap ? gapBits - width(changed, mark) : mark.aspect === 'timeout' ? gapBits : otherBits;
        weights.push({ ...place(play, mark), says: 'for', bits });
      } else if (before === undefined && isGap && isDecided(changed, mark)) {
        // A wait that was foretold where the stated policy has none.
        weights.push({ ...place(play, mark), says: 'neither', bits: (gapBits - width(changed, mark)) / 2 });
      } else if (before?.verdict === 'pass' && isGap) {
        const bits = width(standing.expectation, mark) - width(changed, mark);
        if (Math.abs(bits) > 0.01) weights.push({ ...place(play, mark), says: 'neither', bits });
      }
    } else if (mark.verdict === 'fail' && decided.has(mark.aspect)) {
      // Past the end of the stated policy's decisions a pass says no more than that it has none.
      if (!isSettled(play, mark)) continue;
      if (before?.verdict === 'pass' && isDecided(standing.expectation, mark))
        weights.push({ ...place(play, mark), says: 'against', bits: -20 });
      else if (before?.verdict !== 'fail' && isDecided(changed, mark))
        weights.push({ ...place(play, mark), says: 'neither', bits: -otherBits });
    } else if (before?.verdict === 'pass' && decided.has(mark.aspect)) {
      // Left open, it asserts nothing of what the stated policy had right.
      weights.push({ ...place(play, mark), says: 'against', bits: -otherBits });
    }
  }
  const looked = new Set<string | null>(play.looked.steps.map(({ id }) => id));
  for (const [key, before] of standing.marks) {
    if (looked.has(before.step) && before.verdict === 'pass' && !marks.has(key) && before.aspect === 'gap')
      weights.push({ ...place(play, before), says: 'neither', bits: -otherBits });
  }
  return weights;
}

/** What the plays say of a candidate, under the causes that are already chosen. */
export function weigh(
  scales: Scales,
  { candidate, scope }: Told,
  standings: readonly Standing[],
  causes: readonly Told[],
): readonly Weight[] {
  return standings.flatMap((standing) => {
    if (candidate.kind === 'policy') return weighPolicy(scales, candidate, scope, standing, causes);
    const { play, open, marks } = standing;
    return [...marks.values()].flatMap((mark): Weight[] => {
      if (mark.verdict === 'fail' && !open.has(mark.key)) return [];
      const says = candidate.shows(mark, play);
      const at = place(play, mark);
      if (says === null || at.literals.answer === undefined || !holdsAt(scope, at.literals)) return [];
      return [{ ...at, says, bits: says === 'for' ? (candidate.exact === true ? gapBits : seenBits) : -20 }];
    });
  });
}
