import { isOwnOfClients } from '@sdk-conformance/explore';
import { judge } from '@sdk-conformance/judge';
import type { Finding, Fixtures, Language, Position, Spec } from '@sdk-conformance/model';
import { predict } from '@sdk-conformance/oracle';
import type { Line } from './line.js';
import type { Play } from './plays.js';
import { nameOf } from './probe.js';
import { isForetold } from './verify.js';

/** A line of a spec that plays contradict. */
export interface Contradiction {
  /** Keys of the line, joined by dots: `success.undecodable`. */
  readonly line: string;
  readonly at: Position;
  readonly requirement: string;
  /** What the spec expects of the first play, and what was seen of it. */
  readonly expected: string;
  readonly seen: string;
  /** Probes that contradict it. */
  readonly plays: readonly string[];
}

/** What is known of an SDK: its plays, and the policy that was learnt of them. */
interface Known {
  /** With what was taken for parts that were not asked. */
  readonly supposed: Spec;
  readonly lines: readonly Line[];
  readonly plays: readonly Play[];
}

/**
 * Holds plays against a spec, line by line. So what no value of a line says is told as well: a success that is no JSON and is asked for again is
 * neither of the values that `success.undecodable` has. Of a play that the learnt policy foretells better, or that contradicts a line that is told
 * already, what is left is a consequence.
 */
export function contradicted(
  spec: Spec,
  language: Language,
  fixtures: Fixtures,
  { supposed: learnt, lines: own, plays }: Known,
  told: readonly string[],
): readonly Contradiction[] {
  const found = new Map<string, Contradiction>();
  const lines = linesOf(spec);
  const places = linesOf(learnt);
  /** What stands in for a line that was not learnt foretells nothing. */
  const isLearnt = ({ at }: Finding) => {
    const line = places.get(placeOf(at));
    if (line === undefined) return false;
    // A section that is learnt key by key has a line of its own for all of them.
    return own.some(({ at }) => encloses(at.join('.'), line) || encloses(line, at.join('.')));
  };
  const judgedBy = (by: Spec, { scenario, observation }: Play) => {
    const expectation = predict(by, language, scenario, fixtures);
    return judge({ spec: by, language, scenario, fixtures, expectation, observation });
  };
  for (const play of plays.filter(isForetold(spec)).filter((play) => !isOfClient(play, fixtures))) {
    const failed = judgedBy(spec, play).filter(({ verdict }) => verdict === 'fail');
    const foretold = failed.length === 0 ? [] : judgedBy(learnt, play).filter(isLearnt);
    const isTold = ({ at }: Finding) => told.some((line) => encloses(line, lines.get(placeOf(at)) ?? ''));
    const isExplained = (finding: Finding) =>
      isTold(finding) || isForetoldBy(foretold, finding) || isScaled(spec, learnt, play, finding);
    if (failed.some(isExplained)) continue;
    for (const { at, requirement, expected, seen } of failed) {
      const line = lines.get(placeOf(at));
      if (line === undefined || !isAsked(play, requirement)) continue;
      const name = `${nameOf(play.scenario)}/${play.scenario.steps[0]?.operation ?? ''}`;
      const known = found.get(line) ?? { line, at, requirement, expected, seen, plays: [] };
      found.set(line, { ...known, plays: known.plays.includes(name) ? known.plays : [...known.plays, name] });
    }
  }
  const all = withoutEchoes([...found.values()]);
  // That a call succeeds at all is said by no line of its own.
  const policy = all.filter(({ line, seen }) => !(line.startsWith('operations.') && /^(raised|after) /.test(seen)));
  return policy.length === 0 && told.length === 0 ? all : policy;
}

/** What a play shows of each line that has statuses for items. */
const shownBy: readonly (readonly [line: string, requirements: RegExp])[] = [
  ['statuses', /^(error\.class|success\.)/],
  ['retry.statuses', /^retry\./],
];

/**
 * Whether each play of a status is as a spec has it: `statuses 429`, and by methods, `retry.statuses GET 429`. What follows a status that HTTP
 * clients treat by themselves is held against no spec. Where a spec has no word on what a status raises, what it does is left out; a status that
 * it leaves open to be sent again or not, by a code that the body lacks, is kept either way.
 */
