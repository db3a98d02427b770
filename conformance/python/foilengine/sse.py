"""Server-Sent Events (WHATWG HTML, section 9.2), fed in pieces."""

from __future__ import annotations

import codecs
import re
from typing import Any, Iterator, List, NamedTuple

from .body import parse_loose


class StreamEvent(NamedTuple):
    event: str
    #: Parsed where it is JSON, else the text.
    data: Any


class EventParser:
    """An event that its empty line did not end is dropped."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._rest = ""
        self._after_return = False
        self._event = ""
        self._data: List[str] = []

    def feed(self, chunk: bytes) -> Iterator[StreamEvent]:
        text = self._decoder.decode(chunk)
        if not text:
            return
        # A CR ends its line at once; the LF of a CRLF may come with the next piece.
        if self._after_return and text.startswith("\n"):
            text = text[1:]
        self._after_return = text.endswith("\r")
        *lines, self._rest = re.split(r"\r\n|\n|\r", self._rest + text)
        for line in lines:
            yield from self._take(line)

    def _take(self, line: str) -> Iterator[StreamEvent]:
        if line == "":
            if self._data:
                text = "\n".join(self._data)
                yield StreamEvent(self._event or "message", parse_loose(text, text))
            self._event, self._data = "", []
            return
        name, _, value = line.partition(":")
        value = value[1:] if value.startswith(" ") else value
        if name == "event":
            self._event = value
        elif name == "data":
            self._data.append(value)
