import { isBinding } from '@sdk-conformance/model';
import type { Result } from '../run/result.js';
import type { KnownDeviation } from './deviation.js';
import { type KnownOutcome, type KnownState, signatureIn } from './known.js';

/** An entry as it is to be written. */
export type Accepted = Pick<KnownDeviation, 'target' | 'requirement' | 'scenarios' | 'signatures'>;

/** How the list of known deviations has to change so that a run like the one that was is green. */
export interface KnownUpdate {
  readonly remove: readonly KnownDeviation[];
  /** `anew`: it is accepted for another reason, or for longer, than it was. */
  readonly change: readonly { readonly entry: KnownDeviation; readonly to: Accepted; readonly anew: boolean }[];
  readonly add: readonly Accepted[];
}

/** A result with the name of its target. */
export interface TargetResult {
  readonly target: string;
  readonly result: Result;
}

/** @param strict whether what is level should fails a run, too */
export function updateOf(
  outcomes: readonly KnownOutcome[],
  results: readonly TargetResult[],
  strict: boolean,
): KnownUpdate {
  const changes = outcomes.flatMap((outcome) => {
    const to = changed(outcome);
    return to === null ? [] : [{ entry: outcome.entry, ...to }];
  });
  const remove = changes.filter(({ to }) => to.scenarios.length === 0).map(({ entry }) => entry);
  const change = changes.filter(({ to }) => to.scenarios.length > 0);
  const covered = (failure: Failure) =>
    change.some(
      ({ to }) =>
        to.target === failure.target &&
        to.requirement === failure.requirement &&
        to.signatures.includes(failure.signature),
    );
  const failures = results.flatMap((result) => newFailures(result, strict)).filter((failure) => !covered(failure));
  return { remove, change, add: grouped(failures, results) };
}

const gone: readonly KnownState[] = ['passes', 'matchesNothing'];

/** What an entry must become; null where it can stay as it is. */
function changed({
  entry,
  state,
  claims,
  seen,
}: KnownOutcome): { readonly to: Accepted; readonly anew: boolean } | null {
  const scenarios = claims.filter((claim) => !gone.includes(claim.state)).map(({ glob }) => glob);
  const differs = claims.some((claim) => claim.state === 'differs');
  const lapsed = state === 'expired' || state === 'noReason';
  if (scenarios.length === entry.scenarios.length && !differs && !lapsed) return null;
  const holds = claims.some((claim) => claim.state === 'holds' || claim.state === 'unsaid');
  const signatures = differs ? [...(holds ? entry.signatures : []), ...seen] : entry.signatures;
  return { to: { ...entry, scenarios, signatures: [...new Set(signatures)] }, anew: differs || lapsed };
}

interface Failure {
  readonly target: string;
  readonly requirement: string;
  readonly signature: string;
  readonly scenario: string;
  readonly family: string;
}

function newFailures({ target, result }: TargetResult, strict: boolean): readonly Failure[] {
  const { scenario, findings, known } = result;
  return findings
    .filter((f) => f.verdict === 'fail' && !known.includes(f) && (strict || isBinding(f.level)))
    .map((finding) => ({
      target,
      requirement: finding.requirement,
      signature: signatureIn(result, finding),
      scenario: scenario.id,
      family: scenario.family,
    }));
}

/** One entry for failures of a requirement that say the same. */
function grouped(failures: readonly Failure[], results: readonly TargetResult[]): readonly Accepted[] {
  const groups = new Map<string, [Failure, ...Failure[]]>();
  for (const failure of failures) {
    const key = JSON.stringify([failure.target, failure.requirement, failure.signature]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [failure]);
    else group.push(failure);
  }
  return [...groups.values()].map((group) => {
    const [{ target, requirement, signature }] = group;
    return { target, requirement, scenarios: claimsFor(group, results), signatures: [signature] };
  });
}

/**
 * Ids of the scenarios that fail. A family of which all that judge the requirement fail is named as a whole; and so is one in which chance
 * decides what fails, for in the next run it would be others.
 */
function claimsFor(group: readonly [Failure, ...Failure[]], results: readonly TargetResult[]): readonly string[] {
  const [{ target, requirement, signature }] = group;
  const drawn = /<(too soon|too late|some time|share|n)>/.test(signature);
  const families = [...new Set(group.map(({ family }) => family))];
  return families.flatMap((family) => {
    const failing = [...new Set(group.filter((f) => f.family === family).map(({ scenario }) => scenario))];
    const judging = results.filter(
      (r) =>
        r.target === target &&
        r.result.scenario.family === family &&
        r.result.findings.some((f) => f.requirement === requirement),
    );
    const whole = new Set(judging.map((r) => r.result.scenario.id)).size === failing.length;
    return drawn || (whole && failing.length > 1) ? [`${family}/**`] : failing;
  });
}
