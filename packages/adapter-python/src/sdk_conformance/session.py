"""A session with the runner: open, ask for calls with each worker, report, until it is done."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import os
import sys
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Dict, List, Optional, Tuple, cast

from . import clock
from .definition import AdapterMistake, Definition
from .echo import echoed
from .environment import set_time_zone
from .messages import Call, read_call, read_echo
from .play import close_clients, close_clients_async, create_clients, play, play_async
from .runner_client import Refused, RunnerClient, RunnerGone
from .signals import SignalBoard, current_signals


class Session:
    def __init__(self, adapter: Definition, url: str, mutant: Optional[str]) -> None:
        self.adapter, self.url, self.mutant = adapter, url, mutant
        self.board = SignalBoard()
        self.board.install()
        runner = RunnerClient(url)
        try:
            opened = runner.post("/v1/sessions", adapter.opening(clock.active()))
        finally:
            runner.close()
        self.path = f"/v1/sessions/{opened['session']}"
        self.workers: int = min(int(opened.get("workers", adapter.workers)), adapter.workers)

    def next_call(self, runner: RunnerClient, worker: int) -> Optional[Call]:
        """Echoes what is to be echoed before. None: the runner is done."""
        while True:
            said = runner.post(f"{self.path}/next", {"worker": worker})
            answer = cast("Dict[str, Any]", said) if isinstance(said, dict) else {}
            if answer.get("done"):
                return None
            if "echo" in answer:
                echo = read_echo(answer)
                self._say(runner, f"echoes/{echo['echo']}", {"worker": worker, "values": echoed(echo["texts"])})
            elif not answer.get("wait"):
                return read_call(answer)

    def report(self, runner: RunnerClient, worker: int, call: Call, said: Dict[str, Any]) -> None:
        self._say(runner, f"calls/{call['call']}", {"worker": worker, **said})

    def _say(self, runner: RunnerClient, what: str, said: Dict[str, Any]) -> None:
        try:
            runner.post(f"{self.path}/{what}", said)
        except Refused as error:
            # The runner has given the call up, for one; the next one is not affected.
            print(f"{self.adapter.sdk}: {error}", file=sys.stderr, flush=True)


def _failed(error: BaseException) -> Dict[str, Any]:
    """The adapter's fault. A mistake it names itself needs no traceback; anything else is unexpected here."""
    text = str(error) if isinstance(error, AdapterMistake) else "".join(
        traceback.format_exception(type(error), error, error.__traceback__)
    )
    return {"adapterFailed": text[:4000]}


class _Report:
    """What is said of one call: the steps that settled, and the signals that came meanwhile."""

    def __init__(self, session: Session, call: Call) -> None:
        self._session, self._call = session, call
        self.signals = session.board.open_call(call["call"])
        self.steps: Dict[str, Dict[str, Any]] = {}
        self._rest: Dict[str, Any] = {}

    def failed(self, error: BaseException) -> None:
        self._rest = {"neverSettled": clock.NEVER} if isinstance(error, clock.NeverSettled) else _failed(error)

    def said(self) -> Dict[str, Any]:
        # Dead tasks, sockets and coroutines in cycles speak up only when collected.
        gc.collect(1)
        if "neverSettled" not in self._rest:
            self.signals.add_left_behind()
        signals = self._session.board.close_call(self.signals)
        if "adapterFailed" in self._rest:
            return self._rest
        steps = [self.steps[step["id"]] for step in self._call["steps"] if step["id"] in self.steps]
        return {"steps": steps, **({"process": signals} if signals else {}), **self._rest}


def _wall_jump(call: Call) -> Optional[Tuple[float, float]]:
    jump = call.get("wallJump")
    return None if jump is None else (jump["atMs"], jump["byMs"])


def _play_one(session: Session, call: Call) -> Dict[str, Any]:
    set_time_zone(call.get("environment", {}).get("timeZone"))
    report = _Report(session, call)

    def inside() -> None:
        current_signals.set(report.signals)
        with clock.call(call["call"], wall_jump=_wall_jump(call)) as scope:
            clients = create_clients(session.adapter, call, session.mutant)
            try:
                play(session.adapter, call, clients, scope, report.steps)
                scope.drain()
            finally:
                close_clients(clients)

    try:
        contextvars.Context().run(inside)
    except (Exception, clock.NeverSettled) as error:  # noqa: BLE001 - a report is due whatever happened
        report.failed(error)
    return report.said()


def _work(session: Session, worker: int) -> None:
    runner = RunnerClient(session.url)
    try:
        while True:
            call = session.next_call(runner, worker)
            if call is None:
                return
            session.report(runner, worker, call, _play_one(session, call))
    finally:
        runner.close()


async def _play_one_async(session: Session, call: Call) -> Dict[str, Any]:
    set_time_zone(call.get("environment", {}).get("timeZone"))
    report = _Report(session, call)

    async def inside() -> None:
        with clock.call(call["call"], asyncio.get_running_loop(), _wall_jump(call)) as scope:
            clients = create_clients(session.adapter, call, session.mutant)
            try:
                await play_async(session.adapter, call, clients, scope, report.steps)
                await scope.drain_async()
            finally:
                await close_clients_async(clients)

    context = contextvars.Context()
    context.run(current_signals.set, report.signals)
    try:
        await context.run(lambda: asyncio.ensure_future(inside()))
    except (Exception, clock.NeverSettled) as error:  # noqa: BLE001
        report.failed(error)
    return report.said()


async def _work_async(session: Session) -> None:
    loop = asyncio.get_running_loop()
    session.board.adopt_loop(loop)
    # The runner is asked by blocking requests: a thread for each worker keeps them off the loop.
    with ThreadPoolExecutor(session.workers, thread_name_prefix="runner") as pool:

        async def one(worker: int) -> None:
            runner = RunnerClient(session.url)
            try:
                while True:
                    call = await loop.run_in_executor(pool, session.next_call, runner, worker)
                    if call is None:
                        return
                    said = await _play_one_async(session, call)
                    await loop.run_in_executor(pool, session.report, runner, worker, call, said)
            finally:
                runner.close()

        await asyncio.gather(*(one(worker) for worker in range(session.workers)))


def _work_threads(session: Session) -> None:
    failures: List[BaseException] = []

    def guarded(worker: int) -> None:
        try:
            _work(session, worker)
        except BaseException as error:  # noqa: BLE001 - raised again in the main thread
            failures.append(error)

    threads = [
        threading.Thread(target=guarded, args=(worker,), name=f"worker {worker}", daemon=True)
        for worker in range(session.workers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def serve(adapter: Definition, url: str, mutant: Optional[str]) -> None:
    """Ends the process: 0 when the runner is done, 1 when it is gone, 3 when it refused or the adapter is at fault."""
    code = 0
    try:
        session = Session(adapter, url, mutant)
        if adapter.mode == "async":
            asyncio.run(_work_async(session))
        else:
            _work_threads(session)
    except RunnerGone as error:
        print(error, file=sys.stderr)
        code = 1
    except (Refused, AdapterMistake, ValueError) as error:
        print(f"{adapter.sdk}: {error}", file=sys.stderr)
        code = 3
    except KeyboardInterrupt:
        code = 130
    sys.stdout.flush()
    sys.stderr.flush()
    # Threads that an SDK left running must not keep the process alive.
    os._exit(code)
