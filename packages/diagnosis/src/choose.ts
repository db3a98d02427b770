import { type Budget, isSpent } from './budget.js';
import type { Candidate, EvidenceCandidate, PolicyCandidate } from './candidate.js';
import type { Chosen, Search } from './chosen.js';
import { gravestOf } from './gravity.js';
import type { Ground, Play } from './play.js';
import { probeBetween } from './probe.js';
import { representatives, screen } from './sample.js';
import { collinearWith, costOf, holdsAt, isPlaced, type Literal, type Scope, scopeOf, scopesOf } from './scope.js';
import { explainsEnough, isSupported, standsAlone } from './support.js';
import { bearsOn, decided, expectedUnder, type Standing, type Weight, weigh } from './weigh.js';

/** Keys of what is made of numbers once they are read: no time zone and no culture bears on that. */
const reckons = /^\/(backoff|hints\/(combine|overCap|capMs))(\/|$)/;

/** Bits that telling a cause costs, and each parameter. */
const causeBits = 6;
const paramBits = 4;
/** Causes told of one target at most. */
const mostCauses = 12;
/** Candidates that are tried on more than a few plays. */
const mostTried = 12;

function standingOf(play: Play): Standing {
  const open = new Set<string>();
  for (const mark of play.marks.values()) {
    if (mark.verdict === 'fail' && play.broken.has(mark.because.requirement)) open.add(mark.key);
  }
  return { play, marks: play.marks, expectation: play.expectation, open, touched: false };
}

function sum(weights: readonly Weight[]): number {
  return weights.reduce((bits, weight) => bits + weight.bits, 0);
}

function tryPolicy(search: Search, candidate: PolicyCandidate): Chosen | null {
  const wide = weigh(search, { candidate, scope: [] }, search.standings, search.chosen);
  const scopes = scopesOf(
    wide.filter(({ says }) => says === 'for'),
    wide.filter(({ says }) => says === 'against'),
  );
  const tried = scopes.flatMap((scope) => tryScope(search, candidate, scope, wide) ?? []);
  const most = Math.max(...tried.map(({ bits }) => bits));
  return tried.find(({ bits }) => bits >= most - alikeBits) ?? null;
}

function tryScope(search: Search, candidate: PolicyCandidate, scope: Scope, wide: readonly Weight[]): Chosen | null {
  const { standings, chosen } = search;
  if (isPlaced(scope) && reckons.test(candidate.pointer)) return null;
  const againsts = wide.filter(({ says }) => says === 'against');
  const weights = scope.length === 0 ? wide : weigh(search, { candidate, scope }, standings, chosen);
  if (weights.some(({ says }) => says === 'against')) return null;
  const fors = weights.filter(({ says }) => says === 'for');
  const outside = againsts.filter(({ literals }) => !holdsAt(scope, literals));
  if (!isSupported(fors, outside) || !standsAlone(search, scope, fors)) return null;
  // What shows only where calls stand beside each other is no policy's.
  if (fors.every(({ play }) => play.scenario.steps.length > 1)) return null;
  if (!explainsEnough(search, scope, fors)) return null;
  return worth({
    candidate,
    scope,
    weights,
    outside,
    bits: sum(weights),
    isScattered: false,
    or: null,
    collinear: null,
  });
}

/** What was seen is so, whether or not it can be told where. */
function tryEvidence(search: Search, candidate: EvidenceCandidate): Chosen | null {
  const wide = weigh(search, { candidate, scope: [] }, search.standings, search.chosen);
  const fors = wide.filter(({ says }) => says === 'for');
  if (fors.length === 0) return null;
  const againsts = wide.filter(({ says }) => says === 'against');
  const scope = scopeOf(fors, againsts);
  // That something is or is not retried tells nothing unless it is told where.
  if (scope === null && candidate.needsScope) return null;
  const anywhere = () =>
    worth({
      candidate,
      scope: [],
      weights: fors,
      outside: againsts,
      bits: sum(fors) * (2 / 3),
      isScattered: true,
      or: null,
      collinear: null,
    });
  if (scope === null) return anywhere();
  const weights = fors.filter(({ literals }) => holdsAt(scope, literals));
  const outside = againsts.filter(({ literals }) => !holdsAt(scope, literals));
  const collinear = collinearWith(scope, fors, againsts);
  return (
    worth({ candidate, scope, weights, outside, bits: sum(weights), isScattered: false, or: null, collinear }) ??
    (candidate.needsScope ? null : anywhere())
  );
}

