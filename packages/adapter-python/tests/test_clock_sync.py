"""Chains of a blocking client: exact delays, timeouts while an answer is held back, threads, locks and queues."""

from clocked import AUTHORITY, run  # isort: skip

import concurrent.futures
import datetime
import email.utils
import http.client
import queue
import select
import threading
import time
import unittest
from threading import Event as CapturedEvent
from time import sleep as captured_sleep
from typing import Any, Callable, List
from urllib.parse import urlsplit

from authority import Held, Play, answer
from sdk_conformance.clock import real

WAITS = [0.5, 1.25, 30.0]
ARRIVALS = [0, 500, 1750, 31750]


def get(url: str, timeout: float = 60) -> http.client.HTTPResponse:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)
    try:
        connection.request("GET", parts.path)
        response = connection.getresponse()
        response.read()
        return response
    finally:
        connection.close()


def chain(url: str, sleep: Callable[[float], Any]) -> None:
    for wait in WAITS:
        get(url)
        sleep(wait)
    get(url)


def by_event(seconds: float) -> None:
    CapturedEvent().wait(seconds)


def by_condition(seconds: float) -> None:
    condition = threading.Condition()
    with condition:
        condition.wait(seconds)


def by_queue(seconds: float) -> None:
    try:
        queue.Queue().get(timeout=seconds)
    except queue.Empty:
        pass


def by_lock(seconds: float) -> None:
    lock = threading.Lock()
    lock.acquire()
    lock.acquire(timeout=seconds)


def by_rlock_of_another_thread(seconds: float) -> None:
    lock, taken = threading.RLock(), threading.Event()

    def hold() -> None:
        with lock:
            taken.set()
            time.sleep(seconds)

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait()
    with lock:
        pass
    holder.join()


def by_timer(seconds: float) -> None:
    done = threading.Event()
    threading.Timer(seconds, done.set).start()
    done.wait()


def by_polling(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(min(0.05, end - time.monotonic()))


def by_select(seconds: float) -> None:
    select.select([], [], [], seconds)


def by_poll(seconds: float) -> None:
    select.poll().poll(seconds * 1000)


def by_join(seconds: float) -> None:
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait, args=(seconds * 2,), daemon=True)
    thread.start()
    thread.join(seconds)
    waiting.set()
    thread.join()


def by_pool(seconds: float) -> None:
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        pool.submit(time.sleep, seconds).result(timeout=seconds * 4)


def by_semaphore(seconds: float) -> None:
    threading.Semaphore(0).acquire(timeout=seconds)


WAYS = [
    time.sleep, captured_sleep, by_event, by_condition, by_queue, by_lock, by_rlock_of_another_thread, by_timer,
    by_polling, by_select, by_poll, by_join, by_pool, by_semaphore,
]  # fmt: skip


class Chains(unittest.TestCase):
    def test_every_way_to_wait_is_exact(self) -> None:
        for way in WAYS:
            with self.subTest(way.__name__):
                name = f"chain-{way.__name__}-{WAYS.index(way)}"
                url = AUTHORITY.play(name, answer(503))
                run(name, lambda: chain(url, way))
                self.assertEqual(AUTHORITY.plays[name].arrivals, ARRIVALS)

    def test_whole_ms_never_early(self) -> None:
        url = AUTHORITY.play("grain", answer(503))

        def fractions() -> None:
            for wait in (0.4123, 0.0001, 2.0):
                get(url)
                time.sleep(wait)
            get(url)

        run("grain", fractions)
        self.assertEqual(AUTHORITY.plays["grain"].arrivals, [0, 413, 414, 2414])

    def test_calls_beside_each_other(self) -> None:
        names = [f"many-{i}" for i in range(50)]
        urls = {name: AUTHORITY.play(name, answer(503)) for name in names}
        failures: List[BaseException] = []

        def work(name: str) -> None:
            try:
                run(name, lambda: chain(urls[name], time.sleep))
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=work, args=(name,)) for name in names]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(failures, [])
        self.assertEqual([AUTHORITY.plays[name].arrivals for name in names], [ARRIVALS] * 50)


