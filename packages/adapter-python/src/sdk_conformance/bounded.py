"""What an error holds, cut to what a report can carry; what is left out says so where it stood."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import math
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Set, Tuple, cast

# Longest text form that is reported, in characters.
LONGEST_TEXT = 65_536
# Characters of a field, with all that is in it.
_LONGEST_FIELD = 8_192
_MOST_ENTRIES = 64
_DEEPEST = 8
# What a number, a name or a bracket is counted as, so that a field of many small things ends too.
_SMALLEST = 8


# What the SDK's own code may raise while an error is described: an exit too, of which no report may fall short.
RAISED = (Exception, SystemExit, GeneratorExit)


def safely(make: Callable[[], object]) -> str:
    """The SDK's own code makes the text: what it raises is told instead."""
    try:
        return str(make())
    except RAISED as error:
        return f"<raised {type(error).__name__}>"


def bounded_text(text: str, limit: int = LONGEST_TEXT) -> Tuple[str, bool]:
    """The text, and whether it was cut."""
    return (text, False) if len(text) <= limit else (f"{text[:limit]}… ({len(text)} in all)", True)


def bounded_field(value: object, owner: object) -> Tuple[Any, bool]:
    """
    A value as JSON of at most so many characters, entries and levels, whatever it holds, and whether anything is missing.
    `owner` is what it was taken from.
    """
    room = _Room()
    return room.visit(value, [owner]), room.cut


class _Room:
    def __init__(self) -> None:
        self.left = _LONGEST_FIELD
        self.cut = False

    def visit(self, value: object, above: List[object]) -> Any:
        if self.left <= 0:
            return self._missing("")
        self.left -= _SMALLEST
        if isinstance(value, enum.Enum):
            value = value.value
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, int):
            # Past 4,300 digits Python refuses to write a number.
            return value if value.bit_length() < 10_000 else self._text(f"an integer of {value.bit_length()} bits")
        if isinstance(value, float):
            return value if math.isfinite(value) else number_name(value)
        if any(value is one for one in above):
            return self._missing("refers back")
        if len(above) > _DEEPEST:
            return self._missing("deeper")
        try:
            return self._inside(value, [*above, value])
        except RAISED as error:
            return f"<raised {type(error).__name__}>"

    def _inside(self, value: object, above: List[object]) -> Any:
        if isinstance(value, Mapping):
            return self._record(cast("Mapping[object, object]", value), above)
        if isinstance(value, (list, tuple)):
            return self._list(cast("Sequence[object]", value), above)
        if isinstance(value, (bytes, bytearray, memoryview)):
            return self._bytes(value)
        if isinstance(value, (datetime.datetime, datetime.date)):
            return value.isoformat()
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return self._record({field.name: getattr(value, field.name) for field in dataclasses.fields(value)}, above)
        dump = getattr(value, "model_dump", None)
        if callable(dump):
            return self.visit(dump(mode="json"), above)
        return self._text(safely(lambda: repr(value)))

    def _bytes(self, value: Any) -> str:
        # Its repr takes up to four characters for a byte.
        head, size = bytes(value[: max(1, self.left)]), len(value)
        text = repr(head)
        kept = self._text(text)
        return kept if len(head) == size else self._missing(f"{size} bytes in all", text[:64])

    def _list(self, items: Sequence[object], above: List[object]) -> List[Any]:
        kept = [self.visit(item, above) for item in items[:_MOST_ENTRIES]]
        return [*kept, self._missing(f"{len(items)} in all")] if len(items) > _MOST_ENTRIES else kept

    def _record(self, members: Mapping[object, object], above: List[object]) -> Dict[str, Any]:
        kept: Dict[str, Any] = {}
        for name, item in members.items():
            if len(kept) == _MOST_ENTRIES:
                kept["…"] = self._missing(f"{len(members)} in all")
                break
            told = self._text(safely(lambda: name))
            kept[told] = self.visit(item, above)
        return kept

    def _text(self, text: str) -> str:
        kept, cut = bounded_text(text, max(0, self.left))
        self.left -= len(text)
        self.cut = self.cut or cut
        return kept

    def _missing(self, what: str, before: str = "") -> str:
        self.cut = True
        return f"{before}… ({what})" if what else "…"


def number_name(value: float) -> str:
    """The name of a number that JSON cannot hold, the same in all languages."""
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


class Cut:
    """Names of what is not reported in full."""

    def __init__(self) -> None:
        self._names: Set[str] = set()

    def text(self, name: str, make: Callable[[], object]) -> str:
        kept, cut = bounded_text(safely(make))
        return self.note(name, kept, cut)

    def field(self, name: str, value: object, owner: object) -> Any:
        kept, cut = bounded_field(value, owner)
        return self.note(f"fields.{name}", kept, cut)

    def note(self, name: str, kept: Any, cut: bool = True) -> Any:
        if cut:
            self._names.add(name)
        return kept

    def told(self) -> Optional[List[str]]:
        return sorted(self._names) or None
