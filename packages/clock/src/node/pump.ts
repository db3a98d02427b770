import { AsyncResource } from 'node:async_hooks';
import { createPatience, lookAtWork } from './at-work.js';
import type { CallClock, Installed } from './call.js';
import { type CallClockHooks, createCallClock } from './call-clock.js';
import { type Connection, openConnection } from './connection.js';
import { createPlayedCall, type PlayedCall } from './played-call.js';
import type { LeftBehind } from './quiescence.js';
import { type Need, type StepHooks, startIdle, step, type Turn } from './step.js';

const NAP_MS = 1;
const MAX_PAUSE_MS = 8;

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
  const root = new AsyncResource('Clock');
  const played = new Map<string, PlayedCall>();
  const patience = createPatience();
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  let scheduled: Exclude<Need, 'answer'> | null = null;
  let nap: NodeJS.Timeout | undefined;
  let lost: Error | null = null;

  const connection: Connection = await openConnection({
    address,
    onAnswer,
    onLost(why) {
      lost = new Error(`the clock is gone: ${why}`);
      for (const it of [...played.values()]) end(it, lost);
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
      const it = played.get(call.id);
      if (it) it.spunMs += ms;
    },
    jump(id, toMs) {
      connection.ask(`jump ${id} ${toMs}`, ([name, call, ms]) => name === 'now' && call === id && Number(ms) >= toMs);
    },
  };

  function say(line: string): void {
    connection.say(line);
    schedule('turn');
  }

  function schedule(need: Need): void {
    if (need === 'answer' || scheduled === 'turn' || scheduled === need) return;
    scheduled = need;
    // Activity is told in a call's context, and the pump is no part of the call.
    root.runInAsyncScope(() => {
      if (nap) installed.clearTimeout(nap);
      nap = need === 'nap' ? installed.setTimeout(tick, NAP_MS) : undefined;
      if (need === 'turn') installed.setImmediate(tick);
    });
  }

  function tick(): void {
    scheduled = null;
    nap = undefined;
    const realMs = installed.realMs();
    let atWork: boolean | undefined;
    const turn: Turn = {
      realMs,
      atWork() {
        atWork ??= patience(lookAtWork(installed.poolJobs()), realMs);
        return atWork;
      },
    };
    let need: Need = 'answer';
    for (const it of played.values()) {
      const its = step(it, turn, hooks);
      if (its === 'turn' || need === 'answer') need = its;
    }
    connection.flush();
    schedule(need);
  }

  function onAnswer([name, ...rest]: readonly string[]): void {
    const [id = '', value = ''] = rest;
    const it = played.get(id);
    if (name === 'error') {
      const refused = new Error(`the clock refuses: ${rest.join(' ')}`);
      for (const one of it ? [it] : [...played.values()]) end(one, refused);
    }
    if (!it) return;
    const { call } = it;
    const asked = it.phase === 'asked' || it.phase === 'advancing';
    it.turns = 0;
    if (asked) it.phase = 'counting';
    const disturbed = it.disturbed || call.activity !== it.seenActivity;
    switch (name) {
      case 'quiet':
        if (!asked || disturbed) break;
        it.epoch = { number: Number(value), exchanges: call.exchanges };
        it.phase = 'confirming';
        break;
      case 'now':
        call.nowMs = Math.max(call.nowMs, Number(value));
        it.askAtMs = 0;
        it.refusals = 0;
        break;
      case 'busy':
        it.epoch = null;
        it.askAtMs = installed.realMs() + Math.min(2 ** it.refusals++ / 4, MAX_PAUSE_MS);
        break;
      case 'idle':
        if (!asked || disturbed) break;
        if (it.settledAtMs === null) startIdle(it, installed.realMs(), null);
        else end(it, 'ended');
        break;
      case 'unknown':
        end(it, new Error(`the clock knows no call ${id}`));
    }
    schedule('turn');
  }

  function end(it: PlayedCall | undefined, why: 'ended' | Error): void {
    if (!it || it.call.ended) return;
    it.call.ended = true;
    it.call.timers.clear();
    played.delete(it.call.id);
    if (lost === null) say(`end ${it.call.id}`);
    if (played.size === 0) connection.hold(false);
    it.finish(why);
  }

  return {
    start(id, ended) {
      if (lost) throw lost;
      if (played.has(id)) throw new RangeError(`call ${id} is under way already`);
      const call = createCallClock(id, hooks);
      const it = createPlayedCall(call, (why) => ended(why, it.leftBehind ?? []));
      played.set(id, it);
      connection.hold(true);
      schedule('turn');
      return call;
    },
    settled(id) {
      const it = played.get(id);
      if (!it) return;
      it.settledAtMs = it.call.nowMs;
      it.fired = 0;
      it.call.touch();
    },
    say,
    close: () => connection.close(),
  };
}
