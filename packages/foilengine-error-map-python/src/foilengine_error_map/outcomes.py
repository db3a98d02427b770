"""The error of an answer, and that of a fault."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Dict, Final, List, Mapping, Optional, Sequence, Tuple, Type, Union, cast

from . import errors
from .reader import Read, read
from .rules import FaultKind
from .statuses import STATUSES, error_for_status
from .waits import retry_after_s

_MESSAGE_POINTERS: Final[Tuple[str, ...]] = ("/error/message", "/message", "/detail", "/title", "/error")
_PHRASES: Final[Mapping[int, str]] = MappingProxyType(
    {
        300: "Multiple Choices",
        301: "Moved Permanently",
        302: "Found",
        303: "See Other",
        304: "Not Modified",
        305: "Use Proxy",
        307: "Temporary Redirect",
        308: "Permanent Redirect",
        400: "Bad Request",
        401: "Unauthorized",
        402: "Payment Required",
        403: "Forbidden",
        404: "Not Found",
        405: "Method Not Allowed",
        406: "Not Acceptable",
        407: "Proxy Authentication Required",
        408: "Request Timeout",
        409: "Conflict",
        410: "Gone",
        411: "Length Required",
        412: "Precondition Failed",
        413: "Payload Too Large",
        414: "URI Too Long",
        415: "Unsupported Media Type",
        416: "Range Not Satisfiable",
        417: "Expectation Failed",
        418: "I'm a Teapot",
        421: "Misdirected Request",
        422: "Unprocessable Entity",
        423: "Locked",
        424: "Failed Dependency",
        425: "Too Early",
        426: "Upgrade Required",
        428: "Precondition Required",
        429: "Too Many Requests",
        431: "Request Header Fields Too Large",
        451: "Unavailable For Legal Reasons",
        500: "Internal Server Error",
        501: "Not Implemented",
        502: "Bad Gateway",
        503: "Service Unavailable",
        504: "Gateway Timeout",
        505: "HTTP Version Not Supported",
        506: "Variant Also Negotiates",
        507: "Insufficient Storage",
        508: "Loop Detected",
        510: "Not Extended",
        511: "Network Authentication Required",
    }
)

FAULTS: Final[Mapping[str, Tuple[Optional[Type[errors.FoilEngineError]], str]]] = MappingProxyType(
    {
        "dns": (errors.FoilEngineError, "The host has no address"),
        "connect": (errors.FoilEngineError, "The connection was refused"),
        "tls": (errors.FoilEngineError, "The handshake of TLS failed"),
        "reset": (errors.FoilEngineError, "The connection was reset before an answer came"),
        "close": (errors.FoilEngineError, "The connection was closed before an answer came"),
        "garbage": (errors.FoilEngineError, "The answer is not HTTP"),
        "cutHead": (errors.FoilEngineError, "The answer was cut in its head"),
        "cutBody": (errors.FoilEngineError, "The answer was cut in its body"),
        "timeout": (errors.FoilEngineError, "No answer came in time"),
        "abort": (errors.FoilEngineError, "The call was aborted"),
        "decode": (errors.FoilEngineError, "The answer cannot be read"),
        "timeoutHead": (errors.FoilEngineError, "No answer came in time"),
        "timeoutBody": (errors.FoilEngineError, "The answer did not end in time"),
        "stream": (errors.FoilEngineError, "The stream broke off"),
    }
)
"""
What each fault raises, in which words; a class that is None is none of this package: raise what is
behind it.
"""


def to_error(
    status: int,
    headers: Optional[Mapping[str, str]] = None,
    body: Union[str, bytes, None] = None,
    *,
    reason: str = "",
    unread: Optional[str] = None,
    secrets: Sequence[str] = (),
    now: Optional[float] = None,
    cause: Optional[BaseException] = None,
) -> Optional[errors.FoilEngineError]:
    """
    The error that an answer raises, whole: its class, the words of the server, its fields; None
    where the answer is a success.

    headers: names in whatever case.

    reason: the phrase that came with the status.

    unread: cut or corrupt. Why the body could not be read: it was cut, or its coding is broken.

    secrets: Texts that no error may show; each is replaced by [redacted].

    now: seconds of the epoch at which the answer came.
    """
    reader = read(status, headers, body, unread)
    kind = _class_of(reader)
    if kind is None:
        return None
    known = [secret for secret in secrets if secret != ""]
    error = kind(
        _bounded(_cleaned(_words_of(reader, reason), known)),
        status_code=reader.status,
        retry_after=retry_after_s(reader.header, reader.body, now=now),
    )
    error.__cause__ = cause
    return error


def error_for_fault(
    kind: FaultKind, cause: Optional[BaseException] = None, words: Optional[str] = None
) -> errors.FoilEngineError:
    """The error of a call that no answer decides; what is behind it stays its cause."""
    raised, said = FAULTS[kind]
    error = (raised or errors.FoilEngineError)(said if words is None else words)
    error.__cause__ = cause
    return error


def _class_of(reader: Read) -> Optional[Type[errors.FoilEngineError]]:
    return error_for_status(reader.status)


def _words_of(reader: Read, reason: str) -> str:
    for pointer in _MESSAGE_POINTERS:
        said = reader.body(pointer)
        if isinstance(said, str) and said != "":
            return said
    if reason != "":
        return reason
    row = STATUSES.get(reader.status)
    meaning = None if row is None else row.meaning
    return meaning or _PHRASES.get(reader.status) or f"Status {reader.status}"


def _bounded(text: Any) -> str:
    """The first 4096 bytes of a text in UTF-8, cut between characters."""
    size = 0
    for at, character in enumerate(text):
        point = ord(character)
        size += 1 if point < 0x80 else 2 if point < 0x800 else 3 if point < 0x10000 else 4
        if size > 4096:
            return str(text[:at])
    return str(text)


def _cleaned(value: Any, secrets: List[str]) -> Any:
    """Takes secrets out of whatever JSON can say."""
    if not secrets:
        return value
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, "[redacted]")
        return value
    if isinstance(value, list):
        return [_cleaned(inner, secrets) for inner in cast("List[Any]", value)]
    if isinstance(value, dict):
        entries = cast("Dict[str, Any]", value).items()
        return {_cleaned(name, secrets): _cleaned(inner, secrets) for name, inner in entries}
    return value
