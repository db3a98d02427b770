import { describe, expect, test } from 'vitest';
import { VIRTUAL_EPOCH_MS } from './epoch.js';
import { createVirtualDomain } from './virtual-domain.js';

function create() {
  let real = 5;
  const domain = createVirtualDomain({ realMs: () => real });
  const woken: string[] = [];
  return {
    domain,
    woken,
    passReal: (ms: number) => {
      real += ms;
    },
    hold: (name: string, due: number | null) => domain.hold(due, () => woken.push(`${name}@${domain.now().virtualMs}`)),
    epoch: (waiting = 0, atMost = waiting) => {
      const said = domain.quiet(waiting, atMost);
      return said.kind === 'quiet' ? said.epoch : -1;
    },
  };
}

describe('a virtual domain', () => {
  test('moves by advance alone; real time only shows in its stamps', () => {
    const { domain, passReal, epoch } = create();
    passReal(250);
    expect(domain.now()).toEqual({ virtualMs: 0, realMs: 250 });
    expect(domain.advance(epoch(), 1500)).toEqual({ kind: 'now', ms: 1500 });
    expect(domain.now()).toEqual({ virtualMs: 1500, realMs: 250 });
    expect(new Date(domain.epochMs()).toISOString()).toBe('2030-10-27T00:59:51.500Z');
    expect(VIRTUAL_EPOCH_MS).toBe(Date.UTC(2030, 9, 27, 0, 59, 50));
  });

  test('moves at once for a client that has seen the end of all exchanges, while none is open', () => {
    const { domain, hold } = create();
    expect(domain.move(0, 1500)).toEqual({ kind: 'now', ms: 1500 });
    domain.exchangeOpened();
    expect(domain.move(1, 2000)).toEqual({ kind: 'busy' });
    const held = hold('answer', 3000);
    expect(domain.move(1, 2000)).toEqual({ kind: 'busy' });
    held.release();
    domain.exchangeClosed();
    // A request that the client cannot tell for its own: its answer may be on its way.
    expect(domain.move(0, 2000)).toEqual({ kind: 'busy' });
    expect(domain.now().virtualMs).toBe(1500);
    expect(domain.move(1, 2000)).toEqual({ kind: 'now', ms: 2000 });
    expect(domain.move(1, null)).toEqual({ kind: 'idle', endless: false });
  });

  test('of a process tells how much of its time passed because it read the clock', () => {
    const [process, call] = (['B', 'A'] as const).map((tier) => createVirtualDomain({ tier, realMs: () => 0 }));
    for (const domain of [process, call]) {
      const said = domain?.quiet(0, 0);
      if (said?.kind === 'quiet') domain?.advance(said.epoch, 1000);
      domain?.jump(1007);
      domain?.jump(1005);
      domain?.jump(1010);
    }
    expect(process?.now()).toEqual({ virtualMs: 1010, realMs: 0, readMs: 10 });
    expect(call?.now()).toEqual({ virtualMs: 1010, realMs: 0 });
  });

  test('never goes back', () => {
    const { domain, epoch } = create();
    domain.advance(epoch(), 100);
    expect(domain.advance(epoch(), 40)).toEqual({ kind: 'now', ms: 100 });
    expect(domain.jump(30)).toBe(100);
  });

  test('is busy while an exchange is open and not held back', () => {
    const { domain, hold } = create();
    domain.exchangeOpened();
    expect(domain.quiet(1, 1)).toEqual({ kind: 'busy' });
    hold('answer', 3000);
    expect(domain.quiet(1, 1)).toEqual({ kind: 'quiet', epoch: 2 });
  });

  test.each([
    ['the client waits for an answer that is on its way', 2, 2, 'busy'],
    ['the client has given up a request, which has not been seen yet', 0, 0, 'busy'],
    ['the client has a head and waits for the body', 0, 1, 'quiet'],
    ['the client cannot tell', 0, Number.POSITIVE_INFINITY, 'quiet'],
  ])('one answer held back; %s', (_, waiting, atMost, kind) => {
    const { domain, hold } = create();
    domain.exchangeOpened();
    hold('answer', null);
    expect(domain.quiet(waiting, atMost).kind).toBe(kind);
  });

  test.each([
    ['an answer has come whole and is not read', 0, 1, 1],
    ['an answer is held back for a request that the client has let go of, but not its connection', 1, 0, 0],
  ])('is quiet after 500 real ms of the same question, where %s', (_, held, waiting, atMost) => {
    const { domain, hold, passReal } = create();
    if (held > 0) {
      domain.exchangeOpened();
      hold('answer', null);
    }
    const refused = () => {
      let count = 0;
      for (; domain.quiet(waiting, atMost).kind === 'busy' && count < 1000; count++) passReal(8);
      return count;
    };
    expect(refused()).toBe(63);
    domain.exchangeOpened();
    domain.exchangeClosed();
    expect(refused()).toBe(63);
    domain.exchangeOpened();
    domain.exchangeClosed();
    // A machine that stood still is no client that waits.
    domain.quiet(waiting, atMost);
    passReal(60_000);
    expect(domain.quiet(waiting, atMost)).toEqual({ kind: 'busy' });
  });

  test('is never quiet while an exchange is being served', () => {
    const { domain, passReal } = create();
    domain.exchangeOpened();
    for (let count = 0; count < 1000; count++) {
      expect(domain.quiet(0, 1)).toEqual({ kind: 'busy' });
      passReal(8);
    }
  });

  test.each([
    ['a request came', (domain: ReturnType<typeof createVirtualDomain>) => domain.exchangeOpened()],
    [
      'a request came and went',
      (domain: ReturnType<typeof createVirtualDomain>) => {
        domain.exchangeOpened();
        domain.exchangeClosed();
      },
    ],
  ])('refuses to advance when, since the epoch, %s', (_, act) => {
    const { domain, epoch } = create();
    const before = epoch();
    act(domain);
    expect(domain.advance(before, 10)).toEqual({ kind: 'busy' });
    expect(domain.now().virtualMs).toBe(0);
  });

  test('an epoch stays good while nothing comes or goes', () => {
    const { domain, epoch } = create();
    const once = epoch();
    expect([10, 20, 30].map((ms) => domain.advance(once, ms))).toEqual([
      { kind: 'now', ms: 10 },
      { kind: 'now', ms: 20 },
      { kind: 'now', ms: 30 },
    ]);
  });

  test('stops at the earliest held answer and wakes it with the command after', () => {
    const { domain, hold, epoch, woken } = create();
    domain.exchangeOpened();
    domain.exchangeOpened();
    hold('late', 900);
    hold('early', 300);
    expect(domain.advance(epoch(2), 1000)).toEqual({ kind: 'now', ms: 300 });
    expect(woken).toEqual([]);
    expect(domain.quiet(2, 2)).toEqual({ kind: 'busy' });
    expect(woken).toEqual(['early@300']);
  });

  test('what is due at once wakes in order of holding', () => {
    const { domain, hold, epoch, woken } = create();
    for (const name of ['a', 'b', 'c']) {
      domain.exchangeOpened();
      hold(name, 50);
    }
    domain.advance(epoch(3), null);
    domain.quiet(3, 3);
    expect(woken).toEqual(['a@50', 'b@50', 'c@50']);
  });

  test('a released answer never wakes', () => {
    const { domain, hold, epoch, woken } = create();
    domain.exchangeOpened();
    const held = hold('answer', 50);
    held.release();
    held.release();
    domain.exchangeClosed();
    domain.advance(epoch(), 100);
    domain.quiet(0, 0);
    expect(woken).toEqual([]);
  });

  test('is idle without a timer and without an answer that will be due', () => {
    const { domain, hold, epoch } = create();
    expect(domain.advance(epoch(), null)).toEqual({ kind: 'idle', endless: false });
    domain.exchangeOpened();
    hold('stalled', null);
    expect(domain.advance(epoch(1), null)).toEqual({ kind: 'idle', endless: false });
  });

  test.each([
    ['past the time by which it must have settled', 60_000, 60 + 101],
    ['where there is no such time', null, 10_001],
  ])('calls timers without an exchange endless, %s', (_, latestMs, steps) => {
    const domain = createVirtualDomain({ latestMs });
    const step = () => {
      const quiet = domain.quiet(0, 0);
      return quiet.kind === 'quiet' ? domain.advance(quiet.epoch, domain.now().virtualMs + 1000) : quiet;
    };
    const stepsToEnd = () => {
      let count = 1;
      while (step().kind === 'now') count++;
      return count;
    };
    expect(stepsToEnd()).toBe(steps + (latestMs === null ? 0 : 1));
    expect(step()).toEqual({ kind: 'idle', endless: true });
    domain.exchangeOpened();
    domain.exchangeClosed();
    expect(stepsToEnd()).toBe(latestMs === null ? steps : 101);
  });

  test('a wait that is allowed is no hang, however long', () => {
    const days = 2 ** 31;
    const domain = createVirtualDomain({ latestMs: days });
    const quiet = domain.quiet(0, 0);
    const epoch = quiet.kind === 'quiet' ? quiet.epoch : -1;
    // A heartbeat goes on beside it.
    for (let ms = 30_000; ms < days; ms += 30_000) expect(domain.advance(epoch, ms).kind).toBe('now');
    expect(domain.advance(epoch, days)).toEqual({ kind: 'now', ms: days });
  });

  test('a jump wakes held answers on the way, each at its own time, and voids the epoch', () => {
    const { domain, hold, epoch, woken } = create();
    const before = epoch();
    domain.exchangeOpened();
    hold('answer', 300);
    expect(domain.jump(1000)).toBe(1000);
    expect(woken).toEqual(['answer@300']);
    expect(domain.advance(before, 2000)).toEqual({ kind: 'busy' });
  });

  test('refuses to close what is not open', () => {
    expect(() => create().domain.exchangeClosed()).toThrowErrorMatchingInlineSnapshot(
      `[RangeError: exchangeClosed() without exchangeOpened()]`,
    );
  });
});
