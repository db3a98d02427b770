"""The SDK's parts by name, each replaceable alone: what tests its tests."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any, Awaitable, Callable, Optional, Sequence, Type

import httpx
from foilengine_error_map import FoilEngineError, error_for_status

from . import retry
from .body import Decompressor, decode_text, parse_value
from .config import Config
from .deadline import AttemptDeadline, Deadline
from .effects import Flow, Head, read_body, send
from .failure import UNFINISHED, Failure
from .message import bound, message, redact
from .request import HttpRequest, Operation, build_request
from .sse import EventParser, StreamEvent
from .to_error import ErrorParts, to_error


def _is_success(status: int) -> bool:
    return 200 <= status < 300


def _missing_end() -> Optional[Failure]:
    return Failure(UNFINISHED)


def _let_go(response: httpx.Response, chunks: Any) -> None:
    response.close()


async def _let_go_async(response: httpx.Response, chunks: Any) -> None:
    await response.aclose()


@dataclass
class Seams:
    build_request: Callable[[Config, Operation, int], HttpRequest] = build_request
    #: Generators of effects, see effects.py.
    send: Callable[[HttpRequest, Deadline], Flow] = send
    read_body: Callable[[Head, Deadline], Flow] = read_body
    is_success: Callable[[int], bool] = _is_success
    deadline: Callable[[float], Deadline] = AttemptDeadline
    decompressor: Callable[[str], Decompressor] = Decompressor
    decode_text: Callable[[bytes, str], str] = decode_text
    parse_value: Callable[[str], Any] = parse_value
    #: The class that a status raises; None where it is a success.
    classify: Callable[[int], Optional[Type[FoilEngineError]]] = error_for_status
    message: Callable[[Optional[str], int, str], str] = message
    bound: Callable[[str], str] = bound
    redact: Callable[[str, Sequence[str]], str] = redact
    to_error: Callable[[Failure, Config, ErrorParts], Exception] = to_error
    parse_retry_after: Callable[[Optional[str], float], Optional[float]] = retry.parse_retry_after
    retryable_status: Callable[[int], bool] = retry.retryable_status
    retryable: Callable[[Failure, Callable[[int], bool]], bool] = retry.retryable
    may_retry: Callable[[int, int], bool] = retry.may_retry
    backoff: Callable[[int, float], float] = retry.backoff
    delay: Callable[[Optional[float], float], float] = retry.delay
    #: The options, checked.
    config: Callable[..., Config] = Config
    #: Ends a response that the call is done with, read or not; with the iterator of its body.
    let_go: Callable[[httpx.Response, Any], None] = _let_go
    let_go_async: Callable[[httpx.Response, Any], Awaitable[None]] = _let_go_async
    #: What the asyncio client awaits of an attempt, within so many seconds.
    timed_async: Callable[[Awaitable[Any], Optional[float]], Awaitable[Any]] = asyncio.wait_for
    sleep: Callable[[float], None] = time.sleep
    sleep_async: Callable[[float], Awaitable[None]] = asyncio.sleep
    event_parser: Callable[[], EventParser] = EventParser
    is_error_event: Callable[[StreamEvent], bool] = lambda event: event.event == "error"
    is_last_event: Callable[[StreamEvent], bool] = lambda event: event.event == "done"
    #: Whether a stream that gave so many events may be asked for again.
    may_replay: Callable[[int], bool] = lambda given: given == 0
    #: What a stream's end without `done` comes to; None: nothing.
    missing_end: Callable[[], Optional[Failure]] = _missing_end
