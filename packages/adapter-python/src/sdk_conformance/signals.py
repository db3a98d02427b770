"""Process signals: what an SDK lets slip past its caller, told with the call that it belongs to."""

from __future__ import annotations

import asyncio
import contextvars
import os
import sys
import threading
import traceback
import warnings
import weakref
from typing import Any, Dict, List, Optional

Signal = Dict[str, Any]

# Others are advice to the developer; these two mean that something was forgotten.
_REPORTED = (ResourceWarning, RuntimeWarning)


# Threads of asyncio's own pool serve the loop, not the call that happened to start them.
_LOOP_THREADS = "asyncio_"
_LINGER_S = 0.1
_OWN_CODE = os.path.dirname(__file__) + os.sep


class CallSignals:
    """The signals of one call, and the threads and tasks that it started."""

    def __init__(self, call: str) -> None:
        self.call = call
        self.seen: List[Signal] = []
        self.threads: List[threading.Thread] = []
        self.tasks: "weakref.WeakSet[asyncio.Task[Any]]" = weakref.WeakSet()

    def add(self, kind: str, text: str) -> None:
        self.seen.append({"kind": kind, "text": text[:2000]})

    def add_left_behind(self) -> None:
        """Threads that outlive the call (a moment is given to those about to end) and tasks that are not done."""
        for thread in self.threads:
            if thread.is_alive() and not thread.name.startswith(_LOOP_THREADS):
                thread.join(_LINGER_S)
                if thread.is_alive():
                    self.add("leftBehind", f"thread {thread.name}")
        for task in self.tasks:
            coroutine = task.get_coro()
            code = getattr(coroutine, "cr_code", None)
            ours = code is not None and code.co_filename.startswith(_OWN_CODE)
            if not task.done() and not ours:
                self.add("leftBehind", f"task {getattr(coroutine, '__qualname__', coroutine)}")


current_signals: "contextvars.ContextVar[Optional[CallSignals]]" = contextvars.ContextVar(
    "conformance_signals", default=None
)


class SignalBoard:
    """
    Hooks of the process. A signal belongs to the call in whose context it was given; of one from a foreign thread or
    from the collector any open call may be the cause, and it is told with the next report.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: List[CallSignals] = []
        self._homeless: List[Signal] = []
        self._owners: "weakref.WeakKeyDictionary[Any, CallSignals]" = weakref.WeakKeyDictionary()

    def open_call(self, call: str) -> CallSignals:
        signals = CallSignals(call)
        with self._lock:
            self._open.append(signals)
        return signals

    def close_call(self, signals: CallSignals) -> List[Signal]:
        with self._lock:
            self._open.remove(signals)
            homeless, self._homeless = self._homeless, []
        return signals.seen + homeless

    def add(self, kind: str, text: str, owner: Optional[CallSignals] = None) -> None:
        owner = owner or current_signals.get()
        with self._lock:
            if owner is not None and owner in self._open:
                owner.add(kind, text)
            else:
                suspects = [owner.call] if owner is not None else [signals.call for signals in self._open]
                self._homeless.append({"kind": kind, "text": text[:2000], "suspects": suspects})

    def install(self) -> None:
        warnings.simplefilter("default")
        for category in _REPORTED:
            warnings.simplefilter("always", category)
        show = warnings.showwarning

        def on_warning(message: Any, category: Any, filename: str, lineno: int, *rest: Any) -> None:
            if issubclass(category, _REPORTED):
                self.add("warning", f"{category.__name__}: {message}")
            show(message, category, filename, lineno, *rest)

        setattr(warnings, "showwarning", on_warning)
        start = threading.Thread.start

        def on_start(thread: threading.Thread) -> None:
            owner = current_signals.get() or getattr(threading.current_thread(), "conformance_signals", None)
            if owner is not None:
                setattr(thread, "conformance_signals", owner)
                owner.threads.append(thread)
            start(thread)

        setattr(threading.Thread, "start", on_start)
        hook = threading.excepthook

        def on_thread_error(args: Any) -> None:
            if args.exc_type is not SystemExit:
                owner = getattr(args.thread, "conformance_signals", None)
                name = args.thread.name if args.thread is not None else "a thread"
                self.add("uncaughtException", f"in {name}: {_one_line(args.exc_type, args.exc_value)}", owner)
            hook(args)

        threading.excepthook = on_thread_error
        unraisable = sys.unraisablehook

        def on_unraisable(args: Any) -> None:
            self.add("uncaughtException", f"ignored in {args.object!r}: {_one_line(args.exc_type, args.exc_value)}")
            unraisable(args)

        sys.unraisablehook = on_unraisable

    def adopt_loop(self, loop: asyncio.AbstractEventLoop) -> None:
        """Attributes tasks and forgotten exceptions of a loop that serves many calls."""

        def make_task(loop: Any, coroutine: Any, **rest: Any) -> "asyncio.Task[Any]":
            task: "asyncio.Task[Any]" = asyncio.Task(coroutine, loop=loop, **rest)
            owner = current_signals.get()
            # The loop closes a generator that was dropped by a task of its own: nobody left that behind.
            if owner is not None and not type(coroutine).__name__.startswith("async_generator_"):
                owner.tasks.add(task)
                self._owners[task] = owner
            return task

        loop.set_task_factory(make_task)
        loop.set_exception_handler(self.on_loop_error)

    def on_loop_error(self, loop: Any, context: Dict[str, Any]) -> None:
        """Handles "Task exception was never retrieved" and its kin."""
        error = context.get("exception")
        text = str(context.get("message", "asyncio"))
        if error is not None:
            text = f"{text}: {_one_line(type(error), error)}"
        source = context.get("task") or context.get("future")
        self.add("unhandledRejection", text, self._owners.get(source) if source is not None else None)
        loop.default_exception_handler(context)


def _one_line(kind: Any, error: Any) -> str:
    return "".join(traceback.format_exception_only(kind, error)).strip()