/** A cause less what it costs to tell; null where it costs more than it explains. */
function worth(told: Chosen): Chosen | null {
  const { candidate, scope } = told;
  const own = candidate.kind === 'policy' ? causeBits : causeBits / 2;
  const bits = told.bits - own - costOf(scope) - paramBits * Object.keys(candidate.params).length;
  return bits > 0 ? { ...told, bits } : null;
}

/** What is left to explain once a cause is told. */
function without(ground: Ground, standing: Standing, told: readonly Chosen[], last: Chosen): Standing {
  const own = last.weights.filter(({ play }) => play === standing.play);
  const { candidate, scope } = last;
  if (candidate.kind === 'policy' && own.length === 0)
    return bearsOn(candidate, scope, standing, ground) ? { ...standing, touched: true } : standing;
  if (own.length === 0) return standing;
  const explained = new Set(own.filter(({ says }) => says === 'for').map(({ key }) => key));
  const open = new Set([...standing.open].filter((key) => !explained.has(key)));
  if (last.candidate.kind === 'evidence') return { ...standing, open };
  const { play } = standing;
  const expectation = expectedUnder(ground, play, told);
  const marks = new Map([...standing.marks, ...play.walk(expectation)]);
  return { play, expectation, marks, open, touched: true };
}

/** Whether something is left open that a change of policy may explain. */
function isOfPolicy({ open, marks }: Standing): boolean {
  return [...open].some((key) => decided.has(marks.get(key)?.aspect ?? ''));
}

/** The candidates that explain most of a few plays. */
function likeliest(search: Search, pool: readonly Candidate[]): readonly Candidate[] {
  const few = screen(search.standings.filter(isOfPolicy));
  const policies: { readonly candidate: Candidate; readonly bits: number }[] = [];
  const evidence: Candidate[] = [];
  for (const candidate of pool) {
    if (candidate.kind === 'evidence') evidence.push(candidate);
    if (candidate.kind === 'evidence' || isSpent(search.budget)) continue;
    const weights = weigh(search, { candidate, scope: [] }, few, search.chosen);
    // What speaks against it may lie outside its scope.
    if (weights.some(({ says }) => says === 'for'))
      policies.push({ candidate, bits: sum(weights.filter(({ says }) => says !== 'against')) });
  }
  const best = policies.sort((a, b) => b.bits - a.bits).slice(0, mostTried);
  // The plainer stands first.
  const tried = new Set(best.map(({ candidate }) => candidate));
  return [...pool.filter((candidate) => tried.has(candidate)), ...evidence];
}

/** How grave what a cause explains is: of two that explain as much, the graver is told. */
function gravityOf({ weights }: Chosen): number {
  const own = weights.filter(({ says }) => says === 'for');
  return gravestOf(own.map(({ play, key }) => play.marks.get(key)?.because.requirement ?? ''));
}

