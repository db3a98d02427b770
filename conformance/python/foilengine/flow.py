"""
A call from its first attempt to its value or error, without I/O. The flow yields effects, and a client, blocking or
not, carries them out: so both make the same decisions by the same code.
"""

from __future__ import annotations

import random
import time
from typing import Any, Generator, Optional, Tuple

from .body import UndecodableBody
from .config import Config
from .deadline import Deadline
from .effects import AttemptBroken, AttemptTimedOut, Close, Effect, Emit, Flow, Head, Read, Sleep
from .failure import CUT, DECODE, ERROR_EVENT, NETWORK, STATUS, TIMEOUT, Failure
from .request import HttpRequest, Operation
from .seams import Seams


class Failed(Exception):
    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.kind)
        self.failure = failure


def _broken(kind: str, error: Exception) -> Failed:
    timed_out = isinstance(error, AttemptTimedOut)
    return Failed(Failure(TIMEOUT if timed_out else kind, cause=error.__cause__ or error))


def _text(seams: Seams, head: Head, body: bytes) -> str:
    decompressor = seams.decompressor(head.encoding)
    text = seams.decode_text(decompressor.feed(body), head.content_type)
    decompressor.end()
    return text


def _open(seams: Seams, request: HttpRequest, deadline: Deadline) -> Flow:
    """The head of a successful response, its body unread; raises `Failed` for anything else."""
    try:
        head = yield from seams.send(request, deadline)
    except (AttemptTimedOut, AttemptBroken) as error:
        raise _broken(NETWORK, error) from None
    if seams.is_success(head.status):
        return head
    retry_after = seams.parse_retry_after(head.retry_after, time.time())
    text = None
    try:
        text = _text(seams, head, (yield from seams.read_body(head, deadline)))
    except AttemptTimedOut as error:
        raise _broken(TIMEOUT, error) from None
    except (AttemptBroken, UndecodableBody):
        pass  # A body that is cut or cannot be decoded says nothing; the status still does.
    raise Failed(Failure(STATUS, head.status, head.reason, retry_after, text))


def _attempt(seams: Seams, request: HttpRequest, deadline: Deadline) -> Flow:
    head = yield from _open(seams, request, deadline)
    try:
        body = yield from seams.read_body(head, deadline)
    except (AttemptTimedOut, AttemptBroken) as error:
        raise _broken(CUT, error) from None
    try:
        return seams.parse_value(_text(seams, head, body))
    except ValueError as error:
        raise Failed(Failure(DECODE, head.status, cause=error)) from None


def _prepare_retry(config: Config, seams: Seams, failure: Failure, retries_done: int) -> Flow:
    """Waits for the next attempt, or raises what the failure comes to."""
    again = seams.may_retry(retries_done, config.max_retries) and seams.retryable(failure, seams.retryable_status)
    if not again:
        raise seams.to_error(failure, config, seams)
    yield Sleep(seams.delay(failure.retry_after, seams.backoff(retries_done, random.random())))


def call(config: Config, seams: Seams, operation: Operation) -> Flow:
    """A call that answers with one JSON value; None where the API answers with nothing."""
    retries_done = 0
    while True:
        request = seams.build_request(config, operation, retries_done)
        try:
            return (yield from _attempt(seams, request, seams.deadline(config.timeout)))
        except Failed as failed:
            failure = failed.failure
        yield Close()
        yield from _prepare_retry(config, seams, failure, retries_done)
        retries_done += 1


def _attempt_stream(
    config: Config, seams: Seams, request: HttpRequest
) -> Generator[Effect, Any, Tuple[int, Optional[Failure]]]:
    """Emits events; how many there were, and what went wrong, None if nothing did."""
    given = 0
    deadline = seams.deadline(config.timeout)
    try:
        head = yield from _open(seams, request, deadline)
        decompressor, parser = seams.decompressor(head.encoding), seams.event_parser()
        while True:
            chunk = yield Read(deadline.left())
            if chunk is None:
                return given, seams.missing_end()
            for event in parser.feed(decompressor.feed(chunk)):
                if seams.is_error_event(event):
                    return given, Failure(ERROR_EVENT, data=event.data)
                deadline.pause()
                given += 1
                yield Emit(event)
                if seams.is_last_event(event):
                    return given, None
                deadline.restart()
    except Failed as failed:
        return given, failed.failure
    except (AttemptTimedOut, AttemptBroken, UndecodableBody) as error:
        return given, _broken(CUT, error).failure


def stream(config: Config, seams: Seams, operation: Operation) -> Flow:
    """A call that answers with a stream; asked again only before its first event."""
    retries_done = 0
    while True:
        request = seams.build_request(config, operation, retries_done)
        given, failure = yield from _attempt_stream(config, seams, request)
        yield Close()
        if failure is None:
            return None
        if not seams.may_replay(given):
            raise seams.to_error(failure, config, seams)
        yield from _prepare_retry(config, seams, failure, retries_done)
        retries_done += 1
