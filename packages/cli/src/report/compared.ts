import { isBinding } from '@sdk-conformance/model';
import type { CauseRecord, LogRecord, LogVerdict } from '@sdk-conformance/reporters';

/** Failures of one requirement of a target, in scenarios that come and go together. */
export interface Change {
  readonly target: string;
  /** A requirement, or what a scenario that is there no more or anew is. */
  readonly what: string;
  readonly scenarios: readonly string[];
}

/** What is otherwise in one run than in another. */
export interface Comparison {
  /** Fails in head, and was played in base without failing. */
  readonly newlyFailing: readonly Change[];
  /** Failed in base, and was played in head without failing. */
  readonly fixed: readonly Change[];
  /** Fails in head, in scenarios that base did not play. */
  readonly failingNew: readonly Change[];
  /** Scenarios that one of the two alone has played. */
  readonly onlyInHead: readonly Change[];
  readonly onlyInBase: readonly Change[];
  readonly causesCame: readonly CauseRecord[];
  readonly causesWent: readonly CauseRecord[];
}

interface Seen {
  /** What each scenario came to, by target and id. */
  readonly verdicts: ReadonlyMap<string, LogVerdict>;
  /** Failures that nobody knows of, by target, id and requirement. */
  readonly failures: ReadonlySet<string>;
  readonly causes: readonly CauseRecord[];
}

/** Behind a requirement that is only should. */
const advised = ' (should)';

/** True for what fails no run that is not strict. */
export function isAdvised({ what }: Change): boolean {
  return what.endsWith(advised);
}

/** Judged: what was not played says nothing. */
const judged: readonly LogVerdict[] = ['pass', 'fail', 'known', 'unspecified'];

function seenIn(records: readonly LogRecord[]): Seen {
  const verdicts = new Map<string, LogVerdict>();
  const failures = new Set<string>();
  for (const record of records) {
    if (record.type === 'scenario' && judged.includes(record.verdict)) {
      verdicts.set(JSON.stringify([record.target, record.id]), record.verdict);
    }
    if (record.type === 'finding' && record.verdict === 'fail' && record.known !== true) {
      const what = isBinding(record.level) ? record.requirement : `${record.requirement}${advised}`;
      failures.add(JSON.stringify([record.target, record.scenario, what]));
    }
  }
  return { verdicts, failures, causes: records.filter((record) => record.type === 'cause') };
}

/** Compares two runs by what failed in scenarios of the same target and id. Pure. */
export function compared(base: readonly LogRecord[], head: readonly LogRecord[]): Comparison {
  const [before, after] = [seenIn(base), seenIn(head)];
  const playedIn = ({ verdicts }: Seen, failure: string) => {
    const [target, scenario] = JSON.parse(failure) as readonly [string, string, string];
    return verdicts.has(JSON.stringify([target, scenario]));
  };
  const came = [...after.failures].filter((failure) => !before.failures.has(failure));
  const went = [...before.failures].filter((failure) => !after.failures.has(failure));
  const apart = (one: Seen, other: Seen) =>
    [...one.verdicts].flatMap(([key, verdict]) => {
      const [target, id] = JSON.parse(key) as readonly [string, string];
      return other.verdicts.has(key) ? [] : [JSON.stringify([target, id, verdict])];
    });
  const unknown = (one: Seen, other: Seen) => {
    const known = new Set(other.causes.map(({ target, text }) => JSON.stringify([target, text])));
    return one.causes.filter(({ target, text }) => !known.has(JSON.stringify([target, text])));
  };
  return {
    newlyFailing: grouped(came.filter((failure) => playedIn(before, failure))),
    failingNew: grouped(came.filter((failure) => !playedIn(before, failure))),
    fixed: grouped(went.filter((failure) => playedIn(after, failure))),
    onlyInHead: grouped(apart(after, before)),
    onlyInBase: grouped(apart(before, after)),
    causesCame: unknown(after, before),
    causesWent: unknown(before, after),
  };
}

/** Keys of target, scenario and what, as changes; the widest first. */
function grouped(keys: readonly string[]): readonly Change[] {
  const groups = new Map<string, { target: string; what: string; scenarios: string[] }>();
  for (const key of keys) {
    const [target, scenario, what] = JSON.parse(key) as readonly [string, string, string];
    const group = groups.get(`${target}\n${what}`) ?? { target, what, scenarios: [] };
    group.scenarios.push(scenario);
    groups.set(`${target}\n${what}`, group);
  }
  return [...groups.values()].sort((a, b) => b.scenarios.length - a.scenarios.length);
}
