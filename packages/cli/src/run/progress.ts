import { performance } from 'node:perf_hooks';
import { duration, type LogVerdict } from '@sdk-conformance/reporters';
import type { Io } from '../io.js';

/** What a scenario came to, as far as progress tells of it. */
export interface Come {
  readonly verdict: LogVerdict;
  /** It fails the run; else only what is should. */
  readonly binding: boolean;
}

export interface Progress {
  readonly add: (target: string, come: Come) => void;
  /** A line of its own above the progress. */
  readonly say: (text: string) => void;
  readonly clear: () => void;
}

/** ms between two drawings on a terminal, and between two lines where none is. */
const everyMs = 100;
const everyPipedMs = 60_000;

const words: Readonly<Record<LogVerdict, string>> = {
  fail: 'failed',
  pass: 'passed',
  known: 'known',
  unspecified: 'unspecified',
  unsupported: 'unsupported',
  adapterFailed: 'not judged',
  notRun: 'not run',
};

interface Tally {
  readonly total: number;
  done: number;
  binding: number;
  readonly of: Map<LogVerdict, number>;
}

/**
 * How far a run is. On a terminal one line is drawn again as scenarios come in; piped, as on a build server, there is a line a minute. Of several
 * targets each has its own line when its last scenario is settled.
 */
export function createProgress(
  io: Io,
  targets: readonly { readonly name: string; readonly total: number }[],
  now: () => number = () => performance.now(),
): Progress {
  const live = io.errIsTerminal && io.env['TERM'] !== 'dumb';
  const tallies = new Map<string, Tally>();
  for (const { name, total } of targets) tallies.set(name, { total, done: 0, binding: 0, of: new Map() });
  const total = targets.reduce((sum, target) => sum + target.total, 0);
  const began = now();
  let done = 0;
  let toldAt = live ? Number.NEGATIVE_INFINITY : began;
  const clear = () => {
    if (live) io.err('\r\u001b[2K');
  };
  const line = () => {
    const failures = [...tallies].flatMap(([name, { of }]) => {
      const failed = of.get('fail') ?? 0;
      return failed === 0 ? [] : [`${name}: ${failed} failed`];
    });
    return [`${done} of ${total} scenarios`, ...failures].join(' · ');
  };
  const draw = () => {
    const text = line();
    // A line that wraps could not be drawn again.
    const most = (io.errColumns?.() ?? Number.POSITIVE_INFINITY) - 1;
    io.err(`\r\u001b[2K${text.length <= most ? text : `${text.slice(0, most - 1)}…`}`);
  };
  const say = (text: string) => {
    clear();
    io.err(`${text}\n`);
  };
  if (live) draw();
  return {
    add(target, { verdict, binding }) {
      done++;
      const tally = tallies.get(target);
      if (tally !== undefined) {
        tally.done++;
        tally.of.set(verdict, (tally.of.get(verdict) ?? 0) + 1);
        if (binding) tally.binding++;
        if (targets.length > 1 && tally.done === tally.total) {
          say(ended(target, tally));
          if (live) draw();
        }
      }
      if (now() - toldAt < (live ? everyMs : everyPipedMs) && (!live || done < total)) return;
      toldAt = now();
      if (live) draw();
      else if (done < total) io.err(`${line()}, after ${duration(now() - began)}\n`);
    },
    say,
    clear,
  };
}

/** A target's own line: the worst first. */
function ended(target: string, { of, binding }: Tally): string {
  const bad = binding > 0 || of.has('adapterFailed') || of.has('notRun');
  const order = Object.keys(words) as LogVerdict[];
  const parts = order.flatMap((verdict) => {
    const n = of.get(verdict);
    if (n === undefined) return [];
    const advised = verdict === 'fail' && n > binding ? ` (${n - binding} at level should only)` : '';
    return [`${n} ${words[verdict]}${advised}`];
  });
  return `${bad ? '✗' : '✓'} ${target}: ${parts.join(', ')}`;
}
