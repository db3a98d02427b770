import type { ChildEnd } from '../process/index.js';
import { type HostListener, startHost } from '../process/index.js';
import type { Run, Trial } from '../supervision/index.js';
import {
  type Crew,
  createCrew,
  createWatchdog,
  dispatch,
  endEcho,
  failCall,
  type Hang,
  type Mode,
  takeEcho,
  takeOver,
  takeReport,
  type Waiting,
} from '../supervision/index.js';
import { tellUnsupported } from './support.js';

/** What remains to play after a process has ended. */
export interface Remainder {
  /** To be played again, alone. */
  readonly suspects: readonly Trial[];
  /** Why the rest cannot be played at all; null where it can. */
  readonly fatal: string | null;
  /** The process came to its end by showing no sign of life. */
  readonly hung: boolean;
}

/** Starts one process and plays from the queue until it is empty, the process is gone, or it should take no more. */
export async function playProcess(run: Run, queue: Trial[], mode: Mode): Promise<Remainder> {
  // Under tier B all calls of a process would share one clock.
  const jobs = mode === 'alone' || run.preload !== null ? 1 : run.jobs;
  let crew: Crew | null = null;
  let poke = () => {};
  const listener: HostListener = {
    free: () => poke(),
    reported: (call, report) => {
      const entry = crew?.pending.get(call);
      if (crew !== null && entry !== undefined) takeReport(crew, entry, report);
    },
    echoed: (report) => {
      if (crew !== null) takeEcho(crew, report);
    },
    violated: (what, dropped) => {
      const entry = dropped === null ? undefined : crew?.pending.get(dropped);
      if (crew !== null && entry !== undefined) failCall(crew, entry, what);
      else run.emit({ type: 'adapterFailed', why: what, scenario: null, stderr: crew?.host.stderr() ?? [] });
    },
    noticed: (why) => run.emit({ type: 'notice', why }),
    failed: run.fail,
  };
  // One worker more than calls: its asking again and again shows that the process lives.
  const start = await startHost(run, { sessionId: `s${run.nextId()}`, workers: jobs + 1 }, listener);
  if (!start.ok) {
    if (run.signal.aborted) return { suspects: [], fatal: null, hung: false };
    if (start.starved) {
      run.starve(start.why);
      return { suspects: [], fatal: null, hung: false };
    }
    run.emit({ type: 'adapterFailed', why: start.why, scenario: null, stderr: start.stderr });
    return { suspects: [], fatal: start.why, hung: false };
  }
  const { host } = start;
  run.introduce(host.open, host.workers);
  tellUnsupported(run, queue, host.open);

  const tasks = new Set<Promise<void>>();
  crew = createCrew(run, host, mode, Math.max(1, Math.min(jobs, host.workers - 1)), {
    poke: () => poke(),
    task: (work) => {
      const task = work()
        .catch(run.fail)
        .finally(() => {
          tasks.delete(task);
          poke();
        });
      tasks.add(task);
    },
  });
  const waiting: Waiting = { queue, reserved: new Map(), ready: new Map() };
  const ending = await work(crew, waiting, tasks, (wake) => {
    poke = wake;
  });

  endEcho(crew);
  // Where the process is told its time, a call closes when the process says so: one that hangs never does.
  const killed = ending?.kind === 'hang' && host.clock !== null ? host.dismiss('kill') : null;
  if (ending !== null) await takeOver(crew, ending);
  // What is only given up by us is told by the caller, with the rest of the queue.
  for (const [call, entry] of crew.pending) {
    if (entry.state !== 'open') continue;
    crew.pending.delete(call);
    if (entry.trial !== null) queue.unshift(entry.trial);
    crew.task(async () => void (await entry.staged.close()));
  }
  const stopped = run.signal.aborted || crew.fatal !== null || crew.gone.size > 0;
  const dismissed = killed ?? host.dismiss(ending !== null ? 'kill' : stopped ? 'stop' : 'done');
  while (tasks.size > 0) await Promise.all(tasks);
  for (const { trial, staged } of waiting.ready.values()) {
    if (trial !== null) queue.unshift(trial);
    await staged.close();
  }
  await dismissed;
  return { suspects: crew.suspects, fatal: crew.fatal, hung: ending?.kind === 'hang' };
}

type Death = Parameters<typeof takeOver>[1];

/** Hands out calls until there is no more to do; tells how the process died, if it did. */
async function work(
  crew: Crew,
  waiting: Waiting,
  tasks: ReadonlySet<unknown>,
  onPoke: (wake: () => void) => void,
): Promise<Death | null> {
  const { run, host, pending } = crew;
  let wake = () => {};
  let end: ChildEnd | null = null;
  onPoke(() => wake());
  host.ended.then((gone) => {
    end = gone;
    wake();
  });
  const onAbort = () => wake();
  run.signal.addEventListener('abort', onAbort);
  const tickMs = Math.max(10, Math.min(250, crew.deadlines.stallMs / 8));
  const look = createWatchdog(crew);
  let watchAtMs = 0;
  try {
    for (;;) {
      const poked = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (run.signal.aborted || crew.fatal !== null) return null;
      if (end !== null) return { kind: 'exit', end };
      dispatch(crew, waiting);
      const nowMs = performance.now();
      const hang: Hang | null = nowMs < watchAtMs ? null : look(nowMs);
      if (nowMs >= watchAtMs) watchAtMs = nowMs + tickMs;
      if (hang !== null) return { kind: 'hang', hang };
      const nothingLeft = crew.retiring || waiting.queue.length === 0;
      if (nothingLeft && pending.size + tasks.size + waiting.ready.size === 0) return null;
      const tick = setTimeout(wake, tickMs);
      await poked;
      clearTimeout(tick);
    }
  } finally {
    run.signal.removeEventListener('abort', onAbort);
  }
}
