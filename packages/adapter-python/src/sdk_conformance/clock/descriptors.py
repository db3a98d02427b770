"""Waiting for file descriptors in virtual time: `select`, `poll`, `selectors`."""

from __future__ import annotations

import os
import select
import selectors
import threading
from typing import Any, Dict, Optional

from . import real
from .current import current_domain
from .domain import Domain
from .loops import selector_select


class _Alarm(threading.local):
    """A pipe for each thread, by which it is woken from a poll."""

    def __init__(self) -> None:
        self.reading, self.writing = os.pipe()

    def __del__(self) -> None:
        os.close(self.reading)
        os.close(self.writing)


_alarm = _Alarm()


def wait_for(domain: Domain, descriptors: Dict[int, int], timeout: Optional[float]) -> bool:
    """Blocks until one of the descriptors is ready for its events (poll's mask). False: the time came first."""
    poller = real.poll()
    for descriptor, mask in descriptors.items():
        poller.register(descriptor, mask)
    if poller.poll(0):
        return True
    reading, writing = _alarm.reading, _alarm.writing
    poller.register(reading, select.POLLIN)
    waiter = domain.enlist(domain.deadline(timeout), lambda: (os.write(writing, b"!"), None)[1])
    waiter.descriptors = descriptors
    late = domain.block(waiter, poller.poll)
    if late:
        os.read(reading, 1)
    return not late


def _select(readers: Any, writers: Any, others: Any, timeout: Optional[float] = None) -> Any:
    domain = current_domain()
    if domain is None or (timeout is not None and timeout <= 0):
        return real.select(readers, writers, others, timeout)
    masks: Dict[int, int] = {}
    for items, mask in ((readers, select.POLLIN), (writers, select.POLLOUT), (others, select.POLLPRI)):
        for item in items:
            descriptor = item if isinstance(item, int) else item.fileno()
            masks[descriptor] = masks.get(descriptor, 0) | mask
    wait_for(domain, masks, timeout)
    return real.select(readers, writers, others, 0)


class Poll:
    """`select.poll()`, which has its timeout in ms."""

    def __init__(self) -> None:
        self._poll = real.poll()
        self._masks: Dict[int, int] = {}

    def register(self, target: Any, mask: int = select.POLLIN | select.POLLPRI | select.POLLOUT) -> None:
        self._poll.register(target, mask)
        self._masks[target if isinstance(target, int) else target.fileno()] = mask

    def modify(self, target: Any, mask: int) -> None:
        self._poll.modify(target, mask)
        self._masks[target if isinstance(target, int) else target.fileno()] = mask

    def unregister(self, target: Any) -> None:
        self._poll.unregister(target)
        self._masks.pop(target if isinstance(target, int) else target.fileno(), None)

    def poll(self, timeout: Optional[float] = None) -> Any:
        domain = current_domain()
        if domain is None or (timeout is not None and 0 <= timeout <= 0):
            return self._poll.poll(timeout)
        wait_for(domain, dict(self._masks), None if timeout is None or timeout < 0 else timeout / 1000)
        return self._poll.poll(0)


def _virtual_select(original: Any) -> Any:
    def virtual(selector: Any, timeout: Optional[float] = None) -> Any:
        domain = current_domain()
        if domain is None or (timeout is not None and timeout <= 0):
            return selector_select(original, selector, timeout)
        wait_for(domain, _descriptors(selector), timeout)
        return original(selector, 0)

    return virtual


def _descriptors(selector: Any) -> Dict[int, int]:
    # An epoll or kqueue object is itself a descriptor, ready when one of its own is.
    if hasattr(selector, "fileno"):
        return {selector.fileno(): select.POLLIN}
    masks: Dict[int, int] = {}
    for descriptor, key in selector.get_map().items():
        reading = select.POLLIN if key.events & selectors.EVENT_READ else 0
        masks[descriptor] = reading | (select.POLLOUT if key.events & selectors.EVENT_WRITE else 0)
    return masks


def install() -> None:
    setattr(select, "select", _select)
    setattr(select, "poll", Poll)
    for name in ("EpollSelector", "KqueueSelector", "DevpollSelector", "PollSelector", "SelectSelector"):
        kind = getattr(selectors, name, None)
        if kind is not None:
            kind.select = _virtual_select(kind.select)
