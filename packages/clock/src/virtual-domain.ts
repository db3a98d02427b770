import type { ClockTier } from '@sdk-conformance/model';
import type { Advance, Quiet, VirtualDomain } from './domain.js';
import { VIRTUAL_EPOCH_MS } from './epoch.js';
import { createPatience } from './patience.js';

interface Waiting {
  readonly due: number;
  readonly order: number;
  readonly wake: () => void;
}

export interface VirtualDomainOptions {
  /** A: the domain is a call. B: it is a process. */
  readonly tier?: Exclude<ClockTier, 'S' | 'C'>;
  /** Virtual ms by which the call must have settled; null or absent: there is no such time. */
  readonly latestMs?: number | null;
  /** Real time in ms, of any origin. */
  readonly realMs?: () => number;
}

/** Steps of the clock without an exchange, after which a call never settles: past the time by which it must have. */
const ENDLESS_STEPS = 100;
/** The same where there is no such time. */
const ENDLESS_STEPS_UNTIMED = 10_000;

/**
 * Creates a virtual clock at 0 ms, {@link VIRTUAL_EPOCH_MS}. It has no timers of its own: only the client's commands move it.
 *
 * @example
 * ```ts
 * import { createVirtualDomain } from '@sdk-conformance/clock';
 *
 * const domain = createVirtualDomain();
 * domain.hold(30_000, () => console.log('served')); // an answer that is held back for 30 s
 * domain.jump(30_000); // prints at once
 * ```
 */
export function createVirtualDomain({
  tier = 'A',
  latestMs = null,
  realMs = () => performance.now(),
}: VirtualDomainOptions = {}): VirtualDomain {
  const began = realMs();
  const held = new Set<Waiting>();
  let nowMs = 0;
  /** Of that what a process passed by reading its clock: calls beside each other share it. */
  let readMs = 0;
  let epoch = 0;
  let open = 0;
  /** Exchanges that ever were. */
  let opened = 0;
  let order = 0;
  /** Steps of the clock since the last sign of an exchange, as far as they count. */
  let steps = 0;
  const patience = createPatience(realMs);

  /** The answer that is due first, in order of holding where two are due at once. */
  function next(): Waiting | undefined {
    let first: Waiting | undefined;
    for (const waiting of held) {
      if (!first || waiting.due < first.due || (waiting.due === first.due && waiting.order < first.order))
        first = waiting;
    }
    return first;
  }

  function exchanged(): void {
    epoch++;
    steps = 0;
  }

  function isEndless(): boolean {
    if (latestMs === null) return ++steps > ENDLESS_STEPS_UNTIMED;
    return nowMs > latestMs && ++steps > ENDLESS_STEPS;
  }

  // A held answer wakes with the command after the one that reached its time: by then the client's clock shows it too.
  function wakeDue(): void {
    for (let waiting = next(); waiting && waiting.due <= nowMs; waiting = next()) {
      held.delete(waiting);
      exchanged();
      waiting.wake();
    }
  }

  function moved(toMs: number | null): Advance {
    const target = Math.min(toMs ?? Number.POSITIVE_INFINITY, next()?.due ?? Number.POSITIVE_INFINITY);
    if (target === Number.POSITIVE_INFINITY) return { kind: 'idle', endless: false };
    if (isEndless()) return { kind: 'idle', endless: true };
    nowMs = Math.max(nowMs, target);
    return { kind: 'now', ms: nowMs };
  }

  return {
    tier,
    now: () => ({ virtualMs: nowMs, realMs: realMs() - began, ...(readMs === 0 ? {} : { readMs }) }),
    epochMs: () => VIRTUAL_EPOCH_MS + nowMs,
    hold(dueVirtualMs, wake) {
      const waiting = { due: dueVirtualMs ?? Number.POSITIVE_INFINITY, order: order++, wake };
      held.add(waiting);
      exchanged();
      return {
        release() {
          if (held.delete(waiting)) exchanged();
        },
      };
    },
    exchangeOpened() {
      open++;
      opened++;
      exchanged();
    },
    exchangeClosed() {
      if (open === 0) throw new RangeError('exchangeClosed() without exchangeOpened()');
      open--;
      exchanged();
    },
    quiet(waiting, atMost): Quiet {
      wakeDue();
      if (open > held.size) return { kind: 'busy' };
      const agreed = waiting <= held.size && held.size <= atMost;
      // Bytes that are on their way on the loopback interface are there at once; what the client does not read never comes.
      return agreed || patience.ended([epoch, waiting, atMost].join()) ? { kind: 'quiet', epoch } : { kind: 'busy' };
    },
    advance(asked, toMs): Advance {
      wakeDue();
      if (asked !== epoch || open > held.size) return { kind: 'busy' };
      return moved(toMs);
    },
    move(over, toMs): Advance {
      return open > 0 || over !== opened ? { kind: 'busy' } : moved(toMs);
    },
    jump(toMs) {
      if (tier === 'B') readMs += Math.max(0, toMs - nowMs);
      for (let waiting = next(); waiting && waiting.due <= toMs; waiting = next()) {
        nowMs = Math.max(nowMs, waiting.due);
        held.delete(waiting);
        waiting.wake();
      }
      nowMs = Math.max(nowMs, toMs);
      epoch++;
      return nowMs;
    },
  };
}
