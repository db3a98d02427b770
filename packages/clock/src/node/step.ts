import type { CallClock, Installed } from './call.js';
import type { PumpedCall } from './pumped-call.js';
import {
  atMost,
  bytes,
  COUNTED_TICK_MS,
  firstTimer,
  isUnheld,
  leftBehind,
  runningHelper,
  unsentPatienceMs,
  waiting,
} from './quiescence.js';

// In-flight tracking decides; the turns are for what is already in a socket or a queue of the loop's own.
const QUIET_TURNS = 4;
export const CONFIRM_TURNS = 3;
// An answer mostly comes by then, also of a server that serves sixty calls; only one that does not may be held back.
const ANSWERED_WITHIN_MS = 4;
const SPIN_TURNS = 2_000;
const DRAIN_MS = 120_000;
const DRAIN_TIMERS = 64;
const IDLE_LIMIT_MS = 250;
const HELPER_LIMIT_MS = 5_000;
const ESCAPED_FROM_MS = 20;

export interface StepHooks {
  readonly installed: Installed;
  say(line: string): void;
  uncaught(call: string, error: unknown): void;
  end(pumped: PumpedCall, why: 'ended' | Error): void;
}

/** What a call needs next: another turn, another look within ms, an answer of the server, or a garbage collection before time moves. */
export type Need = 'turn' | 'nap' | 'answer' | 'collection';

/** Something that was awaited will not come, see {@link ClockClient.runCall}. */
export class NeverSettledError extends Error {
  override name = 'NeverSettledError';
}

/** A turn of the event loop, shared by all calls. */
export interface Turn {
  readonly realMs: number;
  /** True while something is under way in other threads that a call may be waiting for. */
  atWork(): boolean;
  /** True where garbage is to be collected before the call's time moves. */
  wantsCollection(call: CallClock): boolean;
}

/** Takes one turn of the event loop for one call. */
export function step(pumped: PumpedCall, turn: Turn, hooks: StepHooks): Need {
  const { call } = pumped;
  spun(pumped, hooks);
  if (call.activity !== pumped.seenActivity) moved(pumped, turn.realMs, hooks);
  if (pumped.turnsToLook > 0) {
    pumped.turnsToLook--;
    return 'turn';
  }
  const due = firstTimer(call, call.nowMs);
  if (due) {
    pumped.fired++;
    try {
      due.fire();
    } catch (error) {
      hooks.uncaught(call.id, error);
    }
    return 'turn';
  }
  switch (pumped.phase) {
    case 'asked':
    case 'advancing':
    case 'moving':
      return 'answer';
    case 'idle':
      return idle(pumped, turn.realMs, hooks);
    case 'counting':
    case 'confirming': {
      const enough = pumped.phase === 'counting' ? QUIET_TURNS : CONFIRM_TURNS;
      if (++pumped.turns < enough) return 'turn';
      if (pumped.phase === 'counting' && turn.realMs < pumped.askAtMs) return 'nap';
      const moved = bytes(call, hooks.installed.isTracked);
      if (moved !== pumped.seenBytes) {
        pumped.seenBytes = moved;
        call.exchanges++;
        call.touch();
        return 'turn';
      }
      return ask(pumped, turn, hooks);
    }
  }
}

/** The call did something: it is looked at afresh. */
function moved(pumped: PumpedCall, realMs: number, hooks: StepHooks): void {
  const { call } = pumped;
  pumped.seenActivity = call.activity;
  pumped.seenBytes = bytes(call, hooks.installed.isTracked);
  if (call.exchanges !== pumped.seenExchanges) {
    pumped.seenExchanges = call.exchanges;
    pumped.fired = 0;
    pumped.spinTurns = 0;
  }
  pumped.turns = 0;
  pumped.refusals = 0;
  pumped.askAtMs = waiting(call) > 0 ? realMs + ANSWERED_WITHIN_MS : 0;
  pumped.disturbed = true;
  if (pumped.idle) {
    const passedMs = realMs - pumped.idle.sinceMs;
    // A helper was there and was waited for; without one, only time in which the loop was seen turning is evidence.
    const certainMs = pumped.idle.helper ? passedMs : pumped.idle.countedMs;
    if (certainMs >= ESCAPED_FROM_MS) {
      hooks.say(`escaped ${call.id} ${Math.round(passedMs)} ${pumped.idle.helper ?? 'something outside the clock'}`);
    }
  }
  pumped.idle = null;
  if (pumped.phase === 'confirming' || pumped.phase === 'idle') pumped.phase = 'counting';
}

/** Looks after loops that wait by reading the clock, in one turn or over many. */
function spun(pumped: PumpedCall, hooks: StepHooks): void {
  const { call } = pumped;
  pumped.spinTurns = call.reads > 0 ? pumped.spinTurns + 1 : 0;
  if (pumped.spinTurns >= SPIN_TURNS && call.reads > 0) {
    call.reads = Number.MAX_SAFE_INTEGER / 2;
    return;
  }
  call.reads = 0;
  if (pumped.spunMs === 0) return;
  hooks.say(`escaped ${call.id} ${pumped.spunMs} a loop that reads the clock`);
  pumped.spunMs = 0;
}

