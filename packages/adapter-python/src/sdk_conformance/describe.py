"""What was returned or raised, in words of the protocol."""

from __future__ import annotations

import asyncio
import copy
import dataclasses
import datetime
import enum
import json
import math
import pickle
import traceback
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, cast

# Attributes that every exception of some standard class has, or that the report names apart.
_NOT_FIELDS = frozenset({"args", "message", "with_traceback", "add_note", "characters_written"})
_FIELD_CHARS = 10_000
_TEXT_CHARS = 65_536


class NotJson(TypeError):
    """An operation returned something that has no wire form."""


def wire_value(value: object) -> Any:
    """
    JSON for what an operation returned: plain values, dataclasses, enums, dates, pydantic models.
    Raises `NotJson` for anything else: the adapter is to return the wire value.
    """
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, enum.Enum):
        return wire_value(value.value)
    if isinstance(value, (int, float)):
        if isinstance(value, float) and not math.isfinite(value):
            raise NotJson(f"{value!r} has no JSON form")
        return value
    if isinstance(value, Mapping):
        return {str(key): wire_value(item) for key, item in cast("Mapping[object, object]", value).items()}
    if isinstance(value, (list, tuple)):
        return [wire_value(item) for item in cast("Sequence[object]", value)]
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: wire_value(getattr(value, field.name)) for field in dataclasses.fields(value)}
    dump = getattr(value, "model_dump", None)
    if callable(dump):
        return wire_value(dump(mode="json"))
    raise NotJson(f"a value of type {type(value).__qualname__} has no JSON form: return the wire value")


def _field_value(value: object) -> Any:
    try:
        return wire_value(value)
    except (NotJson, RecursionError):
        return _safely(lambda: repr(value))


def _safely(make: Any) -> str:
    """The SDK's own code makes the text: whatever it raises is the text."""
    try:
        return str(make())[:_FIELD_CHARS]
    except Exception as error:  # noqa: BLE001
        return f"<raised {type(error).__name__}>"


def public_fields(error: object) -> Dict[str, Any]:
    fields: Dict[str, Any] = {}
    for name in dir(error):
        if name.startswith("_") or name in _NOT_FIELDS:
            continue
        try:
            value = getattr(error, name)
        except Exception:  # noqa: BLE001 - a property of the SDK
            continue
        if not callable(value):
            fields[name] = _field_value(value)
    return fields


def _message(error: BaseException) -> str:
    message = getattr(error, "message", None)
    return message if isinstance(message, str) else _safely(lambda: str(error))


def _cause(error: BaseException) -> Optional[BaseException]:
    if error.__cause__ is not None:
        return error.__cause__
    return None if error.__suppress_context__ else error.__context__


def _pickled(error: BaseException) -> Optional[bytes]:
    try:
        return pickle.dumps(error)
    except Exception:  # noqa: BLE001
        return None


def _same(error: BaseException, other: object) -> bool:
    return type(other) is type(error) and str(other) == str(error) and public_fields(other) == public_fields(error)


def _survives(error: BaseException, trip: Callable[[BaseException], object]) -> bool:
    try:
        return _same(error, trip(error))
    except Exception:  # noqa: BLE001 - constructors that want more arguments, __reduce__ of the SDK
        return False


def describe_error(error: BaseException) -> Dict[str, Any]:
    """A `ReportedError`. Its text forms are searched for secrets."""
    kind = type(error)
    fields = public_fields(error)
    cause = _cause(error)
    pickled = _pickled(error)
    texts = {
        "str": _safely(lambda: str(error)),
        "repr": _safely(lambda: repr(error)),
        "traceback": "".join(traceback.format_exception(kind, error, error.__traceback__)),
        "vars": _safely(lambda: repr(vars(error))),
        "json": json.dumps(fields),
    }
    if pickled is not None:
        texts["pickle"] = pickled.decode("latin-1")
    bases: List[str] = [base.__name__ for base in kind.__mro__[1:] if base is not object]
    return {
        "type": kind.__name__,
        "bases": bases,
        "message": _message(error)[:_TEXT_CHARS],
        "fields": fields,
        "causeType": None if cause is None else type(cause).__name__,
        "texts": {form: text[:_TEXT_CHARS] for form, text in texts.items()},
        "traits": {
            "nameMatchesClass": True,
            "instanceofError": isinstance(error, (Exception, asyncio.CancelledError)),
            "survivesPickle": pickled is not None and _survives(error, lambda e: pickle.loads(pickle.dumps(e))),
            "survivesCopy": _survives(error, copy.copy),
        },
    }
