"""
asyncio loops. A timer set in the context of a call is virtual, whatever the loop: one loop can serve many calls.
A shared loop counts as running for each of its calls until it has nothing ready and blocks in its selector.
"""

from __future__ import annotations

import asyncio
import asyncio.base_events as base_events
import select
import weakref
from typing import Any, Callable, Optional

from . import real
from .current import current_domain
from .domain import Domain
from .waiter import Member, Waiter

_loop_time = base_events.BaseEventLoop.time
_call_at = base_events.BaseEventLoop.call_at


class SharedLoop(Member):
    """A loop that is not of one call alone, with the calls that it serves."""

    def __init__(self, selector: Any) -> None:
        self._selector = selector
        self._blocked = False
        self._domains: "weakref.WeakSet[Domain]" = weakref.WeakSet()

    def serve(self, domain: Domain) -> None:
        self.thread = real.get_ident()
        self._domains.add(domain)
        domain.attach(self)

    def leave(self, domain: Domain) -> None:
        self._domains.discard(domain)

    def idle(self, domain: Any) -> bool:
        if self.waits_of is not None:
            return self.waits_of is domain
        if not self._blocked:
            return False
        # What came in since it blocked makes the selector's own descriptor readable.
        poller = real.poll()
        poller.register(self._selector.fileno(), select.POLLIN)
        return not poller.poll(0)

    def select(self, original: Any, timeout: Optional[float]) -> Any:
        self._blocked = True
        try:
            for domain in list(self._domains):
                domain.poke()
            return original(self._selector, timeout)
        finally:
            self._blocked = False


_shared: "weakref.WeakKeyDictionary[Any, SharedLoop]" = weakref.WeakKeyDictionary()


def shared_loop(loop: asyncio.AbstractEventLoop) -> SharedLoop:
    selector = getattr(loop, "_selector", None)
    if selector is None or not hasattr(selector, "fileno"):
        raise RuntimeError(f"{type(loop).__name__} has no selector to watch: no virtual time in it")
    return _shared.setdefault(selector, SharedLoop(selector))


def selector_select(original: Any, selector: Any, timeout: Optional[float]) -> Any:
    """The selector of a loop outside any call's context."""
    shared = _shared.get(selector)
    if shared is None or (timeout is not None and timeout <= 0):
        return original(selector, timeout)
    return shared.select(original, timeout)


class _VirtualTimer(asyncio.TimerHandle):
    """Lives in the call's domain, not in the loop's heap."""

    _waiter: Optional[Waiter] = None
    _domain: Optional[Domain] = None

    def set(self, domain: Domain, loop: Any) -> None:
        def fire() -> None:
            try:
                loop.call_soon_threadsafe(run)
            except RuntimeError:
                domain.ran()  # the loop is closed

        def run() -> None:
            try:
                if not self.cancelled() and not domain.abandoned:
                    self._run()
            finally:
                domain.ran()

        self._domain = domain
        due = domain.deadline(self.when() - domain.monotonic())
        if due is not None:
            self._waiter = domain.add_timer(due, fire)

    def cancel(self) -> None:
        if self._waiter is not None and self._domain is not None and not self.cancelled():
            self._domain.cancel_timer(self._waiter)
        super().cancel()


def _time(loop: Any) -> float:
    domain = current_domain()
    return _loop_time(loop) if domain is None else domain.monotonic()


def _at(loop: Any, when: float, callback: Callable[..., Any], *arguments: Any, context: Any = None) -> Any:
    domain = current_domain()
    if domain is None:
        return _call_at(loop, when, callback, *arguments, context=context)
    loop._check_closed()
    timer = _VirtualTimer(when, callback, arguments, loop, context)
    timer.set(domain, loop)
    return timer


def install() -> None:
    setattr(base_events.BaseEventLoop, "time", _time)
    setattr(base_events.BaseEventLoop, "call_at", _at)
