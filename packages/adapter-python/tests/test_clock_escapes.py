"""Waits that the virtual clock cannot take away: real time passes, and is told."""

from clocked import AUTHORITY, run  # isort: skip

import subprocess
import sys
import time
import unittest
from typing import Callable, List

from authority import answer
from sdk_conformance.clock import real
from test_clock_sync import get


def by_spinning(seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass


def by_child_process(seconds: float) -> None:
    subprocess.run([sys.executable, "-c", f"import time; time.sleep({seconds})"], check=True)


class Escapes(unittest.TestCase):
    def escapes(self, name: str, way: Callable[[float], None]) -> List[List[str]]:
        url = AUTHORITY.play(name, answer(503))

        def once() -> None:
            get(url)
            way(0.3)
            get(url)

        run(name, once)
        # The line is read by a thread of its own; the end is said last.
        while not any(words == "end" for words, _ in AUTHORITY.plays[name].said):
            real.sleep(0.005)
        return [words.split(" ", 2)[1:] for words, _ in AUTHORITY.plays[name].said if words.startswith("escaped")]

    def test_a_loop_that_reads_the_clock_is_let_through_and_told(self) -> None:
        ((ms, what),) = self.escapes("spinning", by_spinning)
        self.assertEqual(what, "a loop that reads the clock")
        self.assertGreaterEqual(int(ms), 300)
        first, second = AUTHORITY.plays["spinning"].arrivals
        self.assertEqual(first, 0)
        self.assertGreaterEqual(second, 300)

    def test_what_a_child_process_takes_is_told(self) -> None:
        ((ms, what),) = self.escapes("child", by_child_process)
        self.assertEqual(what, "a child process")
        self.assertGreaterEqual(int(ms), 250)
