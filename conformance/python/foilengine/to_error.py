"""From a failure to the error that it raises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from foilengine_error_map import FoilEngineError

from .config import Config
from .failure import CUT, DECODE, ERROR_EVENT, NETWORK, STATUS, TIMEOUT, UNFINISHED, Failure
from .message import server_message

if TYPE_CHECKING:
    from .seams import Seams


def to_error(failure: Failure, config: Config, seams: "Seams") -> Exception:
    error = _error(failure, config, seams)
    error.__cause__ = failure.cause
    return error


def _error(failure: Failure, config: Config, seams: "Seams") -> Exception:
    def words(text: str) -> str:
        return seams.bound(seams.redact(text, config.secrets))

    if failure.kind == STATUS and failure.status is not None:
        kind = seams.classify(failure.status) or FoilEngineError
        text = seams.message(failure.text, failure.status, failure.reason)
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
