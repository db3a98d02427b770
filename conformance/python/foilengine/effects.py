"""What a flow asks its client to do. A client carries effects out, blocking or not; it decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, Callable, Generator, List, Optional, Union

from .deadline import Deadline
from .request import HttpRequest
from .sse import StreamEvent


@dataclass(frozen=True)
class Head:
    """The answer to `Open`."""

    status: int
    reason: str
    retry_after: Optional[str]
    content_type: str
    encoding: str


@dataclass(frozen=True)
class Open:
    """Send the request and give its response's head, within so many seconds."""

    request: HttpRequest
    timeout: Optional[float]


@dataclass(frozen=True)
class Read:
    """Give the next bytes of the body, as they came; None at its end."""

    timeout: Optional[float]


class Close:
    """Be done with the response, read or not."""


@dataclass(frozen=True)
class Sleep:
    seconds: float


@dataclass(frozen=True)
class Emit:
    """Hand an event to the caller."""

    event: StreamEvent


@dataclass(frozen=True)
class Done:
    """The flow has returned; no effect."""

    value: Any


Effect = Union[Open, Read, Close, Sleep, Emit]
Flow = Generator[Effect, Any, Any]


class AttemptTimedOut(Exception):
    """Thrown into the flow, with the transport's own error as the cause."""


class AttemptBroken(Exception):
    """Thrown into the flow, with the transport's own error as the cause."""


class Progress:
    """A flow under way: gives the next effect, takes its answer or its fault."""

    def __init__(self, flow: Flow) -> None:
        self._resume: Callable[[], Effect] = lambda: next(flow)
        self._flow = flow

    def effect(self) -> Union[Effect, Done]:
        try:
            return self._resume()
        except StopIteration as stop:
            return Done(stop.value)

    def answer(self, result: Any) -> None:
        self._resume = partial(self._flow.send, result)

    def fail(self, fault: Exception) -> None:
        self._resume = partial(self._flow.throw, fault)

    def close(self) -> None:
        self._flow.close()


def send(request: HttpRequest, deadline: Deadline) -> Flow:
    """One attempt, up to the response's head."""
    return (yield Open(request, deadline.left()))


def read_body(head: Head, deadline: Deadline) -> Flow:
    """The whole body, as it came; raises where it breaks off."""
    chunks: List[bytes] = []
    while True:
        chunk = yield Read(deadline.left())
        if chunk is None:
            return b"".join(chunks)
        chunks.append(chunk)
