import type { SleepDomain } from './domain.js';
import { ANSWER_TURNS } from './obey.js';
import { machine, type RealClock } from './real-domain.js';
import { createTurns } from './turns.js';

export interface SleepDomainOptions {
  readonly clock?: RealClock;
  /** Puts off what must come after every byte that is on its way; by default some turns of the event loop. */
  readonly soon?: (act: () => void) => void;
  /** Told of real ms that a client waited between an answer and its next request without sleeping here. */
  readonly escaped?: (realMs: number) => void;
}

interface Sleeper {
  /** ms since the call began; null until what came before the question has been read. */
  due: number | null;
  readonly woke: (nowMs: number) => void;
}

/** Longest pause, real ms, that passes for a client's own work between an answer and its next request. */
const MOST_WORK_MS = 100;

/**
 * Creates a clock that goes in real time while an exchange is open, since the client's own timeouts do, and stands otherwise: then it
 * jumps to the earliest sleeper's time once nobody is at work.
 */
export function createSleepDomain({
  clock = machine,
  soon = afterTurns(),
  escaped = () => {},
}: SleepDomainOptions = {}): SleepDomain {
  const origin = clock.monotonicMs();
  const steps = new Set<string>();
  const atWork = new Set<string>();
  const sleepers = new Map<string, Sleeper>();
  let open = 0;
  let jumpedMs = 0;
  let ranMs = 0;
  let runsSince: number | null = null;
  let stopAlarm = () => {};
  /** What {@link stoodMs} was when the last exchange ended; null where the client has slept since, or there was none. */
  let awaited: number | null = null;

  const realMs = () => clock.monotonicMs() - origin;
  const ran = () => ranMs + (runsSince === null ? 0 : realMs() - runsSince);
  const nowMs = () => jumpedMs + ran();
  const stoodMs = () => realMs() - ran();

  function earliest(): number | null {
    let first = Number.POSITIVE_INFINITY;
    for (const { due } of sleepers.values()) first = Math.min(first, due ?? first);
    return first === Number.POSITIVE_INFINITY ? null : first;
  }

  const arriving = () => [...sleepers.values()].some(({ due }) => due === null);

  /** Wakes who is due, after a jump where one is safe. */
  function look(): void {
    stopAlarm();
    const due = earliest();
    if (due === null) return;
    if (due > nowMs()) {
      if (runsSince !== null) {
        stopAlarm = clock.after(due - nowMs(), look);
        return;
      }
      if (atWork.size > 0 || arriving()) return;
      jumpedMs = due - ranMs;
    }
    for (const [who, sleeper] of [...sleepers]) {
      if (sleeper.due === null || sleeper.due > nowMs()) continue;
      sleepers.delete(who);
      atWork.add(who);
      sleeper.woke(Math.round(nowMs()));
    }
    look();
  }

  return {
    tier: 'S',
    now: () => ({ virtualMs: nowMs(), realMs: realMs() }),
    // A client that is given a sleep and nothing else reads the machine's calendar.
    epochMs: clock.epochMs,
    hold(dueMs, wake) {
      // Only what belongs to an open exchange is held, so the clock goes.
      return { release: dueMs === null ? () => {} : clock.after(Math.max(0, dueMs - nowMs()), wake) };
    },
    exchangeOpened() {
      const waited = awaited === null || open > 0 ? 0 : Math.round(stoodMs() - awaited);
      open++;
      runsSince ??= realMs();
      if (waited >= MOST_WORK_MS) escaped(waited);
    },
    exchangeClosed() {
      if (open === 0) throw new RangeError('exchangeClosed() without exchangeOpened()');
      open--;
      if (open > 0) return;
      ranMs = ran();
      runsSince = null;
      awaited = stoodMs();
      look();
    },
    began(step) {
      steps.add(step);
      atWork.add(step);
    },
    settled(step) {
      steps.delete(step);
      atWork.delete(step);
      sleepers.delete(step);
      look();
    },
    sleep(who, ms, woke) {
      if (sleepers.has(who)) return false;
      const sleeper: Sleeper = { due: null, woke };
      sleepers.set(who, sleeper);
      atWork.delete(who);
      awaited = null;
      soon(() => {
        sleeper.due = nowMs() + ms;
        look();
      });
      return true;
    },
    wake(who) {
      sleepers.delete(who);
      if (steps.has(who)) atWork.add(who);
      else atWork.delete(who);
      look();
    },
  };
}

function afterTurns(): (act: () => void) => void {
  const turns = createTurns();
  return (act) => turns.after(ANSWER_TURNS, act);
}
