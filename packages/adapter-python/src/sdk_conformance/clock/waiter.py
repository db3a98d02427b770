"""What waits in a call: threads and timers by their deadlines, loops by themselves."""

from __future__ import annotations

import select
from typing import Any, Callable, Dict, List, Optional

from . import real

NEVER = "no timer, nothing in flight, nothing held back"

WAITING, NOTIFIED, TIMED_OUT, ABANDONED = range(4)


class NeverSettled(BaseException):
    """Raised in every wait of a call once nothing can bring it on. No Exception: an SDK is not to handle it."""


class Waiter:
    __slots__ = ("deadline", "wake", "state", "blocking", "descriptors", "drain", "rest", "in_loop")

    def __init__(self, deadline: Optional[int], wake: Callable[[], None]) -> None:
        self.deadline = deadline  # ms of the domain; None: never
        self.wake = wake
        self.state = WAITING
        self.blocking = False
        self.descriptors: Dict[int, int] = {}  # what the thread polls, with poll's event mask
        self.drain = False
        self.rest = False
        self.in_loop = False  # what it wakes is run by an event loop


class Member:
    """Something beside threads that runs code of the domain: an event loop."""

    #: The thread that it runs in.
    thread = 0
    #: The domain in a blocking wait of which its thread is, as code written for threads does to a loop.
    waits_of: Any = None

    def idle(self, domain: Any) -> bool:
        """Of `domain` nothing runs in it. What it runs for others waits with it, and its time does not go by meanwhile."""
        raise NotImplementedError


def ready(polled: List[Dict[int, int]]) -> bool:
    if not polled or real.poll is None:
        return False
    poller = real.poll()
    for descriptors in polled:
        for descriptor, mask in descriptors.items():
            poller.register(descriptor, mask)
    return bool(poller.poll(0))


def unfinished(sock: Any) -> bool:
    """True while a socket is connecting."""
    return _polled(sock, select.POLLOUT) == []


def arrived(sock: Any) -> bool:
    """True if something has come on a socket that is not read yet: bytes, or the connection's end."""
    return bool(_polled(sock, select.POLLIN))


def _polled(sock: Any, mask: int) -> Optional[List[Any]]:
    """None where the socket is closed."""
    descriptor = sock.fileno()
    if descriptor < 0 or real.poll is None:
        return None
    poller = real.poll()
    poller.register(descriptor, mask)
    return list(poller.poll(0))


def rest_waiter(wake: Callable[[], None]) -> Waiter:
    """Woken once the call is at rest, before its time moves on: what the server did with its answer has then come."""
    waiter = Waiter(None, wake)
    waiter.rest = True
    return waiter


def drain_waiter(limit_ms: int, wake: Callable[[], None]) -> Waiter:
    """Woken as soon as nothing is due before `limit_ms`: what a call left behind has then come to light."""
    waiter = Waiter(limit_ms, wake)
    waiter.drain = True
    return waiter
