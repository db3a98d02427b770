import { exitOf, UsageError } from '@sdk-conformance/engine';
import type { EndRecord, KnownRecord, LogRecord, TargetEnd, TargetRecord } from '@sdk-conformance/reporters';
import type { Log } from './read.js';

/**
 * The records of one run, made of those of its parts: other targets, or other scenarios of the same ones. The verdict is that of all together.
 *
 * @throws UsageError for parts of other specs, and for a scenario that two of them have played
 */
export function mergedLogs(logs: readonly [Log, ...Log[]], { ci }: { readonly ci: boolean }): readonly LogRecord[] {
  const [first, ...others] = logs;
  if (others.length === 0) return [first.run, ...first.body, first.end];
  for (const log of others) refuseOther(first, log);
  refuseTwice(logs);
  const targets = mergedTargets(logs);
  const ofKind = <T extends LogRecord['type']>(...types: readonly T[]) =>
    logs.flatMap(({ body }) => body.filter((record) => (types as readonly string[]).includes(record.type)));
  const played = ofKind('scenario', 'finding', 'observation');
  const filters = [...new Set(logs.flatMap(({ run }) => run.filters))];
  return [
    { ...first.run, filters, strict: logs.some(({ run }) => run.strict) },
    ...targets.flatMap((target) => [
      target,
      ...played.filter((record) => 'target' in record && record.target === target.name),
    ]),
    ...ofKind('cause'),
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
  const targets = [...ends.values()];
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
