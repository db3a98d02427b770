"""The virtual clock installed in this process, against the test's own authority. Import first."""

from __future__ import annotations

import contextvars
import os
import sys
import time as _time
from typing import Any, Callable

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "src"))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from authority import Authority  # noqa: E402

AUTHORITY = Authority()

from sdk_conformance import clock  # noqa: E402

if not clock.active():
    clock.install(AUTHORITY.clock)


def run(name: str, function: Callable[[], Any]) -> Any:
    """Runs a function as a call of that name, as the adapter's workers do."""

    def inside() -> Any:
        with clock.call(name) as scope:
            try:
                return function()
            finally:
                scope.drain()

    return contextvars.Context().run(inside)
