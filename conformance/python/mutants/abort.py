from __future__ import annotations

import asyncio

from .mutant import Mutant


def _deaf_in_backoff(sound):
    async def sleep_async(seconds):
        waiting = asyncio.ensure_future(sound.sleep_async(seconds))
        try:
            await asyncio.shield(waiting)
        except asyncio.CancelledError:
            await waiting
            raise

    return {"sleep_async": sleep_async}


def _deaf_in_request(sound):
    async def timed_async(awaitable, timeout):
        waiting = asyncio.ensure_future(sound.timed_async(awaitable, timeout))
        try:
            return await asyncio.shield(waiting)
        except asyncio.CancelledError:
            await asyncio.wait({waiting})
            waiting.exception()
            raise

    return {"timed_async": timed_async}


def _abort_as_another_error(sound):
    async def sleep_async(seconds):
        try:
            await sound.sleep_async(seconds)
        except asyncio.CancelledError:
            raise RuntimeError("aborted") from None

    return {"sleep_async": sleep_async}


#: A blocking call cannot be aborted, so these are of the asyncio client alone.
ABORT = (
    Mutant(
        "abort-ignored-in-backoff",
        "an abort during the wait for a retry is seen only after it",
        "abort.settles",
        _deaf_in_backoff,
        cause="abortLate",
    ),
    Mutant(
        "abort-ignored-in-request",
        "an abort during a request is seen only after it",
        "abort.settles",
        _deaf_in_request,
        cause="abortLate",
    ),
    Mutant(
        "abort-outside-hierarchy",
        "an abort during the wait for a retry raises an error that is neither the language's own nor the SDK's",
        "abort.error",
        _abort_as_another_error,
        cause="abortRaisesOther",
    ),
)
