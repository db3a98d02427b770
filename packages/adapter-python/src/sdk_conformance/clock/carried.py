"""Context that follows a call's work into other threads. Python starts a thread with an empty context."""

from __future__ import annotations

import contextvars
from typing import Any, Callable, List, Tuple

from .current import current

_carried: "List[contextvars.ContextVar[Any]]" = [current]


def carry(variable: "contextvars.ContextVar[Any]") -> None:
    """Has a variable of the adapter follow too. The SDK's own are none of our business."""
    _carried.append(variable)


def capture() -> "Callable[[Callable[[], Any]], Any]":
    """The carried values of here and now, as a function that runs another with them."""
    values: List[Tuple[contextvars.ContextVar[Any], Any]] = [(v, v.get()) for v in _carried]

    def run(function: Callable[[], Any]) -> Any:
        tokens = [(variable, variable.set(value)) for variable, value in values]
        try:
            return function()
        finally:
            for variable, token in tokens:
                variable.reset(token)

    return run
