"""The time that an attempt has."""

from __future__ import annotations

import time
from typing import Optional, Protocol


class Deadline(Protocol):
    def left(self) -> Optional[float]:
        """Seconds; None: no end."""

    def pause(self) -> None:
        """Stops the time, while the caller is busy with an event."""

    def restart(self) -> None:
        """Starts the time anew."""


class AttemptDeadline:
    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self.restart()

    def left(self) -> Optional[float]:
        return None if self._end is None else self._end - time.monotonic()

    def pause(self) -> None:
        self._end: Optional[float] = None

    def restart(self) -> None:
        self._end = time.monotonic() + self._timeout
