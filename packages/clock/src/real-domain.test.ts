import { expect, test } from 'vitest';
import { createRealDomain } from './real-domain.js';

function create() {
  let ms = 1000;
  const pending: { at: number; callback: () => void; off: boolean }[] = [];
  const domain = createRealDomain({
    monotonicMs: () => ms,
    epochMs: () => 1_700_000_000_000 + ms,
    after(delay, callback) {
      const timer = { at: ms + delay, callback, off: false };
      pending.push(timer);
      return () => {
        timer.off = true;
      };
    },
  });
  const pass = (by: number) => {
    ms += by;
    for (const timer of pending) if (!timer.off && timer.at <= ms) timer.callback();
  };
  return { domain, pass, pending };
}

test('both clocks of a stamp are the machine’s, from the creation on', () => {
  const { domain, pass } = create();
  pass(40);
  expect([domain.tier, domain.now(), domain.epochMs()]).toEqual([
    'C',
    { virtualMs: 40, realMs: 40 },
    1_700_000_001_040,
  ]);
});

test('held answers wake at their time, counted from the creation; released or endless ones never', () => {
  const { domain, pass, pending } = create();
  const woken: string[] = [];
  pass(40);
  domain.hold(100, () => woken.push('due'));
  domain.hold(10, () => woken.push('past'));
  domain.hold(100, () => woken.push('released')).release();
  domain.hold(null, () => woken.push('endless')).release();
  expect(pending.map(({ at }) => at)).toEqual([1100, 1040, 1100]);
  pass(60);
  expect(woken).toEqual(['due', 'past']);
});
