import type { Installed } from './call.js';
import type { PlayedCall } from './played-call.js';
import {
  atMost,
  bytes,
  COUNTED_TICK_MS,
  firstTimer,
  leftBehind,
  runningHelper,
  unsentPatienceMs,
  waiting,
} from './quiescence.js';

// In-flight tracking decides; the turns are for what is already in a socket or a queue of the loop's own.
const QUIET_TURNS = 4;
const CONFIRM_TURNS = 3;
const SPIN_TURNS = 2_000;
const DRAIN_MS = 120_000;
const DRAIN_TIMERS = 64;
const ENDLESS_TIMERS = 10_000;
const IDLE_LIMIT_MS = 250;
const HELPER_LIMIT_MS = 5_000;
const ESCAPED_FROM_MS = 20;

export interface StepHooks {
  readonly installed: Installed;
  say(line: string): void;
  uncaught(call: string, error: unknown): void;
  end(it: PlayedCall, why: 'ended' | Error): void;
}

/** What a call needs next: another turn, another look within ms, or an answer of the server. */
export type Need = 'turn' | 'nap' | 'answer';

/** Something that was awaited will not come, see {@link ClockClient.runCall}. */
export class NeverSettledError extends Error {
  override name = 'NeverSettledError';
}

/** A turn of the event loop, shared by all calls. */
export interface Turn {
  readonly realMs: number;
  /** True while something is under way in other threads that a call may be waiting for. */
  atWork(): boolean;
}

/** Takes one turn of the event loop for one call. */
export function step(it: PlayedCall, turn: Turn, hooks: StepHooks): Need {
  const { call } = it;
  spun(it, hooks);
  if (call.activity !== it.seenActivity) moved(it, turn.realMs, hooks);
  const due = firstTimer(call, call.nowMs);
  if (due) {
    it.fired++;
    try {
      due.fire();
    } catch (error) {
      hooks.uncaught(call.id, error);
    }
    return 'turn';
  }
  switch (it.phase) {
    case 'asked':
    case 'advancing':
      return 'answer';
    case 'idle':
      return idle(it, turn.realMs, hooks);
    case 'counting':
    case 'confirming': {
      const enough = it.phase === 'counting' ? QUIET_TURNS : CONFIRM_TURNS;
      if (++it.turns < enough) return 'turn';
      if (it.phase === 'counting' && turn.realMs < it.askAtMs) return 'nap';
      const moved = bytes(call, hooks.installed.isTracked);
      if (moved !== it.seenBytes) {
        it.seenBytes = moved;
        call.exchanges++;
        call.touch();
        return 'turn';
      }
      return ask(it, turn, hooks);
    }
  }
}

/** The call did something: it is looked at afresh. */
function moved(it: PlayedCall, realMs: number, hooks: StepHooks): void {
  const { call } = it;
  it.seenActivity = call.activity;
  it.seenBytes = bytes(call, hooks.installed.isTracked);
  if (call.exchanges !== it.seenExchanges) {
    it.seenExchanges = call.exchanges;
    it.fired = 0;
    it.spinTurns = 0;
  }
  it.turns = 0;
  it.refusals = 0;
  // An answer mostly comes at once; only one that does not may be held back.
  it.askAtMs = waiting(call) > 0 ? realMs + 1 : 0;
  it.disturbed = true;
  if (it.idle) {
    const passedMs = realMs - it.idle.sinceMs;
    // A helper was there and was waited for; without one, only time in which the loop was seen turning is evidence.
    const certainMs = it.idle.helper ? passedMs : it.idle.countedMs;
    if (certainMs >= ESCAPED_FROM_MS) {
      hooks.say(`escaped ${call.id} ${Math.round(passedMs)} ${it.idle.helper ?? 'something outside the clock'}`);
    }
  }
  it.idle = null;
  if (it.phase === 'confirming' || it.phase === 'idle') it.phase = 'counting';
}

