import { exitOf, tooLittleJudged, UsageError } from '@sdk-conformance/engine';
import {
  type CauseRecord,
  type EndRecord,
  type KnownRecord,
  type LogRecord,
  listed,
  type ScenarioRecord,
  type TargetEnd,
  type TargetRecord,
} from '@sdk-conformance/reporters';
import type { Log } from './read.js';

/**
 * The records of one run, made of those of its parts: other targets, or other scenarios of the same ones. The verdict is that of all together.
 *
 * @throws UsageError for parts of other specs, for a scenario that two of them have played, and for a run of which a part is missing
 */
export function mergedLogs(logs: readonly [Log, ...Log[]], { ci }: { readonly ci: boolean }): readonly LogRecord[] {
  const [first, ...others] = logs;
  if (others.length === 0) return [first.run, ...first.body, first.end];
  for (const log of others) refuseOther(first, log);
  refuseTwice(logs);
  refuseMissing(logs);
  const targets = mergedTargets(logs);
  const ofKind = <T extends LogRecord['type']>(...types: readonly T[]) =>
    logs.flatMap(({ body }) => body.filter((record) => (types as readonly string[]).includes(record.type)));
  const played = ofKind('scenario', 'finding', 'observation');
  const filters = [...new Set(logs.flatMap(({ run }) => run.filters))];
  const { shard: _, ...run } = first.run;
  return [
    { ...run, filters, strict: logs.some(({ run }) => run.strict) },
    ...targets.flatMap((target) => [
      target,
      ...played.filter((record) => 'target' in record && record.target === target.name),
    ]),
    ...mergedCauses(logs),
    mergedEnd(logs, targets, ci),
  ];
}

function refuseOther(first: Log, other: Log): void {
  const [one, two] = [first.run, other.run].map(({ spec, strict }) => `${spec.api}, ${spec.file}, strict ${strict}`);
  if (one === two) return;
  throw new UsageError(
    `${other.file}: this is of another run than ${first.file}\n  ${first.file}: ${one}\n  ${other.file}: ${two}`,
  );
}

function refuseTwice(logs: readonly Log[]): void {
  const seen = new Map<string, string>();
  for (const { file, body } of logs) {
    for (const record of body) {
      if (record.type !== 'scenario') continue;
      const { target, id, round = 0 } = record;
      const key = JSON.stringify([target, id, round]);
      const before = seen.get(key);
      if (before !== undefined) {
        throw new UsageError(
          `${file}: ${before} has ${id} of ${target} too\n  expected: parts of one run, none of which plays what another does`,
        );
      }
      seen.set(key, file);
    }
  }
}

/** What no log has was not played, whatever the logs that there are say. */
function refuseMissing(logs: readonly Log[]): void {
  const split = logs.flatMap(({ file, run, body }) =>
    body.flatMap((record) => (record.type === 'target' ? [{ file, target: record.name, shard: run.shard }] : [])),
  );
  for (const { file, target, shard } of split) {
    if (shard === undefined) continue;
    const there = split.filter((one) => one.target === target).map((one) => one.shard);
    const of = (part: number) => there.some((one) => one?.part === part && one.of === shard.of);
    const missing = Array.from({ length: shard.of }, (_, at) => at + 1).filter((part) => !of(part));
    if (missing.length === 0) continue;
    throw new UsageError(
      `${file}: this is part ${shard.part} of ${shard.of} of ${target}, and no log has ${listed(missing.map((part) => `part ${part}`))}\n  expected: the logs of all parts, or of one alone`,
    );
  }
}

/** Parts that found the same cause found it once. */
function mergedCauses(logs: readonly Log[]): readonly CauseRecord[] {
  const merged = new Map<string, CauseRecord>();
  for (const record of logs.flatMap(({ body }) => body)) {
    if (record.type !== 'cause') continue;
    const { target, name, params, scope, pointer } = record;
    const key = JSON.stringify([target, name, params, scope, pointer]);
    const before = merged.get(key);
    merged.set(key, before === undefined ? record : { ...before, explains: [...before.explains, ...record.explains] });
  }
  return [...merged.values()];
}