/** The call is blocked, as far as this process can tell. */
function ask(pumped: PumpedCall, turn: Turn, hooks: StepHooks): Need {
  const { call } = pumped;
  if (pumped.endless) {
    giveUp(pumped, 'timers fire on and on, and nothing comes of them', hooks);
    return 'answer';
  }
  const helper = pumped.settledAtMs === null && waiting(call) === 0 ? runningHelper(call) : undefined;
  if (helper) {
    startIdle(pumped, turn.realMs, helper.what);
    return 'nap';
  }
  if (turn.atWork() || isSending(pumped, turn.realMs)) {
    pumped.phase = 'counting';
    pumped.turns = 0;
    return 'nap';
  }
  if (pumped.settledAtMs !== null && isDrained(pumped, pumped.settledAtMs)) {
    hooks.end(pumped, 'ended');
    return 'answer';
  }
  const confirmed = pumped.epoch?.exchanges === call.exchanges ? pumped.epoch : null;
  // Where the server holds nothing back, the wait ends by itself.
  if (confirmed !== null && pumped.settledAtMs === null && turn.wantsCollection(call)) return 'collection';
  pumped.disturbed = false;
  const most = atMost(call, hooks.installed.isTracked);
  // Nothing of the call's is on its way, and the server has not said otherwise.
  const atRest = most === 0 && pumped.refusals === 0;
  if (confirmed === null && !atRest) {
    hooks.say(`quiet ${call.id} ${waiting(call)} ${most}`);
    pumped.phase = 'asked';
    return 'answer';
  }
  if (pumped.settledAtMs === null && isUnheld(call, hooks.installed.isTracked)) pumped.unheld++;
  const untilMs = pumped.settledAtMs === null ? undefined : pumped.settledAtMs + DRAIN_MS;
  const toMs = firstTimer(call, untilMs)?.dueMs ?? '-';
  if (confirmed === null) hooks.say(`move ${call.id} ${call.over} ${toMs}`);
  else hooks.say(`advance ${call.id} ${confirmed.number} ${toMs}`);
  pumped.phase = confirmed === null ? 'moving' : 'advancing';
  return 'answer';
}

/** True while a request of the call has yet to be put on a socket, for as long as it may take. */
function isSending(pumped: PumpedCall, realMs: number): boolean {
  const patienceMs = unsentPatienceMs(pumped.call);
  if (patienceMs === 0 || pumped.unsent?.activity !== pumped.call.activity) {
    pumped.unsent = { activity: pumped.call.activity, countedMs: 0, tickedAtMs: realMs };
    return patienceMs > 0;
  }
  pumped.unsent.countedMs += Math.min(realMs - pumped.unsent.tickedAtMs, COUNTED_TICK_MS);
  pumped.unsent.tickedAtMs = realMs;
  return pumped.unsent.countedMs < patienceMs;
}

/** After the call has settled, what it left behind is played on for a while: retries that nobody awaits show then. */
function isDrained(pumped: PumpedCall, settledAtMs: number): boolean {
  pumped.leftBehind ??= leftBehind(pumped.call);
  if (waiting(pumped.call) > 0) return false;
  if (pumped.fired > DRAIN_TIMERS) return true;
  for (const timer of pumped.call.timers) {
    if (timer.counted && timer.hasRef() && timer.dueMs <= settledAtMs + DRAIN_MS) return false;
  }
  return true;
}

/** Nothing virtual can bring the call on: from here real time is counted. */
export function startIdle(pumped: PumpedCall, realMs: number, helper: string | null): void {
  pumped.phase = 'idle';
  pumped.idle = { sinceMs: realMs, helper, countedMs: 0, tickedAtMs: realMs };
}

function idle(pumped: PumpedCall, realMs: number, hooks: StepHooks): Need {
  if (!pumped.idle) return 'turn';
  pumped.idle.countedMs += Math.min(realMs - pumped.idle.tickedAtMs, COUNTED_TICK_MS);
  pumped.idle.tickedAtMs = realMs;
  if (pumped.idle.countedMs < (pumped.idle.helper ? HELPER_LIMIT_MS : IDLE_LIMIT_MS)) return 'nap';
  if (!pumped.idle.helper) {
    giveUp(pumped, 'no timer, nothing in flight, nothing held back', hooks);
    return 'answer';
  }
  for (const helper of pumped.call.helpers) helper.inert = true;
  pumped.idle = null;
  pumped.phase = 'counting';
  pumped.turns = 0;
  return 'turn';
}

function giveUp(pumped: PumpedCall, why: string, hooks: StepHooks): void {
  hooks.say(`unsettled ${pumped.call.id}`);
  hooks.end(pumped, new NeverSettledError(`the call never settles: ${why}`));
}
