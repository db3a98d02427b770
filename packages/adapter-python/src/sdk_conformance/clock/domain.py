"""
One virtual clock: a call. Its time stands still while any of its threads runs and moves by jumps only.

A thread that waits registers a *waiter* with its deadline and blocks on something real (a lock, file descriptors).
When nothing of the call runs any more, the pump asks the clock authority for the jump and wakes what is due.
Whoever wakes a waiter counts its thread as running from that very moment, so that no jump slips in between.
"""

from __future__ import annotations

import math
from typing import Any, Callable, List, Optional, Set, Tuple

from . import real
from .readings import Readings
from .waiter import ABANDONED, NEVER, NOTIFIED, TIMED_OUT, WAITING, Member, NeverSettled, Waiter, ready
from .wires import Wires

# The wall date at which every virtual clock starts, 2030-10-27T00:59:50Z: the clock authority's own.
VIRTUAL_EPOCH_S = 1_919_293_190
_SLACK_MS = 1e-3
# Longer waits than 10,000 years are waits for ever; the authority reads at most 15 digits.
_LONGEST_S = 3e11

Poke = Callable[["Domain"], None]


class Domain:
    """`call` is opaque. `now_ms` is virtual time since the call began; whole."""

    def __init__(self, call: str, poke: Poke, let_pass: Callable[["Domain", int], None]) -> None:
        self.call = call
        self.readings = Readings(lambda: self.changes, lambda ms: let_pass(self, ms))
        self.on_escaped: Callable[[int, str], None] = lambda ms, what: None
        #: A loop that it shares with other calls stood still for so many of its ms.
        self.on_blocked: Callable[[int], None] = lambda ms: None
        self.now_ms = 0
        #: When the wall clock is set, and by how much (ms).
        self.wall_jump: Optional[Tuple[float, float]] = None
        self.closed = False
        self._changes = 0
        self._monotonic_ns = real.monotonic_ns()
        self._perf_ns = real.perf_counter_ns()
        self._poke, self._let_pass = poke, let_pass
        self._lock = real.allocate_lock()
        self._running = 0
        # Of those that run: timers of a loop that have fired, and that it has not run yet.
        self._fired = 0
        self._waiters: Set[Waiter] = set()
        self._members: List[Member] = []
        self.on_unsettled: Callable[[], None] = lambda: None
        self.on_abandoned: Callable[[], None] = lambda: None
        self.abandoned = False
        self.wires = Wires()

    # Clocks

    def time(self) -> float:
        return self.time_ns() / 1e9

    def time_ns(self) -> int:
        self.readings.note()
        at, by = self.wall_jump or (0, 0)
        wall_ms = self.now_ms + (int(by) if self.now_ms >= at else 0)
        return VIRTUAL_EPOCH_S * 1_000_000_000 + wall_ms * 1_000_000

    def monotonic_ns(self) -> int:
        self.readings.note()
        return self._monotonic_ns + self.now_ms * 1_000_000

    def monotonic(self) -> float:
        return self.monotonic_ns() / 1e9

    def perf_counter_ns(self) -> int:
        self.readings.note()
        return self._perf_ns + self.now_ms * 1_000_000

    def deadline(self, seconds: Optional[float]) -> Optional[int]:
        """
        Whole ms, as the authority counts, and never early. The slack takes off what floating point adds to a difference
        of clocks; never now itself, or a loop that waits for the rest of its time would not come to an end.
        """
        if seconds is None or seconds > _LONGEST_S:
            return None
        return max(self.now_ms + 1, math.ceil(self.now_ms + seconds * 1000 - _SLACK_MS))

    @property
    def changes(self) -> int:
        """Goes up with whatever happens in the call."""
        return self._changes + self.wires.changes

    # Threads

    def enter(self) -> None:
        with self._lock:
            self._running += 1
            self._changes += 1

    def leave(self) -> None:
        with self._lock:
            self._running -= 1
            self._changes += 1
            blocked = self._running == 0
        if blocked:
            self._poke(self)

    def attach(self, member: Member) -> None:
        with self._lock:
            if member not in self._members:
                self._members.append(member)

    def close(self) -> None:
        """What still waits waits for ever: it must not run on in another call's time."""
        self.closed = True

    # Waiting

    def enlist(self, deadline: Optional[int], wake: Callable[[], None]) -> Waiter:
        """Registers a wait before its thread blocks: from here on it can be notified."""
        return Waiter(deadline, wake)

    def block(self, waiter: Waiter, block: Callable[[], Any]) -> bool:
        """Blocks this thread. True: its deadline came first."""
        member = self._member_here()
        if member is None:
            return self._block(waiter, block)
        return self._stand_still(member, lambda: self._block(waiter, block))

    def _member_here(self) -> Optional[Member]:
        """What of the call runs in this thread beside it: a loop."""
        return next((member for member in self._members if member.thread == real.get_ident()), None)

    def _stand_still(self, member: Member, wait: Callable[[], bool]) -> bool:
        """A loop counts as running by itself, not as a thread. All that it serves waits with it."""
        self.enter()
        began_ms, member.waits_of = self.now_ms, self
        try:
            return wait()
        finally:
            member.waits_of = None
            self.leave()
            if self.now_ms > began_ms:
                self.on_blocked(self.now_ms - began_ms)

    def _block(self, waiter: Waiter, block: Callable[[], Any]) -> bool:
        with self._lock:
            if self.abandoned:
                raise NeverSettled(NEVER)
            if waiter.state != WAITING:
                return waiter.state == TIMED_OUT
            waiter.blocking = True
            self._waiters.add(waiter)
            self._running -= 1
            self._changes += 1
            blocked = self._running == 0
        if blocked:
            self._poke(self)
        try:
            block()
        finally:
            with self._lock:
                self._waiters.discard(waiter)
                if waiter.state == WAITING:
                    # It ended by itself: bytes came, or a signal.
                    waiter.state = NOTIFIED
                    self._running += 1
                    self._changes += 1
        if waiter.state == ABANDONED:
            raise NeverSettled(NEVER)
        return waiter.state == TIMED_OUT

    def notify(self, waiter: Waiter) -> bool:
        """False: it was woken already."""
        return self._wake(waiter, NOTIFIED)

    def _wake(self, waiter: Waiter, state: int) -> bool:
        with self._lock:
            if waiter.state != WAITING:
                return False
            waiter.state = state
            self._waiters.discard(waiter)
            if waiter.blocking:
                self._running += 1
            if waiter.in_loop:
                self._fired += 1
            self._changes += 1
        waiter.wake()
        return True

    def add_timer(self, deadline: int, wake: Callable[[], None]) -> Waiter:
        """A timer that blocks no thread. Firing counts as running until `ran`."""
        waiter = Waiter(deadline, wake)
        self.add_waiter(waiter)
        return waiter

    def add_waiter(self, waiter: Waiter) -> None:
        """A timer, drain or rest that blocks no thread; its end counts as running until `ran`."""
        waiter.blocking = waiter.in_loop = True
        with self._lock:
            self._waiters.add(waiter)
            self._changes += 1

    def ran(self) -> None:
        """The loop has run what was woken."""
        with self._lock:
            self._fired -= 1
        self.leave()

    def cancel_timer(self, waiter: Waiter) -> None:
        with self._lock:
            self._waiters.discard(waiter)
            self._changes += 1

    def sleep(self, seconds: float) -> None:
        member, deadline = self._member_here(), self.deadline(seconds)
        if member is not None and deadline is not None:
            self._stand_still(member, lambda: self._pass(deadline))
            return
        gate = real.allocate_lock()
        gate.acquire()
        self.block(self.enlist(deadline, gate.release), gate.acquire)

    def _pass(self, deadline: int) -> bool:
        """Whatever else is under way, a request half sent too, comes to nothing before: its loop sleeps."""
        if self.abandoned:
            raise NeverSettled(NEVER)
        self._let_pass(self, deadline - self.now_ms)
        return True

    # For the pump

    def poke(self) -> None:
        self._poke(self)

    def blocked(self) -> bool:
        """Nothing of the call runs, and nothing that it waits for has come."""
        with self._lock:
            if self.closed or self._at_work():
                return False
            members = list(self._members)
            descriptors = [waiter.descriptors for waiter in self._waiters if waiter.descriptors]
        if not all(member.idle(self) for member in members):
            return False
        return not ready(descriptors) and not self.wires.connecting()

    def runs(self) -> bool:
        with self._lock:
            running, members = self._at_work(), list(self._members)
        return running or not all(member.idle(self) for member in members)

    def _at_work(self) -> bool:
        """What has fired in a loop that is itself in a wait of this call runs after it."""
        held = self._fired if any(member.waits_of is self for member in self._members) else 0
        return self._running > held

    def next_due(self) -> Optional[int]:
        """The earliest deadline; a drain has none of its own."""
        with self._lock:
            return min((w.deadline for w in self._waiters if w.deadline is not None and not w.drain), default=None)

    def end_drains(self, before: Optional[int]) -> bool:
        """Ends drains whose limit comes before the next deadline. True: there was one."""
        if before is None:
            return False
        with self._lock:
            over = [w for w in self._waiters if w.drain and w.deadline is not None and w.deadline < before]
        return any([self.notify(waiter) for waiter in over])

    def end_rests(self) -> bool:
        """True: there was one."""
        with self._lock:
            rests = [waiter for waiter in self._waiters if waiter.rest]
        return any([self.notify(waiter) for waiter in rests])

    def end_all_drains(self) -> bool:
        """True: there was one."""
        with self._lock:
            drains = [waiter for waiter in self._waiters if waiter.drain]
        return any([self.notify(waiter) for waiter in drains])

    def abandon(self) -> None:
        """Nothing can bring the call on: its threads get `NeverSettled` where they wait."""
        with self._lock:
            self.abandoned = True
            waiters = list(self._waiters)
        for waiter in waiters:
            self._wake(waiter, ABANDONED)
        self.on_abandoned()

    def jump(self, now_ms: int) -> None:
        """Applies the authority's time, then wakes what is due, earliest first."""
        self.now_ms = max(self.now_ms, now_ms)
        with self._lock:
            due = [w for w in self._waiters if w.deadline is not None and w.deadline <= self.now_ms and not w.drain]
        for waiter in sorted(due, key=lambda w: w.deadline or 0):
            self._wake(waiter, TIMED_OUT)
