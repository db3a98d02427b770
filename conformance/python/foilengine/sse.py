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
        self._event = ""
        self._data: List[str] = []

    def feed(self, chunk: bytes) -> Iterator[StreamEvent]:
        self._rest += self._decoder.decode(chunk)
        # A CR at the very end may be half of a CRLF.
        *lines, self._rest = re.split(r"\r\n|\n|\r(?!\Z)", self._rest)
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
