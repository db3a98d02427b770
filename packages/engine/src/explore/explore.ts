import { performance } from 'node:perf_hooks';
import { again, type Discarded, type Drawn, simplest } from '@sdk-conformance/explore';
import type { Finding, Scenario } from '@sdk-conformance/model';
import type { KnownDeviation } from '../known/deviation.js';
import { signatureIn } from '../known/known.js';
import type { Plan, PlannedTarget } from '../plan/plan.js';
import { absentToolchain } from '../plan/runner-target.js';
import type { Stages } from '../run/play-target.js';
import type { Result } from '../run/result.js';
import { drawnFor, type Range, type Source } from './batches.js';
import { failuresIn } from './kinds.js';
import { createPlayer, type Player } from './player.js';

export interface ExploreOptions extends Range {
  readonly jobs: number | null;
  /** `2026-11-29`: known deviations expire. */
  readonly today: string;
}

/** A failure that chance brought about. */
export interface Found {
  readonly finding: Finding;
  /** The number of the scenario that showed it first. */
  readonly n: number;
  /** In how many scenarios it showed. */
  readonly times: number;
  /** What was made of it: it still fails so. */
  readonly scenario: Scenario;
  /** Plays that it took to make it simpler. */
  readonly plays: number;
  /** `listed`: a known deviation. `likely`: of a requirement of which there are known deviations. */
  readonly known: 'no' | 'listed' | 'likely';
}

/** What exploring a target came to. */
export interface Explored {
  readonly target: string;
  /** Why it was not run. */
  readonly absent: string | null;
  readonly played: number;
  readonly discarded: Readonly<Partial<Record<Discarded, number>>>;
  readonly found: readonly Found[];
  /** What failed once, and not again alone. */
  readonly unsteady: readonly Finding[];
  /** How many were not judged, by the reason. */
  readonly unjudged: ReadonlyMap<string, number>;
  readonly failures: readonly string[];
}

export interface ExploreSurroundings {
  readonly path: string | undefined;
  readonly signal: AbortSignal;
  readonly stages: Stages;
  readonly onPlayed: (target: string, played: number) => void;
}

/** Scenarios played by one process, so that starts do not count. */
const batchSize = 250;
/** What making one failure simpler may cost, in plays and in ms. */
const budget = { plays: 200, ms: 20_000 };
/** Kinds of failure of one requirement that are made simpler; of others a defect has many guises. */
const mostOfRequirement = 3;

/** Plays scenarios that chance draws on each target of the plan, and makes simpler what fails. */
export async function explore(
  plan: Plan,
  options: ExploreOptions,
  surroundings: ExploreSurroundings,
): Promise<readonly Explored[]> {
  const all: Explored[] = [];
  for (const target of plan.targets) all.push(await exploreTarget(plan, target, options, surroundings));
  return all;
}

async function exploreTarget(
  { config, spec, fixtures }: Plan,
  target: PlannedTarget,
  options: ExploreOptions,
  { path, signal, stages, onPlayed }: ExploreSurroundings,
): Promise<Explored> {
  const nothing = {
    target: target.name,
    absent: null,
    played: 0,
    discarded: {},
    found: [],
    unsteady: [],
    unjudged: new Map(),
    failures: [],
  };
  const absent = await absentToolchain(config, target, { path, signal });
  if (absent !== null) return { ...nothing, absent };
  const { seed, jobs, today } = options;
  const player = createPlayer({ config, spec, fixtures, target, stages, seed, jobs, signal });
  const source = await drawnFor({ spec, fixtures, target }, player);
  const discarded: Partial<Record<Discarded, number>> = {};
  const kinds = new Map<string, Seen>();
  let played = 0;
  for (const batch of source.batches(options, () => batchSize)) {
    if (signal.aborted || player.failures.length > 0) break;
    for (const why of batch.discarded) discarded[why] = (discarded[why] ?? 0) + 1;
    const results = new Map(
      (await player.play(batch.drawn.map(({ drawn }) => drawn.scenario))).map((r) => [r.scenario.id, r]),
    );
    played += results.size;
    onPlayed(target.name, played);
    for (const { n, drawn } of batch.drawn) {
      const result = results.get(drawn.scenario.id);
      if (result !== undefined) note(kinds, result, n, drawn);
    }
  }
  const entries = config.known.filter(
    (entry) => entry.target === target.name && !(entry.expires !== null && entry.expires < today),
  );
  const told = await made(kinds, { player, source, entries, signal });
  return { ...nothing, played, discarded, ...told, unjudged: player.unjudged, failures: player.failures };
}

