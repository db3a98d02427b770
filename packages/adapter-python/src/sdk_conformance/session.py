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
from typing import Any, Dict, List, Optional

from . import clock
from .adapter import Adapter, AdapterMistake
from .messages import Call, read_call
from .play import close_clients, close_clients_async, create_clients, play, play_async
from .runner_client import Refused, RunnerClient, RunnerGone
from .signals import SignalBoard, current_signals


class Session:
    def __init__(self, adapter: Adapter, url: str, mutant: Optional[str]) -> None:
        self.adapter, self.url, self.mutant = adapter, url, mutant
        self.board = SignalBoard()
        self.board.install()
        opened = RunnerClient(url).post("/v1/sessions", adapter.opening(clock.active()))
        self.path = f"/v1/sessions/{opened['session']}"
        self.workers: int = min(int(opened.get("workers", adapter.workers)), adapter.workers)

    def next_call(self, runner: RunnerClient, worker: int) -> Optional[Call]:
        """None: the runner is done."""
        while True:
            answer = runner.post(f"{self.path}/next", {"worker": worker})
            if isinstance(answer, dict) and answer.get("done"):
                return None
            if not (isinstance(answer, dict) and answer.get("wait")):
                return read_call(answer)

    def report(self, runner: RunnerClient, worker: int, call: Call, said: Dict[str, Any]) -> None:
        runner.post(f"{self.path}/calls/{call['call']}", {"worker": worker, **said})


def _failed(error: BaseException) -> Dict[str, Any]:
    """The adapter's fault. A mistake it names itself needs no traceback; anything else is unexpected here."""
    text = str(error) if isinstance(error, AdapterMistake) else "".join(
        traceback.format_exception(type(error), error, error.__traceback__)
    )
    return {"adapterFailed": text[:4000]}


def _said(steps: List[Dict[str, Any]], signals: List[Dict[str, str]]) -> Dict[str, Any]:
    return {"steps": steps, "process": signals} if signals else {"steps": steps}


def _play_one(session: Session, call: Call) -> Dict[str, Any]:
    signals = session.board.open_call()

    def inside() -> Dict[str, Any]:
        current_signals.set(signals)
        with clock.call(call["call"]) as scope:
            clients = create_clients(session.adapter, call, session.mutant)
            try:
                steps = play(session.adapter, call, clients, scope)
            finally:
                close_clients(clients)
            scope.drain()
        return {"steps": steps}

    try:
        said = contextvars.Context().run(inside)
    except Exception as error:  # noqa: BLE001 - a report is due whatever happened
        said = _failed(error)
    # Dead tasks, sockets and coroutines in cycles speak up only when collected.
    gc.collect(1)
    signals.add_left_behind()
    seen = session.board.close_call(signals)
    return said if "adapterFailed" in said else _said(said["steps"], seen)


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
    signals = session.board.open_call()

    async def inside() -> Dict[str, Any]:
        with clock.call(call["call"], asyncio.get_running_loop()) as scope:
            clients = create_clients(session.adapter, call, session.mutant)
            try:
                steps = await play_async(session.adapter, call, clients, scope)
            finally:
                await close_clients_async(clients)
            await scope.drain_async()
        return {"steps": steps}

    context = contextvars.Context()
    context.run(current_signals.set, signals)
    try:
        said = await context.run(asyncio.ensure_future, inside())
    except Exception as error:  # noqa: BLE001
        said = _failed(error)
    gc.collect(1)
    signals.add_left_behind()
    seen = session.board.close_call(signals)
    return said if "adapterFailed" in said else _said(said["steps"], seen)


async def _work_async(session: Session) -> None:
    loop = asyncio.get_running_loop()
    session.board.adopt_loop(loop)
    # The runner is asked by blocking requests: a thread for each worker keeps them off the loop.
    with ThreadPoolExecutor(session.workers, thread_name_prefix="runner") as pool:

        async def one(worker: int) -> None:
            runner = RunnerClient(session.url)
            while True:
                call = await loop.run_in_executor(pool, session.next_call, runner, worker)
                if call is None:
                    return
                said = await _play_one_async(session, call)
                await loop.run_in_executor(pool, session.report, runner, worker, call, said)

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


def serve(adapter: Adapter, url: str, mutant: Optional[str]) -> None:
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
