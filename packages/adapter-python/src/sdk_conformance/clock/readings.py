"""Readings of one call's clock. A loop that waits by reading it alone is let through by the real time that passes, and told."""

from __future__ import annotations

from typing import Callable

from . import real

# So many readings with nothing between them, over so long: what is only slow does not read the clock all the while.
_SPIN_READINGS = 1024
_SPIN_S = 0.1


class Readings:
    """`changes` counts whatever happens in the call; `let_pass` moves its clock by so many ms."""

    def __init__(self, changes: Callable[[], int], let_pass: Callable[[int], None]) -> None:
        self.spun_ms = 0
        self._changes_now, self._let_pass = changes, let_pass
        self._changes: int = -1
        self._count = 0
        self._since = 0.0

    def note(self) -> None:
        changes = self._changes_now()
        if changes != self._changes:
            self._changes, self._count, self._since = changes, 0, real.monotonic()
            return
        self._count += 1
        if self._count < _SPIN_READINGS or self._count % 64:
            return
        now = real.monotonic()
        ms = int((now - self._since) * 1000)
        if ms < 1 or (self.spun_ms == 0 and now - self._since < _SPIN_S):
            return
        self._since = now
        self.spun_ms += ms
        self._let_pass(ms)