class Timeouts(unittest.TestCase):
    def attempts(self, name: str, *script: Any) -> List[Any]:
        url = AUTHORITY.play(name, *script)

        def play() -> List[Any]:
            outcomes: List[Any] = []
            for _ in range(3):
                try:
                    outcomes.append(get(url, timeout=2).status)
                except OSError as error:
                    outcomes.append(type(error).__name__)
                outcomes.append(round(time.monotonic() - began, 6))
                time.sleep(0.5)
            return outcomes

        began = 0.0

        def timed() -> List[Any]:
            nonlocal began
            began = time.monotonic()
            return play()

        outcomes: List[Any] = run(name, timed)
        return outcomes

    def test_an_answer_that_never_comes(self) -> None:
        timeout = "TimeoutError" if hasattr(TimeoutError, "errno") and real.poll and _renamed() else "timeout"
        self.assertEqual(
            self.attempts("never", Held(None)), [timeout, 2.0, timeout, 4.5, timeout, 7.0]
        )
        self.assertEqual(AUTHORITY.plays["never"].arrivals, [0, 2500, 5000])

    def test_an_answer_to_what_was_given_up_but_not_closed(self) -> None:
        """As urllib3 does it: it sleeps for its backoff before it closes the connection that timed out."""
        url = AUTHORITY.play("given-up", Held(2500, answer(200)), answer(200))

        def give_up_and_sleep() -> float:
            parts, began = urlsplit(url), time.monotonic()
            connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=2)
            connection.request("GET", parts.path)
            with self.assertRaises(OSError):
                connection.getresponse()
            time.sleep(0.8)
            connection.close()
            get(url, timeout=2)
            return time.monotonic() - began

        self.assertAlmostEqual(run("given-up", give_up_and_sleep), 2.8)
        self.assertEqual(AUTHORITY.plays["given-up"].arrivals, [0, 2800])

    def test_an_answer_that_comes_in_time(self) -> None:
        self.assertEqual(self.attempts("late", Held(1500, answer(200))), [200, 1.5, 200, 3.5, 200, 5.5])

    def test_connection_faults_end_at_once(self) -> None:
        self.assertEqual(
            self.attempts("faults", "reset", "close", answer(204, b"")),
            ["ConnectionResetError", 0.0, "RemoteDisconnected", 0.5, 204, 1.0],
        )

    def test_refused(self) -> None:
        AUTHORITY.play("refused", answer(200))

        def refused() -> float:
            began = time.monotonic()
            for _ in range(2):
                with self.assertRaises(ConnectionRefusedError):
                    get("http://127.0.0.1:9", timeout=2)
                time.sleep(1)
            return time.monotonic() - began

        self.assertAlmostEqual(run("refused", refused), 2.0)


def _renamed() -> bool:
    import socket

    return socket.timeout is TimeoutError


class Clocks(unittest.TestCase):
    def test_every_clock_shows_virtual_time(self) -> None:
        AUTHORITY.play("clocks", answer(200))

        def read() -> List[Any]:
            def clocks() -> List[float]:
                return [
                    time.time(), time.time_ns() / 1e9, time.monotonic(), time.monotonic_ns() / 1e9, time.perf_counter(),
                    time.perf_counter_ns() / 1e9, datetime.datetime.now().timestamp(),
                    datetime.datetime.now(datetime.timezone.utc).timestamp(), time.mktime(time.localtime()),
                ]  # fmt: skip

            before = clocks()
            time.sleep(90)
            return [round(b - a, 3) for a, b in zip(before, clocks())]

        self.assertEqual(run("clocks", read), [90.0] * 9)

    def test_an_http_date_of_the_server_is_as_far_ahead_as_it_says(self) -> None:
        def dated(play: Play) -> bytes:
            return answer(503, b"", f"Retry-After: {play.date(3)}\r\n")

        url = AUTHORITY.play("dates", dated)

        def ahead() -> List[float]:
            seen = []
            for _ in range(2):
                date = email.utils.parsedate_to_datetime(get(url).headers["Retry-After"])
                seen.append((date - datetime.datetime.now(datetime.timezone.utc)).total_seconds())
                time.sleep(1)
            return seen

        self.assertEqual(run("dates", ahead), [3.0, 3.0])

    def test_a_datetime_is_a_datetime(self) -> None:
        import pickle

        AUTHORITY.play("datetime", answer(200))
        virtual = run("datetime", datetime.datetime.now)
        made_by_c = real.datetime.now()
        self.assertEqual(virtual, datetime.datetime(2030, 10, 27, 0, 59, 50))
        self.assertIsInstance(made_by_c, datetime.datetime)
        self.assertIsInstance(virtual, datetime.date)
        self.assertEqual(pickle.loads(pickle.dumps(virtual)), virtual)
        self.assertEqual(pickle.loads(pickle.dumps(made_by_c)), made_by_c)

    def test_outside_a_call_time_is_real(self) -> None:
        self.assertLess(abs(time.time() - real.time()), 1)
        before = real.monotonic()
        time.sleep(0.01)
        self.assertGreaterEqual(real.monotonic() - before, 0.01)
