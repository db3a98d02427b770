"""`threading.Lock`, `RLock` and `Condition` (so Event, Semaphore, Barrier, queue.Queue and Future too) that wait in virtual time."""

from __future__ import annotations

import threading
from collections import deque
from typing import Any, Deque, Optional, Tuple

from . import real
from .current import current_domain
from .domain import Domain
from .waiter import Waiter


class Lock:
    """
    A thread of a call that blocks here is seen to block: else a lock held over a backoff would stop the call's clock.
    Threads outside calls block on the lock itself.
    """

    __slots__ = ("_lock", "_queue", "__weakref__")

    def __init__(self) -> None:
        self._lock = real.allocate_lock()
        self._queue: Deque[Tuple[Domain, Waiter]] = deque()

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        if not blocking or self._lock.acquire(False):
            # The real one refuses a timeout without blocking.
            return self._lock.acquire(False, timeout) if not blocking else True
        domain = current_domain()
        if domain is None or timeout == 0:
            return self._lock.acquire(True, timeout)
        deadline = None if timeout < 0 else domain.deadline(timeout)
        while True:
            gate = real.allocate_lock()
            gate.acquire()
            waiter = domain.enlist(deadline, gate.release)
            entry = (domain, waiter)
            self._queue.append(entry)
            # Released between the first try and the entry into the queue: nobody would wake us.
            if self._lock.acquire(False):
                domain.notify(waiter)
                return True
            late = domain.block(waiter, gate.acquire)
            if self._lock.acquire(False):
                return True
            if late:
                return False

    def release(self) -> None:
        self._lock.release()
        while self._queue:
            try:
                domain, waiter = self._queue.popleft()
            except IndexError:
                return
            if domain.notify(waiter):
                return

    def locked(self) -> bool:
        return self._lock.locked()

    def _at_fork_reinit(self) -> None:
        self._lock = real.allocate_lock()
        self._queue.clear()

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()


class RLock(threading._PyRLock):  # type: ignore[name-defined,misc]
    """The library's own in Python, on a lock of ours."""

    def __init__(self) -> None:
        super().__init__()  # pyright: ignore[reportUnknownMemberType]
        self._block = Lock()


class _Notified:
    """Stands in a condition's list of waiters for the lock that the library would put there."""

    __slots__ = ("_domain", "_waiter")

    def __init__(self, domain: Domain, waiter: Waiter) -> None:
        self._domain, self._waiter = domain, waiter

    def release(self) -> None:
        self._domain.notify(self._waiter)


def _wait(condition: Any, timeout: Optional[float] = None) -> bool:
    domain = current_domain()
    if domain is None or (timeout is not None and timeout <= 0):
        return bool(real.condition_wait(condition, timeout))
    if not condition._is_owned():
        raise RuntimeError("cannot wait on un-acquired lock")
    gate = real.allocate_lock()
    gate.acquire()
    waiter = domain.enlist(domain.deadline(timeout), gate.release)
    entry = _Notified(domain, waiter)
    condition._waiters.append(entry)
    saved = condition._release_save()
    notified = False
    try:
        notified = not domain.block(waiter, gate.acquire)
        return notified
    finally:
        condition._acquire_restore(saved)
        if not notified:
            try:
                condition._waiters.remove(entry)
            except ValueError:
                pass


def install() -> None:
    setattr(threading, "Lock", Lock)
    setattr(threading, "RLock", RLock)
    setattr(threading.Condition, "wait", _wait)