export function keptStatuses(
  spec: Spec,
  language: Language,
  fixtures: Fixtures,
  plays: readonly Play[],
): ReadonlyMap<string, boolean> {
  const kept = new Map<string, boolean>();
  for (const play of plays) {
    const { scenario, observation } = play;
    const status = nameOf(scenario);
    if (scenario.family !== 'learn/statuses' || !/^\d+$/.test(status)) continue;
    const expectation = predict(spec, language, scenario, fixtures);
    const findings = judge({ spec, language, scenario, fixtures, expectation, observation });
    const method = spec.operations.find(({ id }) => id === scenario.steps[0]?.operation)?.method ?? '';
    for (const [line, requirements] of shownBy) {
      const own = findings.filter(({ requirement }) => requirements.test(requirement));
      const isBroken = own.some(({ verdict }) => verdict === 'fail');
      const isUnsaid = line === 'statuses' && own.every(({ verdict }) => verdict !== 'pass');
      if (!isOfClient(play, fixtures) && !isBroken && isUnsaid) continue;
      const item = `${line} ${line === 'statuses' ? status : `${method} ${status}`}`;
      kept.set(item, (isOfClient(play, fixtures) || !isBroken) && kept.get(item) !== false);
    }
  }
  return kept;
}

/** Whether an answer is one that HTTP clients treat by themselves: what follows it may be none of the SDK's doing. */
function isOfClient({ scenario }: Play, fixtures: Fixtures): boolean {
  return scenario.steps.some(({ script }) => script.some((answer) => isOwnOfClients({ fixtures }, answer)));
}

/** A timeout that is not kept breaks its rule in whatever it covers: the first line tells it. */
function withoutEchoes(all: readonly Contradiction[]): readonly Contradiction[] {
  return all.filter(
    ({ line, requirement }, i) =>
      !line.startsWith('timeouts.') ||
      !all.slice(0, i).some((other) => other.requirement === requirement && other.line.startsWith('timeouts.')),
  );
}

/** Events that no server of the API sends show how a stream fails, and nothing of how its own events are given. */
function isAsked({ scenario }: Play, requirement: string): boolean {
  return !nameOf(scenario).startsWith('event/') || requirement === 'stream.errorEvent';
}

/** Whether a timeout that was asked for is off by as much as the one by default is. */
function isScaled(spec: Spec, learnt: Spec, { scenario }: Play, { measured }: Finding): boolean {
  const asked = scenario.clients[0]?.options.timeoutMs;
  const [said, does] = [spec.timeouts.attemptMs, learnt.timeouts.attemptMs];
  const ms = measured['timeoutMs'];
  if (typeof asked !== 'number' || ms === undefined || said === null || does === null || said === does) return false;
  return Math.abs(ms / asked - does / said) < 0.01;
}

/** Whether a policy has the play as it was; that a call was sent again or not may be by another of its rules. */
function isForetoldBy(findings: readonly Finding[], { requirement }: Finding): boolean {
  // What an abort may raise is a list that is not compared.
  if (requirement === 'abort.error') return false;
  const own = findings.filter((finding) => finding.requirement === requirement);
  const all = own.length > 0 ? own : findings.filter((f) => isOfRetries(f.requirement) && isOfRetries(requirement));
  return all.length > 0 && all.every(({ verdict }) => verdict === 'pass');
}

function isOfRetries(requirement: string): boolean {
  return requirement.startsWith('retry.');
}

/** Whether a line is another, or stands above it. */
export function encloses(line: string, other: string): boolean {
  return `${other}.`.startsWith(`${line}.`);
}

function placeOf({ line, column }: Position): string {
  return `${line}:${column}`;
}

/** The keys that stand at each position of the file; of what stands in a list, those of the list. */
function linesOf({ positions }: Spec): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  for (const [pointer, at] of Object.entries(positions)) {
    const keys = pointer.split('/').slice(1);
    const inList = keys.findIndex((key) => /^\d+$/.test(key) && keys[0] !== 'statuses');
    const own = (inList === -1 ? keys : keys.slice(0, inList)).join('.');
    if (own !== '' && !lines.has(placeOf(at))) lines.set(placeOf(at), own);
  }
  return lines;
}
