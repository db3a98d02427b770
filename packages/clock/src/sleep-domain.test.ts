import { describe, expect, test } from 'vitest';
import { createSleepDomain } from './sleep-domain.js';

interface Alarm {
  readonly atMs: number;
  readonly ring: () => void;
}

function create() {
  let realMs = 0;
  const alarms = new Set<Alarm>();
  const later: (() => void)[] = [];
  const told: string[] = [];
  const domain = createSleepDomain({
    clock: {
      monotonicMs: () => realMs,
      epochMs: () => 1_700_000_000_000 + realMs,
      after(ms, ring) {
        const alarm = { atMs: realMs + ms, ring };
        alarms.add(alarm);
        return () => void alarms.delete(alarm);
      },
    },
    soon: (act) => void later.push(act),
    escaped: (ms) => void told.push(`escaped ${ms}`),
  });
  const settle = () => {
    while (later.length > 0) later.shift()?.();
  };
  return {
    domain,
    told,
    /** What was on its way has come. */
    settle,
    sleep: (who: string, ms: number) => domain.sleep(who, ms, (nowMs) => void told.push(`${who} at ${nowMs}`)),
    pass(ms: number) {
      const untilMs = realMs + ms;
      for (;;) {
        settle();
        const [first] = [...alarms].filter((alarm) => alarm.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
        if (first === undefined) break;
        alarms.delete(first);
        realMs = Math.max(realMs, first.atMs);
        first.ring();
      }
      realMs = untilMs;
    },
    exchange() {
      domain.exchangeOpened();
      domain.exchangeClosed();
    },
  };
}

describe('a clock that only sleeps move', () => {
  test('a sleep takes no time, and nothing else moves it', () => {
    const { domain, sleep, settle, pass, told } = create();
    domain.began('s');
    pass(80);
    sleep('s', 30_000);
    settle();
    expect(told).toEqual(['s at 30000']);
    expect(domain.now()).toEqual({ virtualMs: 30_000, realMs: 80 });
    sleep('s', 500);
    settle();
    expect(told.at(-1)).toBe('s at 30500');
  });

  test('its calendar is the machine’s', () => {
    const { domain, sleep, settle } = create();
    sleep('s', 30_000);
    settle();
    expect(domain.epochMs()).toBe(1_700_000_000_000);
  });

  test('nobody is woken while a step is at work', () => {
    const { domain, sleep, settle, told } = create();
    domain.began('a');
    domain.began('b');
    sleep('a', 1000);
    settle();
    expect(told).toEqual([]);
    sleep('b', 300);
    settle();
    expect(told).toEqual(['b at 300']);
    domain.settled('b');
    expect(told).toEqual(['b at 300', 'a at 1000']);
  });

  test('nor while a sleep of another is on its way', () => {
    const { domain, sleep, settle, told } = create();
    domain.began('a');
    domain.began('b');
    sleep('a', 1000);
    sleep('b', 300);
    domain.wake('nobody');
    expect(told).toEqual([]);
    settle();
    expect(told).toEqual(['b at 300']);
  });

  test('who is woken is at work, a step or not', () => {
    const { domain, sleep, settle, told } = create();
    sleep('start of b', 200);
    domain.began('a');
    sleep('a', 1000);
    settle();
    expect(told).toEqual(['start of b at 200']);
    domain.began('b');
    domain.wake('start of b');
    expect(told).toEqual(['start of b at 200']);
    domain.settled('b');
    expect(told).toEqual(['start of b at 200', 'a at 1000']);
  });

  test('an abort calls a sleep off: its step is at work again', () => {
    const { domain, sleep, settle, told } = create();
    domain.began('a');
    domain.began('b');
    sleep('a', 1000);
    sleep('b', 900);
    sleep('abort of a', 400);
    settle();
    expect(told).toEqual(['abort of a at 400']);
    domain.wake('a');
    domain.wake('abort of a');
    expect(domain.now().virtualMs).toBe(400);
    domain.settled('a');
    expect(told).toEqual(['abort of a at 400', 'b at 900']);
  });

  test('goes in real time while an exchange is open, as the client’s timeouts do', () => {
    const { domain, sleep, settle, pass, told } = create();
    domain.began('a');
    domain.exchangeOpened();
    domain.hold(null, () => {});
    pass(2000);
    domain.exchangeClosed();
    expect(domain.now().virtualMs).toBe(2000);
    pass(50);
    sleep('a', 500);
    settle();
    expect(told).toEqual(['a at 2500']);
  });

  test('an answer that is held back is let go by real time', () => {
    const { domain, pass } = create();
    const woken: number[] = [];
    domain.exchangeOpened();
    domain.hold(300, () => woken.push(domain.now().virtualMs));
    domain.hold(400, () => woken.push(0)).release();
    pass(299);
    expect(woken).toEqual([]);
    pass(201);
    expect(woken).toEqual([300]);
  });

  test('beside an open exchange a sleeper is woken in real time', () => {
    const { domain, sleep, pass, told } = create();
    domain.began('a');
    domain.began('b');
    domain.exchangeOpened();
    sleep('a', 700);
    pass(699);
    expect(told).toEqual([]);
    pass(1);
    expect(told).toEqual(['a at 700']);
  });

  test('a sleep begins once what came before it has been read: the end of a connection', () => {
    const { domain, sleep, settle, pass, told } = create();
    domain.began('a');
    domain.exchangeOpened();
    pass(2000);
    sleep('a', 500);
    domain.exchangeClosed();
    expect(told).toEqual([]);
    settle();
    expect(told).toEqual(['a at 2500']);
  });

  test('a wait in real time before a request is told', () => {
    const { domain, exchange, pass, told } = create();
    pass(5000);
    exchange();
    pass(99);
    exchange();
    expect(told).toEqual([]);
    pass(100);
    exchange();
    expect(told).toEqual(['escaped 100']);
    domain.settled('a');
  });

  test('what a client works after it has slept is no wait', () => {
    const { exchange, sleep, settle, pass, told } = create();
    exchange();
    sleep('a', 500);
    settle();
    pass(400);
    exchange();
    expect(told).toEqual(['a at 500']);
  });

  test('one name sleeps once', () => {
    const { sleep } = create();
    expect([sleep('a', 500), sleep('a', 500)]).toEqual([true, false]);
  });

  test('refuses to close what is not open', () => {
    expect(() => create().domain.exchangeClosed()).toThrow('exchangeClosed() without exchangeOpened()');
  });
});
