"""From the bytes of a body to its value."""

from __future__ import annotations

import json
import re
import zlib
from typing import Any, Callable, NoReturn


class UndecodableBody(ValueError):
    """The body's content encoding is broken."""


class Decompressor:
    """Takes off `gzip` and `deflate`, piece by piece."""

    def __init__(self, encoding: str) -> None:
        self._inflate = zlib.decompressobj(47) if encoding.strip().lower() in ("gzip", "x-gzip", "deflate") else None
        self._began = False

    def feed(self, data: bytes) -> bytes:
        if self._inflate is None:
            return data
        self._began = self._began or data != b""
        try:
            return self._inflate.decompress(data)
        except zlib.error as error:
            raise UndecodableBody(str(error)) from error

    def end(self) -> None:
        """Raises `UndecodableBody` where the encoding is not complete. No body at all is empty, whatever its encoding: a 204 may name one."""
        if self._inflate is not None and self._began and not self._inflate.eof:
            raise UndecodableBody("the compressed body ends too early")


def decode_text(data: bytes, content_type: str) -> str:
    """Text of a body; a byte order mark is dropped, and what is no text becomes U+FFFD."""
    named = re.search(r'charset="?([^\s;"]+)', content_type, re.IGNORECASE)
    charset = named.group(1).lower() if named else "utf-8"
    try:
        return data.decode("utf-8-sig" if charset in ("utf-8", "utf8") else charset, "replace")
    except LookupError:
        return data.decode("utf-8-sig", "replace")


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


# json.loads would also take NaN and Infinity.
_parse: Callable[[str], Any] = json.JSONDecoder(parse_constant=_refuse).decode


def parse_value(text: str) -> Any:
    """The value of a success; None where it is empty. Raises a `ValueError` where it is not JSON."""
    if text == "":
        return None
    try:
        return _parse(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def parse_loose(text: str, otherwise: Any = None) -> Any:
    try:
        return _parse(text)
    except (ValueError, RecursionError):
        return otherwise
