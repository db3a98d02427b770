"""Plays the steps of one call, each in order of its start, and reports what came of them. Never retries, never judges."""

from __future__ import annotations

import asyncio
import contextvars
import inspect
import threading
import time
from typing import Any, AsyncIterable, AsyncIterator, Callable, Dict, List, Mapping, Optional, Tuple, cast

from . import clock
from .definition import AdapterMistake, Definition, Operation
from .describe import NotJson, describe_error, wire_value
from .messages import Call, StepOfCall

StepReport = Dict[str, Any]

# Raised by the adapter's own line, these are a slip of its author, not an outcome of the SDK.
_SLIPS = (AttributeError, NameError, TypeError, KeyError, IndexError)


class Refused:
    """In place of a client: what was raised over what it was given."""

    def __init__(self, error: Exception) -> None:
        self.error = error


def create_clients(adapter: Definition, call: Call, mutant: Optional[str]) -> Dict[str, Any]:
    clients: Dict[str, Any] = {}
    for plan in call["clients"]:
        try:
            clients[plan["id"]] = adapter.create_client(call["baseUrl"], plan["options"], plan["credentials"], mutant)
        except Exception as error:
            if plan.get("mayRefuse"):
                clients[plan["id"]] = Refused(error)
                continue
            raise AdapterMistake(f"adapter.client: no client came of it: {type(error).__name__}: {error}") from error
    return clients


def _event(item: object) -> Dict[str, Any]:
    event, data = getattr(item, "event", None), getattr(item, "data", None)
    if isinstance(item, Mapping):
        named = cast("Mapping[str, object]", item)
        event, data = named.get("event"), named.get("data")
    elif isinstance(item, tuple):
        pair = cast("Tuple[object, ...]", item)
        if len(pair) == 2:
            event, data = pair
    if not isinstance(event, str):
        raise AdapterMistake(f"a stream gave {item!r:.80}: expected an event with `event` (a string) and `data`")
    try:
        return {"event": event, "data": wire_value(data)}
    except NotJson as error:
        raise AdapterMistake(f"a stream gave the event {event}: {error}") from error


def _raised(error: BaseException, operation: Operation) -> Dict[str, Any]:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    own = getattr(operation.function, "__code__", None)
    if isinstance(error, _SLIPS) and trace is not None and trace.tb_frame.f_code is own:
        raise AdapterMistake(
            f'adapter.operation("{operation.name}"), line {trace.tb_lineno}: {type(error).__name__}: {error}'
        ) from error
    return {"outcome": "raised", "error": describe_error(error)}


def _returned(value: object, operation: Operation) -> Dict[str, Any]:
    try:
        return {"outcome": "returned", "value": wire_value(value)}
    except NotJson as error:
        raise AdapterMistake(f'adapter.operation("{operation.name}"): {error}') from error


def _leave(stream: object) -> None:
    """Lets go of a stream as a caller does who is done with it."""
    close = getattr(stream, "close", None)
    if callable(close):
        close()


def _play_step(operation: Operation, client: Any, step: StepOfCall) -> StepReport:
    if isinstance(client, Refused):
        return {"outcome": "raised", "error": describe_error(client.error)}
    arguments = step["arguments"]
    operation.check(arguments)
    events: List[Dict[str, Any]] = []
    try:
        value = operation.function(client, **arguments)
        if operation.stream:
            for item in value:
                events.append(_event(item))
                if len(events) == step.get("leaveAfter"):
                    _leave(value)
                    break
    except (AdapterMistake, clock.NeverSettled):
        raise
    except BaseException as error:  # noqa: BLE001 - SystemExit of an SDK is an outcome too
        report = _raised(error, operation)
    else:
        report = {"outcome": "returned"} if operation.stream else _returned(value, operation)
    return {**report, "events": events} if operation.stream else report


class _Stream:
    """
    A stream that a step takes its events from. A generator that was left (an event that is none, say) would be closed by
    the loop some time after the call, as if the SDK had left it behind.
    """

    def __init__(self) -> None:
        self._iterator: Optional[AsyncIterator[object]] = None

    def open(self, value: AsyncIterable[object]) -> AsyncIterator[object]:
        self._iterator = value.__aiter__()
        return self._iterator

    async def close(self) -> None:
        """What an SDK's own iterator makes of being left is its own business."""
        if not inspect.isasyncgen(self._iterator):
            return
        try:
            await self._iterator.aclose()
        except Exception as error:  # noqa: BLE001 - told as the loop tells it
            told = {"message": "closing a stream raised", "exception": error, "asyncgen": self._iterator}
            asyncio.get_running_loop().call_exception_handler(told)


