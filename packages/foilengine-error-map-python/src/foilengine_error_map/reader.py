"""How an answer is read, whatever HTTP client it comes from."""

from __future__ import annotations

import json
from typing import Any, Callable, Dict, Mapping, NamedTuple, Optional, Union, cast


class Read(NamedTuple):
    """An answer that is asked for its headers and for what stands in its body."""

    status: int
    header: Callable[[str], Optional[str]]
    body: Callable[[str], object]
    headers: Mapping[str, str]
    text: Optional[str]
    unread: Optional[str]
    """cut, corrupt, empty or notJson."""


def read(
    status: int, headers: Optional[Mapping[str, str]], body: Union[str, bytes, None], unread: Optional[str]
) -> Read:
    by_name: Dict[str, str] = {}
    for name, value in (headers or {}).items():
        by_name[name.lower()] = value
    text = body.decode("utf-8", "replace") if isinstance(body, (bytes, bytearray)) else body
    value: object = None
    if unread is None and not text:
        unread = "empty"
    elif unread is None and text:
        try:
            value = json.loads(
                text[1:] if text.startswith("\ufeff") else text, parse_constant=_refused, parse_int=_number
            )
        except (ValueError, RecursionError):
            unread = "notJson"

    def header(name: str) -> Optional[str]:
        return by_name.get(name.lower())

    def at(pointer: str) -> object:
        return value_at(value, pointer)

    return Read(status, header, at, by_name, text, unread)


def _refused(constant: str) -> object:
    raise ValueError(f"{constant} is no JSON")


def _number(text: str) -> object:
    return int(text) if len(text) < 400 else float(text)


def value_at(value: object, pointer: str) -> object:
    """What a JSON pointer leads to; None where nothing is there."""
    at: Any = value
    for raw in pointer.split("/")[1:]:
        key = raw.replace("~1", "/").replace("~0", "~")
        if isinstance(at, dict):
            at = cast("Dict[str, Any]", at).get(key)
        elif isinstance(at, list) and key.isascii() and key.isdigit() and int(key) < len(cast("list[Any]", at)):
            at = cast("list[Any]", at)[int(key)]
        else:
            return None
    return at


def is_there(value: object, equals: object) -> bool:
    """Whether what stands somewhere is what is asked for; None asks for anything. True is not 1 in JSON."""
    return value is not None and (
        equals is None or (value == equals and isinstance(value, bool) == isinstance(equals, bool))
    )
