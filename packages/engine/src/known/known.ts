import type { Finding, Scenario } from '@sdk-conformance/model';
import { maskedSignature } from '@sdk-conformance/reporters';
import picomatch from 'picomatch';
import { isNoReason } from '../plan/no-reason.js';
import type { Result } from '../run/result.js';
import type { KnownDeviation } from './deviation.js';

/**
 * What an entry has come to at the end of a run. Each id or glob of an entry is a claim of its own, and the entry is as bad as the worst.
 *
 * | findings of the requirement in the scenarios              | state            | green |
 * | --------------------------------------------------------- | ---------------- | ----- |
 * | (the entry's day is over; it accepts nothing)             | `expired`        | no    |
 * | (its reason is none: "to do"; it accepts nothing)         | `noReason`       | no    |
 * | one fails as listed; others of a glob may pass            | `holds`          | yes   |
 * | none as listed, one fails otherwise                       | `differs`        | no    |
 * | none fails; one was not reached, not judged or not played | `unsaid`         | yes   |
 * | all pass                                                  | `passes`         | no    |
 * | there is none: no such scenario, or none that judges it   | `matchesNothing` | no    |
 *
 * A failure that no entry accepts is a new one, and fails the run as if there were no entries. An entry accepts findings, never a cause:
 * what breaks for the same reason elsewhere is new.
 */
export type KnownState = (typeof worstFirst)[number];

const worstFirst = ['expired', 'noReason', 'differs', 'passes', 'matchesNothing', 'holds', 'unsaid'] as const;

/** What an entry came to. */
export interface KnownOutcome {
  readonly entry: KnownDeviation;
  readonly state: KnownState;
  /** Its ids and globs, each with its own state, whatever has lapsed. */
  readonly claims: readonly { readonly glob: string; readonly state: KnownState }[];
  /** Scenarios in which it fails as listed. */
  readonly scenarios: readonly string[];
  /** Signatures of its failures that are not listed. */
  readonly seen: readonly string[];
}

/** True where an entry must be changed before a run is green. */
export function isStale(state: KnownState): boolean {
  return state !== 'holds' && state !== 'unsaid';
}

/** Which of the failures of a target are known. */
export interface Known {
  /** The result with those of its failures that entries accept. */
  readonly accept: (result: Result) => Result;
  /** What each entry has come to. `all`: every scenario of the target, whether selected or not. */
  readonly outcomes: (results: readonly Result[], all: readonly Scenario[]) => readonly KnownOutcome[];
}

/** The signature of one of a result's failures. */
export function signatureIn({ judged }: Pick<Result, 'judged'>, finding: Finding): string {
  return maskedSignature(finding, judged?.observation.credentials ?? {});
}

/** @param today `2026-11-29` */
export function createKnown(entries: readonly KnownDeviation[], today: string): Known {
  const scoped = entries.map((entry) => ({
    entry,
    lapsed: lapsed(entry, today),
    claims: entry.scenarios.map((glob) => ({ glob, covers: coverage(glob) })),
  }));
  return {
    accept: (result) => {
      const known = result.findings.filter((finding) =>
        scoped.some(
          ({ entry, lapsed, claims }) =>
            lapsed === null &&
            claims.some(({ covers }) => covers(result.scenario.id)) &&
            isListed(entry, result, finding),
        ),
      );
      if (known.length === 0) return result;
      const all = result.findings.every((finding) => finding.verdict !== 'fail' || known.includes(finding));
      return { ...result, verdict: all ? 'known' : result.verdict, known };
    },
    outcomes: (results, all) =>
      scoped.map(({ entry, lapsed, claims }) => {
        const told = claims.map(({ glob, covers }) => ({ glob, ...claimOf(entry, covers, results, all) }));
        const states = told.map(({ state }) => lapsed ?? state);
        const state = worstFirst.find((each) => states.includes(each)) ?? 'matchesNothing';
        return {
          entry,
          state,
          claims: told.map((claim) => ({ glob: claim.glob, state: claim.state })),
          scenarios: [...new Set(told.flatMap((claim) => claim.scenarios))],
          seen: [...new Set(told.flatMap((claim) => claim.seen))],
        };
      }),
  };
}

/** What one id or glob of an entry has come to. */
function claimOf(
  entry: KnownDeviation,
  covers: (id: string) => boolean,
  results: readonly Result[],
  all: readonly Scenario[],
): { readonly state: KnownState; readonly scenarios: readonly string[]; readonly seen: readonly string[] } {
  const own = results.filter(({ scenario }) => covers(scenario.id));
  const listed = own.filter((result) => result.findings.some((finding) => isListed(entry, result, finding)));
  const scenarios = listed.map(({ scenario }) => scenario.id);
  const seen = own.flatMap((result) => otherwise(entry, result));
  const as = (state: KnownState) => ({ state, scenarios, seen });
  if (scenarios.length > 0) return as('holds');
  if (seen.length > 0) return as('differs');
  const unplayed = all.some(({ id }) => covers(id) && !own.some(({ scenario }) => scenario.id === id));
  if (unplayed || own.some((result) => isOpen(entry, result))) return as('unsaid');
  const judged = own.some(({ findings }) => findings.some((f) => f.requirement === entry.requirement));
  return as(judged ? 'passes' : 'matchesNothing');
}

function lapsed({ expires, reason }: KnownDeviation, today: string): 'expired' | 'noReason' | null {
  if (expires !== null && expires < today) return 'expired';
  return isNoReason(reason) ? 'noReason' : null;
}

function coverage(glob: string): (id: string) => boolean {
  const matches = picomatch(glob, { dot: true });
  return (id) => id === glob || matches(id);
}

function isListed({ requirement, signatures }: KnownDeviation, result: Result, finding: Finding): boolean {
  return (
    finding.verdict === 'fail' &&
    finding.requirement === requirement &&
    signatures.includes(signatureIn(result, finding))
  );
}

/** Failures of the requirement that no entry accepts. */
function otherwise({ requirement }: KnownDeviation, result: Result): readonly string[] {
  return result.findings
    .filter((f) => f.verdict === 'fail' && f.requirement === requirement && !result.known.includes(f))
    .map((finding) => signatureIn(result, finding));
}

/** True where the requirement could have failed, and it was not told: something broke before, or nothing was played or judged. */
function isOpen({ requirement }: KnownDeviation, { verdict, findings, unsteady = [] }: Result): boolean {
  if (unsteady.some((failure) => failure.requirement === requirement)) return true;
  const own = findings.filter((finding) => finding.requirement === requirement);
  switch (verdict) {
    case 'notRun':
    case 'adapterFailed':
      return true;
    case 'unsupported':
    case 'pass':
      return false;
    case 'fail':
    case 'known':
    case 'unspecified':
      return own.length === 0 || own.some((finding) => finding.verdict === 'unspecified');
  }
}
