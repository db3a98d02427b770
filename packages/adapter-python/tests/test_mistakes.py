"""What is wrong in an adapter is told in one line."""

from __future__ import annotations

import os
import subprocess
import sys
import unittest
from typing import Any, List

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from runner import Runner


class Platform(unittest.TestCase):
    def test_without_poll_time_is_real_and_no_clock_is_claimed(self) -> None:
        lines = [
            "import os, select",
            "del select.poll",
            'os.environ["CONFORMANCE_CLOCK"] = "127.0.0.1:1/token"',
            "from sdk_conformance import clock",
            "print(clock.active())",
        ]
        folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "src")
        env = {**os.environ, "PYTHONPATH": folder}
        said = subprocess.run([sys.executable, "-c", "\n".join(lines)], env=env, stdout=subprocess.PIPE, check=True)
        self.assertEqual(said.stdout.split(), [b"False"])


class Mistakes(unittest.TestCase):
    def told(self, *lines: str) -> str:
        runner = Runner()
        self.addCleanup(runner.close)
        runner.play("\n".join(["from sdk_conformance import Adapter", *lines]))
        return runner.stderr.strip().splitlines()[-1]

    def test_each_is_told(self) -> None:
        adapter = 'adapter = Adapter("tiny", "1")'
        cases: List[Any] = [
            (['Adapter("tiny", "1", mode="thread")'], "Adapter: unknown mode 'thread': expected one of sync, async"),
            (['Adapter("tiny", "1", workers=0)'], "Adapter: workers is 0: expected 1 or more"),
            (
                ['Adapter("tiny", "1", without={"clock": "none"})'],
                "Adapter: unknown key 'clock' in without: expected one of abort, stream, steps",
            ),
            (
                ['Adapter("tiny", "1", without={"steps": ""})'],
                "Adapter: without={'steps': ''}: expected a text that says why",
            ),
            (
                ['Adapter("tiny", "1", without={"abort": {"get": 1}})'],
                "Adapter: without={'abort': 1}: expected a text that says why, or such texts by operation",
            ),
            (
                [
                    'adapter = Adapter("tiny", "1", mode="async", without={"abort": {"get": "no"}})',
                    'adapter.operation("list")(lambda client: 1)',
                    "adapter.run()",
                ],
                "tiny: Adapter: without={'abort': {'get': …}}: expected one of the operations list",
            ),
            (
                [adapter, "adapter.client(lambda url: url)"],
                "adapter.client: unknown parameter 'url': a client factory takes base_url, options, credentials, mutant",
            ),
            (
                [adapter, 'adapter.operation("a")(lambda client: 1)', 'adapter.operation("a")(lambda client: 1)'],
                'adapter.operation("a"): there is a function for it already',
            ),
            (
                [adapter, "adapter.operation(print)"],
                "adapter.operation: expected the operation's canonical name, got <built-in function print>",
            ),
        ]
        for lines, text in cases:
            with self.subTest(text):
                self.assertEqual(self.told(*lines).split("AdapterMistake: ")[-1], text)


if __name__ == "__main__":
    unittest.main()
