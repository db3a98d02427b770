"""The adapter as a process, against a small fake runner."""

from __future__ import annotations

import os
import sys
import unittest
from typing import Any, Dict, List

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from authority import Authority, Held, answer
from runner import Runner, call, step
from sdk import ASYNC, SYNC


class Case(unittest.TestCase):
    source, workers = SYNC, 1

    def setUp(self) -> None:
        self.authority = Authority()

    def play(self, *calls: Any, virtual: bool = True, **rest: Any) -> Runner:
        runner = Runner(*calls, **rest)
        self.addCleanup(runner.close)
        source = self.source.replace("WORKERS", str(self.workers))
        self.code = runner.play(source, clock=self.authority.clock if virtual else "")
        return runner

    def report(self, *steps: Dict[str, Any], script: Any = (answer(200, b'{"a": 1}'),), **rest: Any) -> Dict[str, Any]:
        url = self.authority.play("c1", *script)
        runner = self.play(call("c1", url, *steps, **rest))
        self.assertEqual((self.code, runner.stderr if self.code else ""), (0, ""))
        report: Dict[str, Any] = runner.reports["c1"]
        return report


class Sync(Case):
    def test_opening(self) -> None:
        runner = self.play()
        self.assertEqual(self.code, 0)
        self.assertRegex(runner.opening["sdk"].pop("runtime"), r"^cpython 3\.\d+\.\d+")
        self.assertEqual(
            runner.opening,
            {
                "protocol": 1,
                "sdk": {"name": "tiny", "version": "1.2.3", "language": "python", "variant": "sync"},
                "operations": ["events", "exit", "get", "hang", "leak", "needs", "slip", "strange"],
                "capabilities": ["steps", "stream", "leave", "refusal", "echo", "clock", "wallJump", "timeZone"],
                "without": [{"capability": "abort", "why": "a blocking call cannot be aborted"}],
                "workers": 1,
            },
        )

    def test_a_value(self) -> None:
        self.assertEqual(
            self.report(step("get")), {"worker": 0, "steps": [{"id": "step", "outcome": "returned", "value": {"a": 1}}]}
        )
        self.assertEqual([said for said, _ in self.authority.plays["c1"].said], ["begin step", "settled step", "end"])

    def test_an_error(self) -> None:
        [report] = self.report(step("get"), script=[answer(404)])["steps"]
        error = report["error"]
        self.assertEqual(report["outcome"], "raised")
        self.assertEqual(error["type"], "NotFound")
        self.assertEqual(error["bases"], ["ApiError", "Exception", "BaseException"])
        self.assertEqual(error["message"], "no such thing")
        self.assertEqual(error["fields"], {"status": 404})
        self.assertEqual(error["causeType"], "HTTPError")
        self.assertEqual(sorted(error["texts"]), ["json", "pickle", "repr", "traceback", "vars"])
        self.assertEqual(
            error["traits"],
            {"nameMatchesClass": True, "instanceofError": True, "survivesPickle": True, "survivesCopy": True},
        )

    def test_retries_in_virtual_time(self) -> None:
        [report] = self.report(step("get"), script=[answer(503), answer(503), Held(1500, answer(503))])["steps"]
        self.assertEqual(report["error"]["message"], "gave up")
        self.assertEqual(self.authority.plays["c1"].arrivals, [0, 1000, 3000])
        self.assertEqual(dict(self.authority.plays["c1"].said)["settled step"], 4500)

    def test_options(self) -> None:
        self.report(step("get"), script=[answer(503)], options={"maxRetries": 0})
        self.assertEqual(self.authority.plays["c1"].arrivals, [0])

    def test_a_stream_that_breaks(self) -> None:
        [report] = self.report(step("events"))["steps"]
        self.assertEqual(report["events"], [{"event": "one", "data": {"n": 1}}, {"event": "two", "data": [2]}])
        self.assertEqual((report["outcome"], report["error"]["message"]), ("raised", "cut"))

    def test_never_settles(self) -> None:
        self.assertEqual(
            self.report(step("hang")),
            {"worker": 0, "steps": [], "neverSettled": "no timer, nothing in flight, nothing held back"},
        )
        self.assertEqual([said for said, _ in self.authority.plays["c1"].said], ["begin step", "unsettled", "end"])

    def test_one_step_never_settles(self) -> None:
        report = self.report(step("get", "good"), step("hang", "bad"))
        self.assertEqual([one["id"] for one in report["steps"]], ["good"])
        self.assertIn("neverSettled", report)

    def test_steps_by_time_and_after_one_another(self) -> None:
        self.report(step("get", "a"), step("get", "b", startAtMs=250), step("get", "c", startAfter="b"))
        self.assertEqual(self.authority.plays["c1"].arrivals, [0, 250, 250])
        said = self.authority.plays["c1"].said
        self.assertEqual([at for what, at in said if what.startswith("begin")], [0, 250, 250])

    def test_abort_is_not_for_blocking_calls(self) -> None:
        [report] = self.report(step("get", abortAtMs=5))["steps"]
        self.assertEqual((report["outcome"], report["why"]), ("unsupported", "a blocking call cannot be aborted"))

    def test_an_operation_it_has_not(self) -> None:
        [report] = self.report(step("other"))["steps"]
        self.assertEqual((report["outcome"], report["why"]), ("unsupported", "the adapter has no operation other"))

    def test_signals(self) -> None:
        signals = self.report(step("leak"))["process"]
        seen = {(signal["kind"], signal["text"].split(": ")[0].split("-")[0]) for signal in signals}
        self.assertEqual(
            seen,
            {("warning", "RuntimeWarning"), ("uncaughtException", "in Thread"), ("leftBehind", "thread left")},
        )

    def test_exit_is_raised(self) -> None:
        [report] = self.report(step("exit"))["steps"]
        self.assertEqual(report["error"]["type"], "SystemExit")

    def test_mistakes_of_the_adapter(self) -> None:
        failed = {
            "slip": "adapter.operation(\"slip\"), line 61: AttributeError: 'Client' object has no attribute 'gett'",
            "strange": 'adapter.operation("strange"): a value of type object has no JSON form: return the wire value',
            "needs": "adapter.operation(\"needs\"): missing a required argument: 'name'; it is called as needs(client, )",
        }
        for operation, text in failed.items():
            with self.subTest(operation):
                said = self.report(step(operation))["adapterFailed"]
                self.assertEqual(said.split(". Did you")[0], text)

    def test_real_time_without_a_clock(self) -> None:
        url = self.authority.play("c1", answer(200, b"[]"))
        runner = self.play(call("c1", url, step("get")), virtual=False)
        self.assertEqual(runner.opening["capabilities"], ["steps", "stream", "leave", "refusal", "echo", "timeZone"])
        self.assertEqual(runner.reports["c1"]["steps"], [{"id": "step", "outcome": "returned", "value": []}])
        self.assertEqual(self.authority.plays["c1"].said, [])