/** Looks after loops that wait by reading the clock, in one turn or over many. */
function spun(it: PlayedCall, hooks: StepHooks): void {
  const { call } = it;
  it.spinTurns = call.reads > 0 ? it.spinTurns + 1 : 0;
  if (it.spinTurns >= SPIN_TURNS && call.reads > 0) {
    call.reads = Number.MAX_SAFE_INTEGER / 2;
    return;
  }
  call.reads = 0;
  if (it.spunMs === 0) return;
  hooks.say(`escaped ${call.id} ${it.spunMs} a loop that reads the clock`);
  it.spunMs = 0;
}

/** The call is blocked, as far as this process can tell. */
function ask(it: PlayedCall, turn: Turn, hooks: StepHooks): Need {
  const { call } = it;
  if (it.fired > ENDLESS_TIMERS) {
    giveUp(it, `${ENDLESS_TIMERS} timers fired in a row and no request came of them`, hooks);
    return 'answer';
  }
  const helper = it.settledAtMs === null && waiting(call) === 0 ? runningHelper(call) : undefined;
  if (helper) {
    startIdle(it, turn.realMs, helper.what);
    return 'nap';
  }
  if (turn.atWork() || isSending(it, turn.realMs)) {
    it.phase = 'counting';
    it.turns = 0;
    return 'nap';
  }
  if (it.settledAtMs !== null && isDrained(it, it.settledAtMs)) {
    hooks.end(it, 'ended');
    return 'answer';
  }
  it.disturbed = false;
  if (it.epoch?.exchanges === call.exchanges) {
    const untilMs = it.settledAtMs === null ? undefined : it.settledAtMs + DRAIN_MS;
    hooks.say(`advance ${call.id} ${it.epoch.number} ${firstTimer(call, untilMs)?.dueMs ?? '-'}`);
    it.phase = 'advancing';
  } else {
    hooks.say(`quiet ${call.id} ${waiting(call)} ${atMost(call, hooks.installed.isTracked)}`);
    it.phase = 'asked';
  }
  return 'answer';
}

/** True while a request of the call has yet to be put on a socket, for as long as it may take. */
function isSending(it: PlayedCall, realMs: number): boolean {
  const patienceMs = unsentPatienceMs(it.call);
  if (patienceMs === 0 || it.unsent?.activity !== it.call.activity) {
    it.unsent = { activity: it.call.activity, countedMs: 0, tickedAtMs: realMs };
    return patienceMs > 0;
  }
  it.unsent.countedMs += Math.min(realMs - it.unsent.tickedAtMs, COUNTED_TICK_MS);
  it.unsent.tickedAtMs = realMs;
  return it.unsent.countedMs < patienceMs;
}

/** After the call has settled, what it left behind is played on for a while: retries that nobody awaits show then. */
function isDrained(it: PlayedCall, settledAtMs: number): boolean {
  it.leftBehind ??= leftBehind(it.call);
  if (waiting(it.call) > 0) return false;
  if (it.fired > DRAIN_TIMERS) return true;
  for (const timer of it.call.timers) {
    if (timer.counted && timer.hasRef() && timer.dueMs <= settledAtMs + DRAIN_MS) return false;
  }
  return true;
}

/** Nothing virtual can bring the call on: from here real time is counted. */
export function startIdle(it: PlayedCall, realMs: number, helper: string | null): void {
  it.phase = 'idle';
  it.idle = { sinceMs: realMs, helper, countedMs: 0, tickedAtMs: realMs };
}

function idle(it: PlayedCall, realMs: number, hooks: StepHooks): Need {
  if (!it.idle) return 'turn';
  it.idle.countedMs += Math.min(realMs - it.idle.tickedAtMs, COUNTED_TICK_MS);
  it.idle.tickedAtMs = realMs;
  if (it.idle.countedMs < (it.idle.helper ? HELPER_LIMIT_MS : IDLE_LIMIT_MS)) return 'nap';
  if (!it.idle.helper) {
    giveUp(it, 'no timer, nothing in flight, nothing held back', hooks);
    return 'answer';
  }
  for (const helper of it.call.helpers) helper.inert = true;
  it.idle = null;
  it.phase = 'counting';
  it.turns = 0;
  return 'turn';
}

function giveUp(it: PlayedCall, why: string, hooks: StepHooks): void {
  hooks.say(`unsettled ${it.call.id}`);
  hooks.end(it, new NeverSettledError(`the call never settles: ${why}`));
}
