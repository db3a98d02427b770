import type { OpenRun } from '@sdk-conformance/cli';
import type { LogRecord, RunRecord, ScenarioRecord } from '@sdk-conformance/reporters';

/** A run that is under way. */
export interface Playing {
  /** What a scenario came to, as soon as it is told. */
  readonly scenario: (
    target: string,
    id: string,
  ) => Promise<{ readonly run: RunRecord; readonly scenario: ScenarioRecord }>;
  /** All records, once the run has ended. */
  readonly ended: Promise<readonly LogRecord[]>;
  /** Ends it, if it has not; resolves when nothing of it is left. */
  readonly end: () => Promise<void>;
}

/** Starts a run of what is wanted. */
export function startPlaying({ play }: OpenRun, wanted: (target: string, scenario: string) => boolean): Playing {
  const records: LogRecord[] = [];
  const waiting = new Set<() => void>();
  const stop = new AbortController();
  const record = (each: LogRecord) => {
    records.push(each);
    if (each.type === 'scenario') for (const look of [...waiting]) look();
  };
  const say = (line: string) => console.warn(line);
  const played = play(wanted, { record, say }, stop.signal).then(() => records);
  // A test that waits gets it; before one does, it is nobody's.
  played.catch(() => {});
  const found = (target: string, id: string) => {
    const run = records.find((each) => each.type === 'run');
    const scenario = records.find((each) => each.type === 'scenario' && each.target === target && each.id === id);
    return run === undefined || scenario?.type !== 'scenario' ? null : { run, scenario };
  };
  return {
    ended: played,
    scenario: (target, id) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const there = found(target, id);
          if (there === null) return false;
          waiting.delete(look);
          resolve(there);
          return true;
        };
        if (look()) return;
        waiting.add(look);
        played.then(() => look() || reject(new Error(`${id} was not played on ${target}`)), reject);
      }),
    end: async () => {
      stop.abort();
      await played.catch(() => {});
    },
  };
}