/** The candidate that explains most at the least cost; a change of policy is tried on plays that differ, and then held against all. */
function verified(search: Search, candidates: readonly Candidate[]): Chosen | null {
  const few: Search = { ...search, standings: representatives(search.standings) };
  const found = candidates.flatMap((candidate) => {
    if (candidate.kind === 'policy' && isSpent(search.budget)) return [];
    const tried = candidate.kind === 'policy' ? tryPolicy(few, candidate) : tryEvidence(search, candidate);
    return tried === null ? [] : [tried];
  });
  const byBits = found.sort((a, b) => b.bits - a.bits || gravityOf(a) - gravityOf(b));
  const seen = byBits.find(({ candidate }) => candidate.kind === 'evidence') ?? null;
  const policy = bestOnAll(
    search,
    byBits.filter(({ candidate }) => candidate.kind === 'policy'),
  );
  if (policy === null) return seen;
  // On all plays, as evidence is, and not on those alone on which it was tried.
  return seen === null || policy.bits >= seen.bits ? policy : seen;
}

/** Bits within which two changes are alike on the plays on which they were tried. */
const alikeBits = 0.5;

/** The places that speak for a cause. */
function placesOf({ weights }: Pick<Chosen, 'weights'>): string {
  return JSON.stringify(weights.filter(({ says }) => says === 'for').map(({ scenario, key }) => [scenario, key]));
}

/** The first of the others that explains just what a cause does, at its cost, and could be told from it. */
function alternativeOf({ ground }: Search, best: Chosen, others: readonly Chosen[]): Chosen['or'] {
  const places = placesOf(best);
  const plays = [...new Set(best.weights.filter(({ says }) => says === 'for').map(({ play }) => play))];
  for (const other of others) {
    if (other.candidate.name === best.candidate.name) continue;
    if (Math.abs(other.bits - best.bits) > alikeBits || placesOf(other) !== places) continue;
    const probe = probeBetween(ground, plays, [best, other]);
    if (probe !== null) return { told: other, probe };
  }
  return null;
}

/**
 * The first change that holds on all plays, or one that was as good on those on which it was tried and explains more on all; with another that
 * explains just the same.
 */
function bestOnAll(search: Search, byBits: readonly Chosen[]): Chosen | null {
  let best: { readonly tried: Chosen; readonly onAll: Chosen } | null = null;
  const held: Chosen[] = [];
  for (const tried of byBits) {
    if (best !== null && tried.bits < best.tried.bits - alikeBits) break;
    const weights = weigh(search, tried, search.standings, search.chosen);
    const holds = weights.every(({ says }) => says !== 'against');
    const onAll = holds ? worth({ ...tried, weights, bits: sum(weights) }) : null;
    if (onAll === null) continue;
    held.push(onAll);
    if (best === null || onAll.bits > best.onAll.bits + alikeBits) best = { tried, onAll };
  }
  if (best === null) return null;
  const { onAll } = best;
  return { ...onAll, or: alternativeOf(search, onAll, held), collinear: collinearOnAll(search, onAll) };
}

/** A feature that goes with that of a change's scope on all plays, and not only on those on which it was tried. */
function collinearOnAll(search: Search, best: Chosen): Literal | null {
  const { candidate, scope, weights, outside } = best;
  const found = collinearWith(
    scope,
    weights.filter(({ says }) => says === 'for'),
    outside,
  );
  if (found === null) return null;
  const other = weigh(search, { candidate, scope: [found] }, search.standings, search.chosen);
  const holds = other.every(({ says }) => says !== 'against');
  return holds && placesOf({ weights: other }) === placesOf(best) ? found : null;
}

/**
 * The causes that tell most of what was seen at the least cost, the weightiest first. Each explains what those before it leave open, under
 * them, so that the set has been verified together. Past the budget no change of policy is looked for any more.
 */
export function choose(
  ground: Ground,
  plays: readonly Play[],
  candidates: readonly Candidate[],
  budget: Budget,
): readonly Chosen[] {
  let standings: readonly Standing[] = plays.map(standingOf);
  const chosen: Chosen[] = [];
  while (chosen.length < mostCauses && standings.some(({ open }) => open.size > 0)) {
    const search: Search = { ground, budget, standings, chosen };
    const last = verified(search, likeliest(search, candidates));
    if (last === null) break;
    chosen.push(last);
    standings = standings.map((standing) => without(ground, standing, chosen, last));
  }
  return chosen;
}
