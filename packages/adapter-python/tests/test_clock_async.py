"""Chains of an asyncio client: in a loop shared by many calls, and in a loop of the call's own."""

from clocked import AUTHORITY, run  # isort: skip

import asyncio
import contextvars
import threading
import time
import unittest
from typing import Any, Awaitable, Callable, List, cast
from urllib.parse import urlsplit

from authority import Held, answer
from sdk_conformance import clock
from test_clock_sync import ARRIVALS, WAITS, get


async def fetch(url: str) -> int:
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    try:
        writer.write(f"GET {parts.path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        return int(head.split()[1])
    finally:
        writer.close()


async def chain(url: str, sleep: Callable[[float], Awaitable[Any]]) -> None:
    for wait in WAITS:
        await fetch(url)
        await sleep(wait)
    await fetch(url)


async def by_wait_for(seconds: float) -> None:
    try:
        await asyncio.wait_for(asyncio.Event().wait(), seconds)
    except asyncio.TimeoutError:
        pass


async def by_wait(seconds: float) -> None:
    task = asyncio.ensure_future(asyncio.Event().wait())
    await asyncio.wait([task], timeout=seconds)
    task.cancel()


async def by_call_later(seconds: float) -> None:
    event = asyncio.Event()
    asyncio.get_running_loop().call_later(seconds, event.set)
    await event.wait()


async def by_cancelled_timer(seconds: float) -> None:
    asyncio.get_running_loop().call_later(seconds / 2, lambda: None).cancel()
    await asyncio.sleep(seconds)


async def by_executor(seconds: float) -> None:
    await asyncio.get_running_loop().run_in_executor(None, time.sleep, seconds)


async def by_polling(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        await asyncio.sleep(0.05)


WAYS = [asyncio.sleep, by_wait_for, by_wait, by_call_later, by_cancelled_timer, by_executor, by_polling]


async def shared(name: str, make: Callable[[], Awaitable[Any]]) -> Any:
    """Runs a call in the running loop, beside others, as the adapter's asyncio workers do."""

    async def inside() -> Any:
        with clock.call(name, asyncio.get_running_loop()) as scope:
            try:
                return await make()
            finally:
                await scope.drain_async()

    return await contextvars.Context().run(asyncio.ensure_future, inside())


class SharedLoop(unittest.TestCase):
    def test_every_way_to_wait_is_exact(self) -> None:
        for way in WAYS:
            with self.subTest(way.__name__):
                name = f"shared-{way.__name__}"
                url = AUTHORITY.play(name, answer(503))
                asyncio.run(shared(name, lambda: chain(url, way)))
                self.assertEqual(AUTHORITY.plays[name].arrivals, ARRIVALS)

    def test_calls_beside_each_other(self) -> None:
        names = [f"beside-{i}" for i in range(50)]
        urls = {name: AUTHORITY.play(name, answer(503)) for name in names}

        async def all_of_them() -> None:
            await asyncio.gather(*(shared(name, lambda url=urls[name]: chain(url, asyncio.sleep)) for name in names))

        asyncio.run(all_of_them())
        self.assertEqual([AUTHORITY.plays[name].arrivals for name in names], [ARRIVALS] * 50)

    def test_an_answer_that_is_held_back(self) -> None:
        url = AUTHORITY.play("async-held", Held(None), Held(1500, answer(200)))

        async def two() -> List[Any]:
            began, seen = time.monotonic(), []
            for _ in range(2):
                try:
                    seen.append(await asyncio.wait_for(fetch(url), 2))
                except asyncio.TimeoutError:
                    seen.append("timeout")
                seen.append(round(time.monotonic() - began, 6))
            return seen

        self.assertEqual(asyncio.run(shared("async-held", two)), ["timeout", 2.0, 200, 3.5])

    def test_a_wait_that_blocks_the_loop(self) -> None:
        url = AUTHORITY.play("async-blocks", answer(503))

        async def blocks(seconds: float) -> None:
            time.sleep(seconds)

        asyncio.run(shared("async-blocks", lambda: chain(url, blocks)))
        self.assertEqual(AUTHORITY.plays["async-blocks"].arrivals, ARRIVALS)

    def test_a_wait_that_blocks_the_loop_is_told_and_costs_others_no_time(self) -> None:
        names = ("async-sleeper", "async-beside")
        AUTHORITY.play("async-sleeper", answer(503))
        url = AUTHORITY.play("async-beside", Held(500, answer(200)), answer(200))

        async def sleeps() -> None:
            await asyncio.sleep(0.2)
            time.sleep(90)

        async def beside() -> List[float]:
            began, seen = time.monotonic(), []
            for wait in (0.1, 1):
                # The answer cannot be read while the loop stands, and its timeout is not to come meanwhile.
                await asyncio.wait_for(fetch(url), 60)
                seen.append(round(time.monotonic() - began, 6))
                await asyncio.sleep(wait)
            return seen

        async def both() -> List[float]:
            _, seen = await asyncio.gather(shared("async-sleeper", sleeps), shared("async-beside", beside))
            return cast(List[float], seen)

        self.assertEqual(asyncio.run(both()), [0.5, 0.6])
        told = {name: [words for words, _ in AUTHORITY.plays[name].said if words.startswith("blocked")] for name in names}
        self.assertEqual(told, {names[0]: ["blocked 90000 the event loop"], names[1]: []})

    def test_a_sleep_beside_a_request_that_is_half_sent_comes_to_its_end(self) -> None:
        url = AUTHORITY.play("async-half", answer(200))

        async def half() -> float:
            parts = urlsplit(url)
            reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
            writer.write(f"POST {parts.path} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n".encode())
            began = time.monotonic()
            time.sleep(1)
            writer.write(b"{}")
            await reader.readuntil(b"\r\n\r\n")
            writer.close()
            return round(time.monotonic() - began, 6)

        self.assertEqual(asyncio.run(shared("async-half", half)), 1.0)

    def test_a_timer_that_comes_due_while_its_loop_is_blocked_runs_after(self) -> None:
        for blocks in (time.sleep, lambda seconds: threading.Event().wait(seconds)):
            name = f"async-due-{blocks.__name__.strip('<>')}"
            AUTHORITY.play(name, answer(200))

            async def timed() -> List[float]:
                began, seen = time.monotonic(), []
                asyncio.get_running_loop().call_later(0.1, lambda: seen.append(round(time.monotonic() - began, 6)))
                blocks(1)
                seen.append(round(time.monotonic() - began, 6))
                await asyncio.sleep(1)
                return seen

            self.assertEqual(asyncio.run(shared(name, timed)), [1.0, 1.0])

    def test_cancel_in_a_wait(self) -> None:
        AUTHORITY.play("async-cancel", answer(200))

        async def cancelled() -> float:
            began = time.monotonic()
            task = asyncio.ensure_future(asyncio.sleep(100))
            asyncio.get_running_loop().call_later(0.2, task.cancel)
            with self.assertRaises(asyncio.CancelledError):
                await task
            return round(time.monotonic() - began, 6)

        self.assertEqual(asyncio.run(shared("async-cancel", cancelled)), 0.2)

    def test_what_nobody_awaits_any_more_shows_in_the_drain(self) -> None:
        url = AUTHORITY.play("async-zombie", answer(200))

        async def zombie() -> None:
            async def later() -> None:
                await asyncio.sleep(5)
                await fetch(url)

            task = asyncio.ensure_future(later())
            self.addCleanup(lambda: task)

        asyncio.run(shared("async-zombie", zombie))
        self.assertEqual(AUTHORITY.plays["async-zombie"].arrivals, [5000])

    def test_outside_a_call_the_loop_is_real(self) -> None:
        async def plain() -> float:
            began = asyncio.get_running_loop().time()
            await asyncio.sleep(0.02)
            return asyncio.get_running_loop().time() - began

        self.assertGreaterEqual(asyncio.run(plain()), 0.02)


class OwnLoop(unittest.TestCase):
    def test_a_blocking_call_that_runs_a_loop(self) -> None:
        for way in WAYS:
            with self.subTest(way.__name__):
                name = f"own-{way.__name__}"
                url = AUTHORITY.play(name, answer(503))
                run(name, lambda: asyncio.run(chain(url, way)))
                self.assertEqual(AUTHORITY.plays[name].arrivals, ARRIVALS)

    def test_blocking_calls_in_threads_of_a_loop(self) -> None:
        url = AUTHORITY.play("to-thread", answer(503))

        async def threads() -> None:
            loop = asyncio.get_running_loop()
            for wait in WAITS:
                await loop.run_in_executor(None, get, url)
                await asyncio.sleep(wait)
            await loop.run_in_executor(None, get, url)

        run("to-thread", lambda: asyncio.run(threads()))
        self.assertEqual(AUTHORITY.plays["to-thread"].arrivals, ARRIVALS)


if __name__ == "__main__":
    unittest.main()
