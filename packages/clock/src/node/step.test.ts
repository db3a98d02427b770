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
