"""
A sound SDK in another style: it closes the connection of an attempt that it gave up only when it has waited for the retry, as
urllib3's Retry does, and requests with it.
"""

from __future__ import annotations

import threading
from typing import Any, List, Optional

from foilengine import transport
from foilengine.seams import Seams

_held = threading.local()


class _HeldStream(transport._EndedStream):
    _gave_up = False

    def read(self, max_bytes: int, timeout: Optional[float] = None) -> Any:
        try:
            return super().read(max_bytes, timeout)
        except Exception as error:
            self._gave_up = "Timeout" in type(error).__name__
            raise

    def close(self) -> None:
        if self._gave_up:
            _waiting().append(self._stream)
        else:
            super().close()


def _waiting() -> List[Any]:
    if not hasattr(_held, "streams"):
        _held.streams = []
    return _held.streams


def _close_all() -> None:
    while _waiting():
        _waiting().pop().close()


def seams() -> Seams:
    transport._EndedStream = _HeldStream
    sound = Seams()

    def sleep(seconds: float) -> None:
        sound.sleep(seconds)
        _close_all()

    def to_error(*of: Any) -> Exception:
        # The last attempt: no wait follows.
        _close_all()
        return sound.to_error(*of)

    return Seams(sleep=sleep, to_error=to_error)
