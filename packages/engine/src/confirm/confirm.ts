import type { Scenario, Spec } from '@sdk-conformance/model';
import { mayBeTheMachine, type Result } from '../run/result.js';
import { companyOf, type FailureGroup, fails, failureGroups, isTooLate, type Replayed, witnessesOf } from './groups.js';
import { withSharedState } from './shared-state.js';

/** How scenarios are played again. */
export interface Replays {
  /** One call at a time; `toTheEnd`: however long it takes. */
  readonly alone: (scenarios: readonly Scenario[], toTheEnd: boolean) => Promise<Replayed>;
  /** Side by side, as they were; null where calls were played one at a time. */
  readonly together: ((scenarios: readonly Scenario[]) => Promise<Replayed>) | null;
  /** All scenarios in the order of play. */
  readonly order: readonly Scenario[];
  /** How many scenarios before and behind one may be under way beside it. */
  readonly reach: number;
}

/** Plays in company: what recurs once may do so by chance. */
const PLAYS = 2;

/** Plays alone in which an SDK is late each time, outside tier A. A machine that is busy throughout makes a sound one late twice in a row. */
const LATE_PLAYS = 3;

/**
 * Plays what failed again, and returns what each scenario came to.
 *
 * | a group of failures that look alike          | comes to                                                           |
 * | -------------------------------------------- | ------------------------------------------------------------------ |
 * | one of its two witnesses fails again alone   | stands as it was seen                                              |
 * | none fails alone; each play in company fails | one finding on `call.isolation`; its scenarios stand as seen alone |
 * | none fails alone, nor always in company      | its scenarios stand as seen alone, and are told as unsteady        |
 * | there was no time to play it again           | stands as it was seen, and is told as not replayed                 |
 *
 * Where the machine may be to blame (any tier but A) what is seen alone stands, and nothing is told of what was seen before; what came too
 * late there stands where it is late in three plays alone.
 */
export async function confirmed(spec: Spec, failed: readonly Result[], replays: Replays): Promise<readonly Result[]> {
  const groups = failureGroups(failed);
  const byMachine = failed.some(mayBeTheMachine);
  const alone = new Map<string, Result>();
  const replay = async (results: readonly Result[], toTheEnd: boolean) => {
    const scenarios = new Set(results.map(({ scenario }) => scenario));
    const due = [...scenarios].filter(({ id }) => !alone.has(id)).sort((a, b) => a.steps.length - b.steps.length);
    if (due.length === 0) return;
    for (const [id, result] of await replays.alone(due, toTheEnd)) alone.set(id, result);
    for (let plays = 1; byMachine && plays < LATE_PLAYS; plays++) {
      const late = due.filter(({ id }) => isLate(alone.get(id)));
      if (late.length === 0) return;
      for (const [id, result] of await replays.alone(late, toTheEnd)) alone.set(id, result);
    }
  };
  await replay(witnessesOf(groups), byMachine);
  const gone = groups.filter((group) => isReplayed(group, alone) && !recurs(group, alone));
  const plays = byMachine ? [] : await inCompany(gone, replays);
  const together = gone.filter((group) => plays.length > 0 && plays.every((play) => recursMostly(group, play)));
  await replay(membersOf(together), true);
  await replay(membersOf(gone), byMachine);
  if (byMachine) return failed.map((result) => alone.get(result.scenario.id) ?? result);
  // What fails by chance may fail in company twice; then some of it fails alone, too.
  const shared = together.filter((group) => !recurs(group, alone));
  const results = failed.map((result) => concluded(result, { groups, gone, shared, alone, plays }));
  return shared.length === 0 ? results : withSharedState(spec, results, shared, plays);
}

/** Whether what is wrong came later than it should. */
function isLate(result: Result | undefined): boolean {
  return result?.findings.some((finding) => finding.verdict === 'fail' && isTooLate(result, finding)) === true;
}

function membersOf(groups: readonly FailureGroup[]): readonly Result[] {
  return groups.flatMap(({ results }) => results);
}

function isReplayed({ results }: FailureGroup, alone: Replayed): boolean {
  return results.some(({ scenario }) => alone.has(scenario.id));
}

function recurs({ requirement, results }: FailureGroup, alone: Replayed): boolean {
  return results.some(({ scenario }) => {
    const again = alone.get(scenario.id);
    return again !== undefined && fails(again, requirement);
  });
}

/** Whether half of a group at least fails in a play. */
function recursMostly({ requirement, results }: FailureGroup, play: Replayed): boolean {
  const played = results.flatMap(({ scenario }) => play.get(scenario.id) ?? []);
  return played.length > 0 && 2 * played.filter((result) => fails(result, requirement)).length >= played.length;
}

async function inCompany(groups: readonly FailureGroup[], replays: Replays): Promise<readonly Replayed[]> {
  if (groups.length === 0 || replays.together === null) return [];
  const company = companyOf(groups, replays.order, replays.reach);
  const plays: Replayed[] = [];
  for (let i = 0; i < PLAYS; i++) plays.push(await replays.together(company));
  return plays;
}

interface Seen {
  readonly groups: readonly FailureGroup[];
  /** Those of which no witness failed again alone. */
  readonly gone: readonly FailureGroup[];
  /** Those that fail in company alone. */
  readonly shared: readonly FailureGroup[];
  readonly alone: Replayed;
  readonly plays: readonly Replayed[];
}

function concluded(result: Result, { groups, gone, shared, alone, plays }: Seen): Result {
  const { id } = result.scenario;
  const own = groups.filter(({ results }) => results.includes(result));
  const again = alone.get(id);
  const open = own.some((group) => !isReplayed(group, alone) || (gone.includes(group) && again === undefined));
  const lost = own.filter((group) => gone.includes(group) && again !== undefined && !fails(again, group.requirement));
  if (again === undefined || lost.length === 0) return open ? { ...result, replayed: false } : result;
  const inPlays = plays.flatMap((play) => play.get(id) ?? []);
  const unsteady = lost
    .filter((group) => !shared.includes(group))
    .flatMap(({ requirement }) => result.findings.filter((finding) => finding.requirement === requirement))
    .map(({ requirement, expected, seen }) => ({
      ...{ requirement, expected, seen },
      failed: 1 + inPlays.filter((played) => fails(played, requirement)).length,
      plays: 2 + inPlays.length,
    }));
  return unsteady.length === 0 ? again : { ...again, unsteady };
}
