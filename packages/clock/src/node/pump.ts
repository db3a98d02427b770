import { takeAnswer } from './answer.js';
import { createPatience, lookAtWork } from './at-work.js';
import type { CallClock, Installed } from './call.js';
import { type CallClockHooks, createCallClock } from './call-clock.js';
import { createCollector } from './collect.js';
import { type Connection, openConnection } from './connection.js';
import { createPumpedCall, type PumpedCall } from './pumped-call.js';
import type { LeftBehind } from './quiescence.js';
import { createSchedule, type ScheduledNeed } from './schedule.js';
import { type StepHooks, step, type Turn } from './step.js';

/** Drives the virtual clocks of all calls of this process. */
export interface Pump {
  /** Starts the clock of a call. Calls `ended` when it has stopped, with the reason if it did not end by itself. */
  start(call: string, ended: (why: 'ended' | Error, leftBehind: readonly LeftBehind[]) => void): CallClock;
  /** The call's function has settled. The clock plays the timers that it left behind, then stops. */
  settled(call: string): void;
  say(line: string): void;
  close(): void;
}

export interface PumpOptions {
  readonly address: string;
  readonly installed: Installed;
  uncaught(call: string, error: unknown): void;
}

/** Connects to the clock server. Rejects if it cannot. */
export async function startPump({ address, installed, uncaught }: PumpOptions): Promise<Pump> {
  const calls = new Map<string, PumpedCall>();
  const patience = createPatience();
  const collector = createCollector();
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  const schedule = createSchedule(installed, tick);
  let lost: Error | null = null;

  const connection: Connection = await openConnection({
    address,
    onAnswer,
    onLost(why) {
      lost = new Error(`the clock is gone: ${why}`);
      for (const pumped of [...calls.values()]) end(pumped, lost);
    },
    block: (ms) => void installed.atomicsWait(sleeper, 0, 0, ms),
  });

  const hooks: StepHooks & CallClockHooks = {
    installed,
    uncaught,
    say,
    end,
    realMs: installed.realMs,
    onActivity: () => schedule('turn'),
    onSpin(call, ms) {
      const pumped = calls.get(call.id);
      if (pumped) pumped.spunMs += ms;
    },
    onBlocked: ({ id }, ms) => say(`blocked ${id} ${ms} the event loop`),
    jump(id, toMs) {
      connection.ask(`jump ${id} ${toMs}`, ([name, call, ms]) => name === 'now' && call === id && Number(ms) >= toMs);
    },
  };

  function say(line: string): void {
    connection.say(line);
    schedule('turn');
  }

  function tick(): void {
    const realMs = installed.realMs();
    let atWork: boolean | undefined;
    const turn: Turn = {
      realMs,
      atWork() {
        atWork ??= patience(lookAtWork(installed.poolJobs()), realMs);
        return atWork;
      },
      wantsCollection: collector.wants,
    };
    let need: ScheduledNeed = 'answer';
    const collecting: CallClock[] = [];
    for (const pumped of calls.values()) {
      const its = step(pumped, turn, hooks);
      if (its === 'collection') collecting.push(pumped.call);
      else if (its === 'turn' || need === 'answer') need = its;
    }
    connection.flush();
    collector.serve(collecting, need === 'turn');
    schedule(collecting.length > 0 ? 'turn' : need);
  }

  function onAnswer([name, ...rest]: readonly string[]): void {
    const [id = '', value = ''] = rest;
    const pumped = calls.get(id);
    if (name === 'error') {
      const refused = new Error(`the clock refuses: ${rest.join(' ')}`);
      for (const one of pumped ? [pumped] : [...calls.values()]) end(one, refused);
    }
    if (!pumped) return;
    takeAnswer(pumped, [name, value], hooks);
    schedule('turn');
  }

  function end(pumped: PumpedCall | undefined, why: 'ended' | Error): void {
    if (!pumped || pumped.call.ended) return;
    pumped.call.ended = true;
    pumped.call.timers.clear();
    calls.delete(pumped.call.id);
    if (lost === null) say(`end ${pumped.call.id}`);
    if (calls.size === 0) connection.hold(false);
    pumped.finish(why);
  }

  return {
    start(id, ended) {
      if (lost) throw lost;
      if (calls.has(id)) throw new RangeError(`call ${id} is under way already`);
      const call = createCallClock(id, hooks);
      const pumped = createPumpedCall(call, (why) => ended(why, endedWith(pumped)));
      calls.set(id, pumped);
      connection.hold(true);
      schedule('turn');
      return call;
    },
    settled(id) {
      const pumped = calls.get(id);
      if (!pumped) return;
      pumped.settledAtMs = pumped.call.nowMs;
      pumped.fired = 0;
      pumped.call.touch();
    },
    say,
    close: () => connection.close(),
  };
}

function endedWith({ leftBehind, unheld }: PumpedCall): readonly LeftBehind[] {
  return [...(leftBehind ?? []), ...(unheld === 0 ? [] : [{ what: 'unheld wait', count: unheld } as const])];
}
