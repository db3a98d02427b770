"""From a failure to the error that it raises."""

from __future__ import annotations

from typing import Callable, Optional, Protocol, Sequence, Type

from foilengine_error_map import FoilEngineError

from .config import Config
from .failure import CUT, DECODE, ERROR_EVENT, NETWORK, STATUS, TIMEOUT, UNFINISHED, Failure
from .message import server_message


class ErrorParts(Protocol):
    """The parts of the SDK that an error is made with."""

    #: The class that a status raises; None where it is a success.
    classify: Callable[[int], Optional[Type[FoilEngineError]]]
    message: Callable[[Optional[str], int, str], str]
    bound: Callable[[str], str]
    redact: Callable[[str, Sequence[str]], str]


def to_error(failure: Failure, config: Config, parts: ErrorParts) -> Exception:
    error = _error(failure, config, parts)
    error.__cause__ = failure.cause
    return error


def _error(failure: Failure, config: Config, parts: ErrorParts) -> Exception:
    def words(text: str) -> str:
        return parts.bound(parts.redact(text, config.secrets))

    if failure.kind == STATUS and failure.status is not None:
        kind = parts.classify(failure.status) or FoilEngineError
        text = parts.message(failure.text, failure.status, failure.reason)
        return kind(words(text), status_code=failure.status, retry_after=failure.retry_after)
    if failure.kind == ERROR_EVENT:
        return FoilEngineError(words(server_message(failure.data) or "The stream ended with an error"))
    return FoilEngineError(_MESSAGES[failure.kind].format(_name(failure.cause), config.timeout), status_code=failure.status)


def _name(cause: Optional[BaseException]) -> str:
    return "" if cause is None else f" ({type(cause).__name__})"


_MESSAGES = {
    NETWORK: "The server could not be reached{0}",
    TIMEOUT: "The server did not answer within {1} s",
    CUT: "The response broke off{0}",
    DECODE: "The response is not JSON",
    UNFINISHED: "The stream ended before it was complete",
}
