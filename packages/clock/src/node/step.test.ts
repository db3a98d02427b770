import { expect, it } from 'vitest';
import { takeAnswer } from './answer.js';
import type { Installed, TrackedRequest } from './call.js';
import { createCallClock } from './call-clock.js';
import { createPumpedCall } from './pumped-call.js';
import { type Need, step } from './step.js';

function staged() {
  const said: string[] = [];
  const hooks = {
    installed: { isTracked: () => true, realMs: () => 0 } as unknown as Installed,
    say: (line: string) => void said.push(line),
    uncaught: () => {},
    end: () => {},
    ...{ onActivity: () => {}, jump: () => {}, onBlocked: () => {}, onSpin: () => {}, realMs: () => 0 },
  };
  const call = createCallClock('c1', hooks);
  const request: TrackedRequest = { call, state: 'sent', collectedIn: null, socket: null };
  call.requests.add(request);
  const pumped = createPumpedCall(call, () => {});
  let realMs = 0;
  const turns = (count: number): readonly Need[] =>
    Array.from({ length: count }, () =>
      step(
        pumped,
        { realMs: ++realMs, atWork: () => false, wantsCollection: () => request.collectedIn !== 'sent' },
        hooks,
      ),
    );
  return { said, pumped, request, turns, answer: (line: [string, string]) => takeAnswer(pumped, line, hooks) };
}

it('collects garbage where the server holds the answer back, and not where it is about to answer', () => {
  const { said, pumped, request, turns, answer } = staged();
  expect(turns(10)).not.toContain('collection');
  expect(said).toEqual(['quiet c1 1 1']);
  answer(['busy', '']);
  expect(turns(10)).not.toContain('collection');
  expect(said).toEqual(['quiet c1 1 1', 'quiet c1 1 1']);
  answer(['quiet', '7']);
  expect(turns(3).at(-1)).toBe('collection');
  request.collectedIn = request.state;
  pumped.call.touch();
  turns(10);
  // What the server said holds on, for nothing was exchanged.
  expect(said.slice(2)).toEqual(['advance c1 7 -']);
});

it('moves in one round trip where nothing of the call is on its way, and looks once more before timers fire', () => {
  const { said, pumped, request, turns, answer } = staged();
  const fired: number[] = [];
  pumped.call.requests.delete(request);
  const fire = () => {
    pumped.call.timers.clear();
    fired.push(pumped.call.nowMs);
  };
  pumped.call.over++;
  pumped.call.timers.add({ dueMs: 500, order: 0, interval: false, counted: true, hasRef: () => true, fire });
  turns(10);
  expect(said).toEqual(['move c1 1 500']);
  answer(['now', '500']);
  turns(3);
  expect([pumped.call.nowMs, fired]).toEqual([500, []]);
  turns(1);
  expect(fired).toEqual([500]);
});

it('asks first where the server has not seen the end of what the call is done with', () => {
  const { said, pumped, request, turns, answer } = staged();
  pumped.call.requests.delete(request);
  request.collectedIn = request.state;
  turns(10);
  answer(['busy', '']);
  turns(10);
  answer(['quiet', '7']);
  turns(10);
  expect(said).toEqual(['move c1 0 -', 'quiet c1 0 0', 'advance c1 7 -']);
});
