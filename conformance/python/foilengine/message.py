"""The words of an error."""

from __future__ import annotations

from http.client import responses
from typing import Any, Dict, Optional, Sequence, cast

from .body import parse_loose

_LONGEST_BYTES = 4096


def _property(value: Any, key: str) -> Any:
    return cast("Dict[str, Any]", value).get(key) if isinstance(value, dict) else None


def server_message(body: Any) -> Optional[str]:
    """The server's own words in an error body; None where it has none."""
    error = _property(body, "error")
    places = (
        _property(error, "message"),
        _property(body, "message"),
        _property(body, "detail"),
        _property(body, "title"),
        error,
    )
    return next((text for text in places if isinstance(text, str) and text), None)


def message(text: Optional[str], status: int, reason: str) -> str:
    """The message of an error response: the server's, else the status phrase; over HTTP/2 no status line brings one."""
    words = None if text is None else server_message(parse_loose(text))
    return words or reason or responses.get(status) or f"HTTP {status}"


def bound(text: str) -> str:
    """At most 4,096 bytes of UTF-8, cut between characters."""
    return text.encode("utf-8", "replace")[:_LONGEST_BYTES].decode("utf-8", "ignore")


def redact(text: str, secrets: Sequence[str]) -> str:
    """The text without the client's own secrets."""
    for secret in secrets:
        text = text.replace(secret, "[redacted]")
    return text
