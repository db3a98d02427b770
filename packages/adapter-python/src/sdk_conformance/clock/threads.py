"""Threads and pool jobs started by a call belong to it: its clock stands still while they run."""

from __future__ import annotations

import concurrent.futures.thread as pool
import threading
from typing import Any, Dict, Optional

from . import real
from .carried import capture
from .current import current, current_domain
from .domain import Domain

_ended: "Dict[threading.Thread, threading.Event]" = {}


def _start(thread: threading.Thread) -> None:
    domain = current_domain()
    if domain is None:
        real.thread_start(thread)
        return
    carried, run, ended = capture(), thread.run, threading.Event()

    def inside() -> None:
        try:
            carried(run)
        finally:
            _ended.pop(thread, None)
            carried(ended.set)
            its.leave()

    its = domain
    its.enter()
    _ended[thread] = ended
    setattr(thread, "run", inside)
    # start() waits for the new thread to be there: real, and short.
    token = current.set(None)
    try:
        real.thread_start(thread)
    except BaseException:
        _ended.pop(thread, None)
        domain.leave()
        raise
    finally:
        current.reset(token)


def _join(thread: threading.Thread, timeout: Optional[float] = None) -> None:
    ended = _ended.get(thread)
    if ended is not None and current_domain() is not None and not ended.wait(timeout):
        return
    # What is left of it, if anything, is real and short.
    real.thread_join(thread, timeout)


class _Job:
    """One pool job: of its call from its submission until its result is set and told."""

    __slots__ = ("_domain", "_carried")

    def __init__(self, domain: Domain) -> None:
        self._domain: Optional[Domain] = domain
        self._carried = capture()
        domain.enter()

    def run(self, item: Any) -> None:
        domain, self._domain = self._domain, None
        try:
            self._carried(lambda: _item_run(item))
        finally:
            if domain is not None:
                domain.leave()

    def __del__(self) -> None:
        # Dropped by a shutdown before it ran.
        if self._domain is not None:
            self._domain.leave()


_WorkItem: Any = getattr(pool, "_WorkItem")
_item_init = _WorkItem.__init__
_item_run = _WorkItem.run
_more_threads = pool.ThreadPoolExecutor._adjust_thread_count


def _new_item(item: Any, *arguments: Any, **named: Any) -> None:
    _item_init(item, *arguments, **named)
    domain = current_domain()
    item.conformance_job = None if domain is None else _Job(domain)


def _run_item(item: Any, *arguments: Any) -> None:
    job = item.conformance_job
    if job is None:
        _item_run(item, *arguments)
    else:
        job.run(item)


def _adjust_thread_count(executor: Any) -> None:
    # The pool's threads serve whoever comes; the job is of the call, they are not.
    token = current.set(None)
    try:
        _more_threads(executor)
    finally:
        current.reset(token)


def install() -> None:
    setattr(threading.Thread, "start", _start)
    setattr(threading.Thread, "join", _join)
    setattr(_WorkItem, "__init__", _new_item)
    setattr(_WorkItem, "run", _run_item)
    setattr(pool.ThreadPoolExecutor, "_adjust_thread_count", _adjust_thread_count)
