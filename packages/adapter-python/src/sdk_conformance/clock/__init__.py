"""
The virtual clock, tier A: each call has its own, for threads and asyncio alike. Installed before the SDK is imported,
on when CONFORMANCE_CLOCK names the clock authority. Outside a call everything is real.
"""

from __future__ import annotations

import asyncio
import os
import sys
from typing import Callable, Optional, Tuple

from . import real
from .current import current
from .domain import Domain
from .line import ClockLine, ClockLost
from .pump import Pump
from .waiter import NEVER, NeverSettled, Waiter, drain_waiter, rest_waiter

# What a call left behind is given so much virtual time to show itself, and so much real time to come to rest.
_DRAIN_MS = 120_000
_DRAIN_REAL_S = 2.0

_MakeWaiter = Callable[[Callable[[], None]], Waiter]

_line: Optional[ClockLine] = None
_pump: Optional[Pump] = None


def active() -> bool:
    return _line is not None


def install_from_environment() -> None:
    address = os.environ.get("CONFORMANCE_CLOCK")
    if address and _line is None:
        # Without the claim of a clock the call is played in real time, and the runner says why.
        if real.poll is None:
            return
        try:
            install(address)
        except ClockLost as error:
            print(error, file=sys.stderr)
            sys.exit(3)


def install(address: str) -> None:
    """Connects to the clock authority and replaces every clock and wait of the process. Raises `ClockLost`."""
    global _line, _pump
    line = ClockLine(address)
    from . import children, descriptors, locks, loops, secured, sockets, threads, times

    for part in (times, locks, threads, descriptors, loops, sockets, secured, children):
        part.install()
    _sweep()
    _line, _pump = line, Pump(line)


def _sweep() -> None:
    """Modules that were imported before hold the originals by names of their own (`from time import monotonic`)."""
    from .times import REPLACED

    for name, module in list(sys.modules.items()):
        if name.startswith(__name__) or not hasattr(module, "__dict__"):
            continue
        for key, value in list(vars(module).items()):
            try:
                substitute = REPLACED.get(value)
            except TypeError:
                continue
            if substitute is not None:
                setattr(module, key, substitute)


class call:  # noqa: N801 - reads as `with clock.call(id)`
    """
    Everything inside runs on a clock of its own, if the clock is installed. With `loop`, a loop that serves other
    calls too; without, this thread is the call's. `wall_jump`: when the wall clock is set, and by how much (ms).
    """

    def __init__(
        self,
        name: str,
        loop: Optional[asyncio.AbstractEventLoop] = None,
        wall_jump: Optional[Tuple[float, float]] = None,
    ) -> None:
        self._name, self._loop, self._wall_jump = name, loop, wall_jump
        self.domain: Optional[Domain] = None
        #: Set, in the loop, once nothing can bring the call on.
        self.never_settles = asyncio.Event() if loop is not None else None

    def __enter__(self) -> "call":
        if _line is None or _pump is None:
            return self
        from .loops import shared_loop

        self.domain = Domain(self._name, _pump.poke, _pump.let_pass)
        self.domain.wall_jump = self._wall_jump
        self.domain.on_escaped = lambda ms, what: self._say("escaped", str(ms), what)
        self.domain.on_blocked = lambda ms: self._say("blocked", str(ms), "the event loop")
        self.domain.on_unsettled = lambda: self._say("unsettled")
        self.domain.on_abandoned = self._abandoned
        self._token = current.set(self.domain)
        if self._loop is None:
            self.domain.enter()
        else:
            shared_loop(self._loop).serve(self.domain)
        return self

    def __exit__(self, *_: object) -> None:
        if self.domain is None:
            return
        current.reset(self._token)
        if self.domain.readings.spun_ms > 0:
            self.domain.on_escaped(self.domain.readings.spun_ms, "a loop that reads the clock")
        self._say("end")
        self.domain.close()
        if self._loop is not None:
            from .loops import shared_loop

            shared_loop(self._loop).leave(self.domain)

    def begin(self, step: str) -> None:
        self._say("begin", step)

    def settled(self, step: str) -> None:
        self._say("settled", step)

    def drain(self) -> None:
        """Lets virtual time run until nothing of the call is due any more: late requests come now or never."""
        if self.domain is not None and not self.domain.abandoned:
            limit = self.domain.now_ms + _DRAIN_MS
            self._await(lambda wake: drain_waiter(limit, wake), _DRAIN_REAL_S)

    async def drain_async(self) -> None:
        if self.domain is not None and not self.domain.abandoned:
            limit = self.domain.now_ms + _DRAIN_MS
            await self._await_async(lambda wake: drain_waiter(limit, wake))

    def rest(self) -> None:
        """Waits, in no virtual time, until what the server did with its last answer has come: a closed connection, say."""
        if self.domain is not None:
            self._await(rest_waiter, -1)

    async def rest_async(self) -> None:
        if self.domain is not None:
            await self._await_async(rest_waiter)

    def _await(self, waiter: _MakeWaiter, real_s: float) -> None:
        if self.domain is None:
            return
        gate = real.allocate_lock()
        gate.acquire()
        self.domain.block(waiter(gate.release), lambda: gate.acquire(True, real_s))

    async def _await_async(self, waiter: _MakeWaiter) -> None:
        if self.domain is None or self._loop is None:
            return
        loop, domain, over = self._loop, self.domain, asyncio.Event()

        def run() -> None:
            over.set()
            domain.ran()

        domain.add_waiter(waiter(lambda: (loop.call_soon_threadsafe(run), None)[1]))
        await over.wait()

    def _abandoned(self) -> None:
        if self._loop is not None and self.never_settles is not None:
            self._loop.call_soon_threadsafe(self.never_settles.set)

    def _say(self, word: str, *words: str) -> None:
        if self.domain is not None and _line is not None:
            _line.send(" ".join((word, self.domain.call, *words)))


__all__ = ["NEVER", "ClockLost", "NeverSettled", "active", "call", "install", "install_from_environment"]