class ManyWorkers(Case):
    workers = 8

    def test_fifty_calls(self) -> None:
        names = [f"c{i}" for i in range(50)]
        urls = [self.authority.play(name, answer(503), answer(503), answer(200)) for name in names]
        runner = self.play(*(call(name, url, step("get")) for name, url in zip(names, urls)))
        self.assertEqual({report["steps"][0]["outcome"] for report in runner.reports.values()}, {"returned"})
        self.assertEqual([self.authority.plays[name].arrivals for name in names], [[0, 1000, 3000]] * 50)


class Async(Case):
    source, workers = ASYNC, 8

    def test_fifty_calls(self) -> None:
        names = [f"c{i}" for i in range(50)]
        urls = [self.authority.play(name, answer(503), answer(503), answer(200)) for name in names]
        runner = self.play(*(call(name, url, step("get")) for name, url in zip(names, urls)))
        self.assertEqual([runner.reports[name]["steps"][0].get("value") for name in names], [{"attempts": 3}] * 50)
        self.assertEqual([self.authority.plays[name].arrivals for name in names], [[0, 1000, 3000]] * 50)

    def test_abort(self) -> None:
        [report] = self.report(step("sleep", abortAtMs=200))["steps"]
        self.assertEqual((report["outcome"], report["error"]["type"]), ("raised", "CancelledError"))
        self.assertEqual(report["aborted"], True)
        self.assertEqual(dict(self.authority.plays["c1"].said)["settled step"], 200)

    def test_a_step_that_settled_before_its_abort(self) -> None:
        [report] = self.report(step("get", abortAtMs=50_000))["steps"]
        self.assertNotIn("aborted", report)

    def test_what_the_SDK_cannot_do(self) -> None:
        lacks = '"steps": "one at a time", "abort": {"get": "it takes no token"}'
        self.source = ASYNC.replace("workers=WORKERS", f"workers=WORKERS, language='py', without={{{lacks}}}")
        [report] = self.report(step("get", abortAtMs=5))["steps"]
        self.assertEqual(report, {"id": "step", "outcome": "unsupported", "why": "it takes no token"})
        [report] = self.report(step("sleep", abortAtMs=5))["steps"]
        self.assertEqual(report["outcome"], "raised")
        opening = self.play().opening
        self.assertEqual(opening["sdk"]["language"], "py")
        self.assertEqual(opening["capabilities"], ["abort", "stream", "leave", "refusal", "echo", "clock", "wallJump", "timeZone"])
        self.assertEqual(
            opening["without"],
            [
                {"capability": "steps", "why": "one at a time"},
                {"capability": "abort", "operation": "get", "why": "it takes no token"},
            ],
        )

    def test_echo(self) -> None:
        runner = self.play({"echo": "e1", "texts": ['{"a": [1, null]}', "no"]})
        self.assertEqual(self.code, 0)
        [value, failed] = runner.echoes["e1"]["values"]
        self.assertEqual((value, list(failed)), ({"value": {"a": [1, None]}}, ["failed"]))

    def test_a_generator_that_the_SDK_dropped_is_not_left_behind(self) -> None:
        url = self.authority.play("c1", answer(200))
        report = self.play(call("c1", url, step("drop")), virtual=False).reports["c1"]
        self.assertEqual(report["steps"], [{"id": "step", "outcome": "returned", "value": 1}])
        self.assertNotIn("process", report)

    def test_events(self) -> None:
        [report] = self.report(step("events"))["steps"]
        self.assertEqual(report["events"], [{"event": "one", "data": 1}, {"event": "two", "data": 2}])

    def test_never_settles(self) -> None:
        for operation in ("hang", "block"):
            with self.subTest(operation):
                report = self.report(step(operation))
                # Which worker asked first is the scheduler's business.
                del report["worker"]
                self.assertEqual(report, {"steps": [], "neverSettled": "no timer, nothing in flight, nothing held back"})

    def test_a_task_whose_error_nobody_takes(self) -> None:
        [signal] = self.report(step("forget"))["process"]
        self.assertEqual(
            signal, {"kind": "unhandledRejection", "text": "Task exception was never retrieved: ValueError: forgotten"}
        )


