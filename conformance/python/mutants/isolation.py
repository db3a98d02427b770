from __future__ import annotations

import threading
import time

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


def _blocks_the_loop(sound):
    async def sleep_async(seconds):
        time.sleep(seconds)

    return {"sleep_async": sleep_async}


#: A blocking client has a thread for each call, so this is of the asyncio client alone.
ISOLATION_ASYNC = (
    Mutant(
        "event-loop-blocked",
        "waits for a retry with time.sleep, so that no other call of the event loop goes on meanwhile",
        "call.isolation",
        _blocks_the_loop,
    ),
)

ISOLATION = (
    Mutant(
        "shared-retry-count", "all calls of a client draw on one count of retries", "retry.count", _shared_count
    ),
    Mutant(
        "backoff-never-resets",
        "a new call starts with the delay at which the last one ended",
        "retry.backoff",
        _never_reset,
    ),
    Mutant(
        "backoff-blocks-others",
        "calls of a client wait for their retries one after another",
        "retry.backoff",
        _one_after_another,
    ),
)