/** A kind of failure as it first showed. */
interface Seen {
  readonly n: number;
  readonly drawn: Drawn;
  readonly result: Result;
  readonly finding: Finding;
  times: number;
}

function note(kinds: Map<string, Seen>, result: Result, n: number, drawn: Drawn): void {
  for (const [kind, finding] of failuresIn(result)) {
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, { n, drawn, result, finding, times: 1 });
    else known.times += 1;
  }
}

interface Making {
  readonly player: Player;
  readonly source: Source;
  readonly entries: readonly KnownDeviation[];
  readonly signal: AbortSignal;
}

/** Confirms each kind of failure, and makes it simpler. */
async function made(
  kinds: ReadonlyMap<string, Seen>,
  { player, source, entries, signal }: Making,
): Promise<Pick<Explored, 'found' | 'unsteady'>> {
  const found: Found[] = [];
  const unsteady: Finding[] = [];
  const ofRequirement = new Map<string, number>();
  for (const [kind, seen] of kinds) {
    const { n, times, finding } = seen;
    const known = knownAs(entries, seen);
    const before = ofRequirement.get(finding.requirement) ?? 0;
    if (known === 'listed' || before >= mostOfRequirement || signal.aborted) {
      found.push({ finding, n, times, known, scenario: seen.drawn.scenario, plays: 0 });
      continue;
    }
    const { failing, last } = failingAs(kind, player);
    if ((await failing(again(seen.drawn), 1)).length === 0) {
      unsteady.push(finding);
      continue;
    }
    ofRequirement.set(finding.requirement, before + 1);
    const until = performance.now() + budget.ms;
    const isOver = () => performance.now() > until || signal.aborted;
    const isPlayed = ({ scenario }: Drawn) => source.isPlayed(scenario);
    const { drawn, plays } = await simplest(seen.drawn, failing, isPlayed, { plays: budget.plays, isOver });
    await failing(again(drawn), 1);
    found.push({ finding: last() ?? finding, n, times, known, scenario: drawn.scenario, plays });
  }
  return { found, unsteady };
}

interface Failing {
  /** Plays what was drawn, and gives those that fail as wanted. */
  readonly failing: (drawn: readonly Drawn[], jobs?: number) => Promise<readonly Drawn[]>;
  /** The failure as it was last seen. */
  readonly last: () => Finding | null;
}

function failingAs(kind: string, player: Player): Failing {
  let last: Finding | null = null;
  return {
    last: () => last,
    failing: async (drawn, jobs) => {
      const byId = new Map(drawn.map((one) => [one.scenario.id, one]));
      const results = await player.play(
        drawn.map(({ scenario }) => scenario),
        jobs,
      );
      return results.flatMap((result) => {
        const own = failuresIn(result).get(kind);
        if (own === undefined) return [];
        last = own;
        return byId.get(result.scenario.id) ?? [];
      });
    },
  };
}

function knownAs(entries: readonly KnownDeviation[], { result, finding }: Seen): Found['known'] {
  const own = entries.filter(({ requirement }) => requirement === finding.requirement);
  if (own.some(({ signatures }) => signatures.includes(signatureIn(result, finding)))) return 'listed';
  return own.length > 0 ? 'likely' : 'no';
}