class Refusals(Case):
    def test_the_runner_speaks_another_version(self) -> None:
        runner = self.play(refuse={"code": "unsupportedProtocol", "message": "this runner speaks 2", "path": "/protocol"})
        self.assertEqual(self.code, 3)
        self.assertEqual(
            runner.stderr.strip(),
            "tiny: the runner refused POST /v1/sessions: 400 unsupportedProtocol at /protocol: this runner speaks 2",
        )

    def test_a_call_that_is_no_call(self) -> None:
        wrong = call("c1", "http://127.0.0.1:9", step("get"))
        wrong["steps"][0]["client"] = "nobody"
        runner = self.play(wrong)
        self.assertEqual(self.code, 3)
        self.assertEqual(
            runner.stderr.strip(),
            "tiny: message of the runner, /steps/0/client: expected one of ['client'], got 'nobody'",
        )

    def test_nobody_there(self) -> None:
        runner = Runner()
        runner.close()
        self.assertEqual(runner.play(SYNC.replace("WORKERS", "1")), 1)
        self.assertTrue(runner.stderr.startswith("the runner does not answer POST /v1/sessions: "), runner.stderr)

    def test_no_clock_there(self) -> None:
        runner = Runner()
        self.addCleanup(runner.close)
        self.assertEqual(runner.play(SYNC.replace("WORKERS", "1"), clock="127.0.0.1:9/token"), 3)
        self.assertTrue(runner.stderr.startswith("the clock at 127.0.0.1:9 does not answer: "), runner.stderr)


if __name__ == "__main__":
    unittest.main()
