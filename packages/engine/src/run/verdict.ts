import type { EndRecord, RunVerdict, TargetEnd } from '@sdk-conformance/reporters';

/** What a run came to, all targets together. */
export interface Tally {
  readonly targets: readonly TargetEnd[];
  readonly stopped: EndRecord['stopped'];
  readonly strict: boolean;
  /** Names of the targets whose toolchain is absent. */
  readonly absent: readonly string[];
  readonly ci: boolean;
  /** Known deviations that do not hold any more. */
  readonly stale: number;
}

export interface Exit {
  readonly verdict: RunVerdict;
  /** 0 conforms, 1 findings, 3 a target could not be run or judged, 130 interrupted. */
  readonly exit: 0 | 1 | 3 | 130;
}

/** What could not be judged outweighs what was found, for the findings are not all. */
export function exitOf(tally: Tally): Exit {
  const { targets, stopped, strict } = tally;
  const present = targets.filter((target) => !tally.absent.includes(target.name));
  const sum = (of: (target: TargetEnd) => number) => present.reduce((total, target) => total + of(target), 0);
  const broken = sum((t) => (strict ? t.failed + t.unsteady : t.failed - t.failedShould)) > 0;
  const missing =
    sum((t) => t.failures.length + t.adapterFailed) > 0 ||
    (stopped === null && sum((t) => t.notRun) > 0) ||
    (stopped === null && sum((t) => t.passed + t.failed + t.known + t.unspecified) === 0) ||
    (tally.absent.length > 0 && (strict || tally.ci || present.length === 0));
  if (stopped === 'interrupted') return { verdict: broken ? 'doesNotConform' : 'incomplete', exit: 130 };
  if (missing) return { verdict: broken ? 'doesNotConform' : 'notJudged', exit: 3 };
  if (broken) return { verdict: 'doesNotConform', exit: 1 };
  return tally.stale > 0 ? { verdict: 'stale', exit: 1 } : { verdict: 'conforms', exit: 0 };
}
