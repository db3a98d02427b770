import type { PumpedCall } from './pumped-call.js';
import { CONFIRM_TURNS, type StepHooks, startIdle } from './step.js';

const MAX_PAUSE_MS = 8;

/** Takes the clock server's answer to a call's question: `quiet EPOCH`, `now MS`, `busy`, `idle [endless]` or `unknown`. */
export function takeAnswer(
  pumped: PumpedCall,
  [name, value]: readonly [string | undefined, string],
  { installed, end }: Pick<StepHooks, 'installed' | 'end'>,
): void {
  const { call } = pumped;
  const asked = pumped.phase === 'asked' || pumped.phase === 'advancing' || pumped.phase === 'moving';
  // What the server sent before it moved is read first: the end of a connection, say.
  if (pumped.phase === 'moving' && name === 'now') pumped.turnsToLook = CONFIRM_TURNS;
  pumped.turns = 0;
  if (asked) pumped.phase = 'counting';
  const disturbed = pumped.disturbed || call.activity !== pumped.seenActivity;
  switch (name) {
    case 'quiet':
      if (!asked || disturbed) break;
      pumped.epoch = { number: Number(value), exchanges: call.exchanges };
      pumped.phase = 'confirming';
      break;
    case 'now':
      call.nowMs = Math.max(call.nowMs, Number(value));
      pumped.askAtMs = 0;
      pumped.refusals = 0;
      break;
    case 'busy':
      pumped.epoch = null;
      pumped.askAtMs = installed.realMs() + Math.min(2 ** pumped.refusals++, MAX_PAUSE_MS);
      break;
    case 'idle':
      if (!asked || disturbed) break;
      if (pumped.settledAtMs !== null) end(pumped, 'ended');
      else if (value === 'endless') pumped.endless = true;
      else startIdle(pumped, installed.realMs(), null);
      break;
    case 'unknown':
      end(pumped, new Error(`the clock knows no call ${call.id}`));
  }
}
