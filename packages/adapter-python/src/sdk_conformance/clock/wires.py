"""The sockets of one call: what is being connected, and of which requests an answer may still come."""

from __future__ import annotations

import weakref
from typing import Any, Tuple

from . import real
from .waiter import arrived, unfinished


class Wires:
    def __init__(self) -> None:
        self._lock = real.allocate_lock()
        #: Goes up with whatever happens to them.
        self.changes = 0
        # A request went out and no byte of an answer came in; ever sent on; not connected yet.
        self._in_flight: "weakref.WeakSet[Any]" = weakref.WeakSet()
        self._spoken: "weakref.WeakSet[Any]" = weakref.WeakSet()
        self._connecting: "weakref.WeakSet[Any]" = weakref.WeakSet()

    def begin_connect(self, sock: Any) -> None:
        with self._lock:
            self._connecting.add(sock)

    def end_connect(self, sock: Any) -> None:
        with self._lock:
            self._connecting.discard(sock)

    def sent(self, sock: Any) -> None:
        with self._lock:
            self._connecting.discard(sock)
            self._spoken.add(sock)
            self._in_flight.add(sock)
            self.changes += 1

    def answered(self, sock: Any) -> None:
        with self._lock:
            self._in_flight.discard(sock)
            self.changes += 1

    def forget(self, sock: Any) -> None:
        with self._lock:
            for sockets in (self._connecting, self._spoken, self._in_flight):
                sockets.discard(sock)
            self.changes += 1

    def connecting(self) -> bool:
        with self._lock:
            sockets = list(self._connecting)
        return any(unfinished(sock) for sock in sockets)

    def exchanges(self) -> Tuple[int, int]:
        """Requests without a byte of their answer, and with those of which a part may still come."""
        with self._lock:
            in_flight, spoken = list(self._in_flight), len(self._spoken)
        # What has come and is not read was given up, though its connection was not: urllib3 sleeps before it closes one.
        return sum(not arrived(sock) for sock in in_flight), spoken
