from __future__ import annotations

import threading
import time
from dataclasses import replace

from foilengine.effects import Sleep

from .mutant import Mutant


def _shared_count(sound):
    retries = [0]

    def may_retry(done, most):
        retries[0] += 1
        return sound.may_retry(retries[0] - 1, most)

    return {"may_retry": may_retry}


def _never_reset(sound):
    level = [0]

    def backoff(retry, random):
        level[0] += 1
        return sound.backoff(level[0] - 1, random)

    return {"backoff": backoff}


def _one_after_another(sound):
    lock = threading.Lock()
    locks = []

    def sleep(seconds):
        with lock:
            sound.sleep(seconds)

    async def sleep_async(seconds):
        import asyncio

        if not locks:
            locks.append(asyncio.Lock())
        async with locks[0]:
            await sound.sleep_async(seconds)

    return {"sleep": sleep, "sleep_async": sleep_async}


class _Budget:
    """Of waits under way in the process, of whatever client."""

    most = 2

    def __init__(self):
        self.waiting = 0
        self.lock = threading.Lock()

    def change(self, by):
        with self.lock:
            self.waiting += by


_BUDGET = _Budget()


def _one_budget(sound):
    def may_retry(done, most):
        return _BUDGET.waiting < _BUDGET.most and sound.may_retry(done, most)

    def sleep(seconds):
        _BUDGET.change(1)
        try:
            sound.sleep(seconds)
        finally:
            _BUDGET.change(-1)

    async def sleep_async(seconds):
        _BUDGET.change(1)
        try:
            await sound.sleep_async(seconds)
        finally:
            _BUDGET.change(-1)

    return {"may_retry": may_retry, "sleep": sleep, "sleep_async": sleep_async}


def _bodies_swapped(sound):
    last = {}

    def build_request(config, operation, retries_done):
        built = sound.build_request(config, operation, retries_done)
        if retries_done == 0:
            last["body"] = built.body
        return replace(built, body=last.get("body")) if built.body is not None else built

    return {"build_request": build_request}


def _blocks_the_loop(sound):
    async def sleep_async(seconds):
        sound.sleep(seconds)

    return {"sleep_async": sleep_async}


def _holds_all(sound):
    paused = [0.0]

    def send(request, deadline):
        left = paused[0] - time.monotonic()
        if left > 0:
            yield Sleep(left)
        head = yield from sound.send(request, deadline)
        if head.status == 429:
            paused[0] = time.monotonic() + 5
        return head

    return {"send": send}


#: Of the asyncio client alone.
ISOLATION_ASYNC = (
    Mutant(
        "sleep-blocks-the-loop",
        "waits for a retry by time.sleep, so that the loop and all that it serves stand still",
        "call.isolation",
        _blocks_the_loop,
        cause="blocksLoop",
    ),
)
ISOLATION = (
    Mutant(
        "retry-budget-of-process",
        "the clients of a process share a budget: where two calls wait for a retry, a third is not retried",
        "call.isolation",
        _one_budget,
        cause="sharesState",
    ),
    Mutant(
        "bodies-swapped",
        "the body is kept on the client, so that parallel calls send one another's",
        "call.isolation",
        _bodies_swapped,
        cause="sharesState",
    ),
    Mutant(
        "shared-retry-count", "all calls of a client draw on one count of retries", "retry.count", _shared_count,
        cause="sharesState",
    ),
    Mutant(
        "backoff-never-resets",
        "a new call starts with the delay at which the last one ended",
        "retry.backoff",
        _never_reset,
        cause="sharesState",
    ),
    Mutant(
        "backoff-blocks-others",
        "calls of a client wait for their retries one after another",
        "retry.backoff",
        _one_after_another,
        cause="sharesState",
    ),
    Mutant(
        "limit-holds-all",
        "after a 429 all calls of the client pause for five seconds, whatever limit they draw on",
        "limit.others",
        _holds_all,
        cause="limitHoldsAll",
    ),
)