/** The line of each target; one that several parts have played has the scenarios of all. */
function mergedTargets(logs: readonly Log[]): readonly TargetRecord[] {
  const merged = new Map<string, TargetRecord>();
  for (const { file, body } of logs) {
    for (const record of body) {
      if (record.type !== 'target') continue;
      const before = merged.get(record.name);
      const [one, two] = [before, record].map((target) => JSON.stringify([target?.sdk, target?.mutant]));
      if (before?.sdk && record.sdk && one !== two) {
        throw new UsageError(
          `${file}: ${record.name} is another SDK than in the logs before it: ${two}, and ${one} there`,
        );
      }
      const base = before === undefined || before.sdk === null ? record : before;
      merged.set(record.name, { ...base, scenarios: record.scenarios + (before?.scenarios ?? 0) });
    }
  }
  return [...merged.values()];
}

function mergedEnd(logs: readonly Log[], records: readonly TargetRecord[], ci: boolean): EndRecord {
  const ends = new Map<string, TargetEnd>();
  for (const end of logs.flatMap((log) => log.end.targets)) {
    const before = ends.get(end.name);
    ends.set(end.name, before === undefined ? end : together(before, end));
  }
  const results = logs.flatMap(({ body }) => body.filter((record) => record.type === 'scenario'));
  const targets = [...ends.values()].map((end) => withLeastJudged(end, records, results));
  const stops = logs.map(({ end }) => end.stopped);
  const stopped = stops.find((stop) => stop === 'interrupted') ?? stops.find((stop) => stop !== null) ?? null;
  const known = mergedKnown(logs.flatMap(({ end }) => end.known));
  const exit = exitOf({
    ...{ targets, stopped, ci },
    strict: logs.some(({ run }) => run.strict),
    absent: records.filter(({ notRun }) => notRun !== null).map(({ name }) => name),
    stale: known.filter(({ state }) => state !== 'holds' && state !== 'unsaid').length,
  });
  return { type: 'end', ...exit, stopped, targets, known, wallMs: Math.max(...logs.map(({ end }) => end.wallMs)) };
}

/** What a part alone could not know: whether enough of the whole was judged. */
function withLeastJudged(
  end: TargetEnd,
  records: readonly TargetRecord[],
  results: readonly ScenarioRecord[],
): TargetEnd {
  const target = records.find(({ name }) => name === end.name);
  if (target?.leastJudged === undefined || end.failures.some(({ side }) => side === 'unspecified')) return end;
  const why = tooLittleJudged(
    'its configuration',
    { ...target, leastJudged: target.leastJudged },
    results.filter((one) => one.target === end.name),
  );
  return why === null ? end : { ...end, failures: [...end.failures, { side: 'unspecified', why }] };
}

function together(a: TargetEnd, b: TargetEnd): TargetEnd {
  const { name, failures, ...counts } = a;
  const summed = Object.fromEntries(
    Object.entries(counts).map(([key, n]) => [key, n + b[key as keyof typeof counts]]),
  ) as typeof counts;
  return { name, failures: [...failures, ...b.failures], ...summed };
}

/** The state that has to be told first: what one part did not play, another may have. */
const states: readonly KnownRecord['state'][] = [
  ...(['noReason', 'expired', 'differs', 'holds', 'passes', 'matchesNothing', 'unsaid'] as const),
];

function mergedKnown(known: readonly KnownRecord[]): readonly KnownRecord[] {
  const merged = new Map<string, KnownRecord>();
  for (const record of known) {
    const before = merged.get(record.at);
    if (before === undefined) {
      merged.set(record.at, record);
      continue;
    }
    const [first, second] = [before, record].sort((a, b) => states.indexOf(a.state) - states.indexOf(b.state));
    const both = (of: 'scenarios' | 'seen') => [...new Set([...(first?.[of] ?? []), ...(second?.[of] ?? [])])];
    merged.set(record.at, { ...(first ?? record), scenarios: both('scenarios'), seen: both('seen') });
  }
  return [...merged.values()];
}
