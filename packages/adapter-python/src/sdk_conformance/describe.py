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

from .bounded import RAISED, Cut, number_name

# Attributes that every exception of some standard class has, or that the report names apart.
_NOT_FIELDS = frozenset({"args", "message", "with_traceback", "add_note", "characters_written"})
_MOST_FIELDS = 64
# Deeper than any API's answer.
_DEEPEST_VALUE = 200


class NotJson(TypeError):
    """An operation returned something that has no wire form."""


def wire_value(value: object, _depth: int = 0) -> Any:
    """
    JSON for what an operation returned: plain values, dataclasses, enums, dates, pydantic models. A number that JSON
    cannot hold is told by its name: that an SDK takes NaN for JSON is its own doing.
    Raises `NotJson` for anything else: the adapter is to return the wire value.
    """
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, enum.Enum):
        return wire_value(value.value, _depth)
    if isinstance(value, (int, float)):
        return number_name(value) if isinstance(value, float) and not math.isfinite(value) else value
    if _depth >= _DEEPEST_VALUE:
        raise NotJson(f"the value lies deeper than {_DEEPEST_VALUE} levels")
    inside = _depth + 1
    if isinstance(value, Mapping):
        return {str(key): wire_value(item, inside) for key, item in cast("Mapping[object, object]", value).items()}
    if isinstance(value, (list, tuple)):
        return [wire_value(item, inside) for item in cast("Sequence[object]", value)]
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: wire_value(getattr(value, field.name), inside) for field in dataclasses.fields(value)}
    dump = getattr(value, "model_dump", None)
    if callable(dump):
        return wire_value(dump(mode="json"), inside)
    raise NotJson(f"a value of type {type(value).__qualname__} has no JSON form: return the wire value")


def _fields(error: object, cut: Cut) -> Dict[str, Any]:
    fields: Dict[str, Any] = {}
    for name in dir(error):
        if name.startswith("_") or name in _NOT_FIELDS:
            continue
        try:
            value = getattr(error, name)
        except RAISED:  # a property of the SDK
            continue
        if callable(value):
            continue
        if len(fields) == _MOST_FIELDS:
            cut.note("fields", None)
            break
        fields[name] = cut.field(name, value, error)
    return fields


def public_fields(error: object) -> Dict[str, Any]:
    """Public attributes of an error as JSON, as much of each as a report can carry."""
    return _fields(error, Cut())


def _message(error: BaseException) -> object:
    message = getattr(error, "message", None)
    return message if isinstance(message, str) else str(error)


def _cause(error: BaseException) -> Optional[BaseException]:
    if error.__cause__ is not None:
        return error.__cause__
    return None if error.__suppress_context__ else error.__context__


def _pickled(error: BaseException) -> Optional[bytes]:
    try:
        return pickle.dumps(error)
    except RAISED:
        return None


def _same(error: BaseException, other: object) -> bool:
    return type(other) is type(error) and str(other) == str(error) and public_fields(other) == public_fields(error)


def _survives(error: BaseException, trip: Callable[[BaseException], object]) -> bool:
    try:
        return _same(error, trip(error))
    except RAISED:  # constructors that want more arguments, __reduce__ of the SDK
        return False


def _described(read: Callable[[], Dict[str, Any]]) -> Dict[str, Any]:
    try:
        return read()
    except RAISED:  # an error that hides what it has
        return {}


def describe_error(error: BaseException) -> Dict[str, Any]:
    """
    A `ReportedError`. Its text forms are searched for secrets. Never raises, whatever the error's own code does, and
    never grows without bound.
    """
    kind, cut = type(error), Cut()
    fields = _described(lambda: _fields(error, cut))
    cause = _cause(error)
    pickled = _pickled(error)
    forms: Dict[str, Callable[[], object]] = {
        "repr": lambda: repr(error),
        "traceback": lambda: "".join(traceback.format_exception(kind, error, error.__traceback__)),
        "vars": lambda: repr(vars(error)),
        "json": lambda: json.dumps(fields),
    }
    if pickled is not None:
        forms["pickle"] = lambda: pickled.decode("latin-1")
    bases: List[str] = [base.__name__ for base in kind.__mro__[1:] if base is not object]
    described: Dict[str, Any] = {
        "type": kind.__name__,
        "bases": bases,
        "message": cut.text("message", lambda: _message(error)),
        "fields": fields,
        "causeType": None if cause is None else type(cause).__name__,
        "text": cut.text("text", lambda: str(error)),
        "texts": {form: cut.text(f"texts.{form}", make) for form, make in forms.items()},
        "traits": {
            "nameMatchesClass": True,
            "instanceofError": isinstance(error, (Exception, asyncio.CancelledError)),
            "survivesPickle": pickled is not None and _survives(error, lambda e: pickle.loads(pickle.dumps(e))),
            "survivesCopy": _survives(error, copy.copy),
        },
    }
    names = cut.told()
    return described if names is None else {**described, "cut": names}