async def _play_step_async(
    operation: Operation, client: Any, step: StepOfCall, stream: _Stream
) -> StepReport:
    if isinstance(client, Refused):
        return {"outcome": "raised", "error": describe_error(client.error)}
    arguments = step["arguments"]
    operation.check(arguments)
    events: List[Dict[str, Any]] = []
    try:
        value = operation.function(client, **arguments)
        if inspect.isawaitable(value):
            value = await value
        if operation.stream:
            async for item in stream.open(value):
                events.append(_event(item))
                if len(events) == step.get("leaveAfter"):
                    await stream.close()
                    break
    except (AdapterMistake, clock.NeverSettled):
        raise
    except BaseException as error:  # noqa: BLE001 - CancelledError is what an abort gives
        report = _raised(error, operation)
    else:
        report = {"outcome": "returned"} if operation.stream else _returned(value, operation)
    return {**report, "events": events} if operation.stream else report


def play(
    adapter: Definition, call: Call, clients: Mapping[str, Any], scope: clock.call, reports: Dict[str, StepReport]
) -> None:
    """Blocking. Fills in each step as it settles. A single step is played in this thread, several each in its own."""
    began = time.monotonic()
    failures: List[BaseException] = []
    settled = {step["id"]: threading.Event() for step in call["steps"]}

    def one(step: StepOfCall) -> None:
        try:
            if "startAfter" in step:
                settled[step["startAfter"]].wait()
                scope.rest()
            elif "startAtMs" in step:
                time.sleep(max(0.0, began + step["startAtMs"] / 1000 - time.monotonic()))
            scope.begin(step["id"])
            why = adapter.lack(step["operation"], "abortAtMs" in step)
            report = (
                _play_step(adapter.operations[step["operation"]], clients[step["client"]], step)
                if why is None
                else {"outcome": "unsupported", "why": why}
            )
            scope.settled(step["id"])
            reports[step["id"]] = {"id": step["id"], **report}
        except BaseException as error:  # noqa: BLE001 - told once all threads have ended
            failures.append(error)
        finally:
            settled[step["id"]].set()

    steps = call["steps"]
    if len(steps) == 1:
        one(steps[0])
    else:
        # A new thread has an empty context; the call's clock and signals live in ours.
        threads = [
            threading.Thread(target=contextvars.copy_context().run, args=(one, step), name=f"step {step['id']}")
            for step in steps
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for failure in failures:
        raise failure


async def play_async(
    adapter: Definition, call: Call, clients: Mapping[str, Any], scope: clock.call, reports: Dict[str, StepReport]
) -> None:
    """As `play`; each step is a task."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    settled = {step["id"]: asyncio.Event() for step in call["steps"]}

    async def one(step: StepOfCall) -> None:
        stream = _Stream()
        try:
            if "startAfter" in step:
                await settled[step["startAfter"]].wait()
                await scope.rest_async()
            elif "startAtMs" in step:
                await asyncio.sleep(max(0.0, began + step["startAtMs"] / 1000 - loop.time()))
            scope.begin(step["id"])
            why = adapter.lack(step["operation"], "abortAtMs" in step)
            report = await begun(step, stream) if why is None else {"outcome": "unsupported", "why": why}
            scope.settled(step["id"])
            reports[step["id"]] = {"id": step["id"], **report}
        finally:
            settled[step["id"]].set()
            await stream.close()

    async def begun(step: StepOfCall, stream: _Stream) -> StepReport:
        operation = adapter.operations[step["operation"]]
        task = asyncio.ensure_future(_play_step_async(operation, clients[step["client"]], step, stream))
        aborted: Dict[str, bool] = {}

        def abort() -> None:
            if task.cancel():
                aborted["aborted"] = True

        timer = loop.call_later(step["abortAtMs"] / 1000, abort) if "abortAtMs" in step else None
        try:
            return {**await task, **aborted}
        finally:
            if timer is not None:
                timer.cancel()

    await _unless_it_never_settles(asyncio.gather(*(one(step) for step in call["steps"])), scope)


async def _unless_it_never_settles(playing: "asyncio.Future[Any]", scope: clock.call) -> None:
    if scope.never_settles is None:
        await playing
        return
    never = asyncio.ensure_future(scope.never_settles.wait())
    await asyncio.wait({playing, never}, return_when=asyncio.FIRST_COMPLETED)
    if never.done() and not playing.done():
        # What a task makes of being cancelled now is of no interest any more.
        playing.add_done_callback(lambda done: done.cancelled() or done.exception())
        playing.cancel()
        raise clock.NeverSettled(clock.NEVER)
    never.cancel()
    await playing


def close_clients(clients: Mapping[str, Any]) -> None:
    """Closes what has `close()`; an SDK that cannot be closed is left to the collector."""
    for client in clients.values():
        _closer(client, "close")()


async def close_clients_async(clients: Mapping[str, Any]) -> None:
    for client in clients.values():
        closing = _closer(client, "aclose", "close")()
        if inspect.isawaitable(closing):
            await closing


def _closer(client: Any, *names: str) -> Callable[[], Any]:
    for name in names:
        close = getattr(client, name, None)
        if callable(close):
            return close  # type: ignore[no-any-return]
    return lambda: None
