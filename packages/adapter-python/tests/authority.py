"""A clock authority and mock origin in one, for tests: the line protocol and scripted raw HTTP, on real sockets in real time."""

from __future__ import annotations

import _socket
import _thread
import select
import socket
import struct
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, List, Optional, Set, Tuple, Union

# Kept before a clock is installed: the authority may live in the process that it tests.
_poll = select.poll

EPOCH_MS = 1_919_293_190_000


@dataclass
class Held:
    """An answer that is held back for so many virtual ms; None: never answered."""

    after_ms: Optional[int]
    answer: bytes = b""


#: Raw bytes, bytes held back, such pieces one after another, `reset` or `close`, or what a function makes of the call.
Answer = Union[bytes, Held, List[Held], str, Callable[["Play"], bytes]]


@dataclass
class Play:
    """One call as the authority sees it."""

    name: str
    script: List[Answer]
    now_ms: int = 0
    epoch: int = 0
    open: int = 0
    served: int = 0
    arrivals: List[int] = field(default_factory=list)
    requests: List[bytes] = field(default_factory=list)
    said: List[Tuple[str, int]] = field(default_factory=list)
    held: Dict[int, Tuple[Optional[int], Callable[[], None]]] = field(default_factory=dict)
    over: bool = False

    def date(self, plus_s: float = 0) -> str:
        from email.utils import formatdate

        return formatdate((EPOCH_MS + self.now_ms) / 1000 + plus_s, usegmt=True)


def answer(status: int, body: bytes = b"{}", headers: str = "", reason: str = "Scripted") -> bytes:
    head = f"HTTP/1.1 {status} {reason}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
    return head.encode("latin-1") + body


class Authority:
    def __init__(self) -> None:
        self.plays: Dict[str, Play] = {}
        self.lock = _thread.allocate_lock()
        # Connections, and those whose bytes are being read: what is under way is not quiet.
        self.connections: Set[Any] = set()
        self.reading: Set[Any] = set()
        self.lines, self.origin = self._listen(self._lines), self._listen(self._exchange)

    @property
    def clock(self) -> str:
        return f"127.0.0.1:{self.lines.getsockname()[1]}/secret"

    def play(self, name: str, *script: Answer) -> str:
        """Registers a call. The last answer repeats. Returns its base URL."""
        self.plays[name] = Play(name, list(script))
        return f"http://127.0.0.1:{self.origin.getsockname()[1]}/{name}"

    def _listen(self, serve: Callable[[Any], None]) -> Any:
        listener = _socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.bind(("127.0.0.1", 0))
        listener.listen(512)

        def accept() -> None:
            while True:
                descriptor, _ = listener._accept()
                connection = _socket.socket(socket.AF_INET, socket.SOCK_STREAM, 0, fileno=descriptor)
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                _thread.start_new_thread(serve, (connection,))

        _thread.start_new_thread(accept, ())
        return listener

    # The line protocol

    def _lines(self, connection: Any) -> None:
        try:
            self._obey_lines(connection)
        except OSError:
            pass  # the process has ended
        finally:
            connection.close()

    def _obey_lines(self, connection: Any) -> None:
        rest = b""
        while True:
            chunk = connection.recv(65536)
            if not chunk:
                return
            rest += chunk
            while b"\n" in rest:
                line, _, rest = rest.partition(b"\n")
                said = self._obey(line.decode().split())
                if said:
                    connection.sendall(said.encode() + b"\n")

    def _obey(self, words: List[str]) -> Optional[str]:
        command, *rest = words
        if command == "hello":
            return "ok 1" if rest == ["secret"] else "error wrong token"
        play = self.plays.get(rest[0])
        if play is None:
            return f"unknown {rest[0]}"
        with self.lock:
            if command in ("quiet", "advance"):
                self._wake(play)
                if self.reading or self._readable():
                    return f"busy {play.name}"
            if command == "quiet":
                waiting = int(rest[1])
                at_most = float("inf") if rest[2] == "-" else int(rest[2])
                blocked = play.open <= len(play.held) and waiting <= len(play.held) <= at_most
                return f"quiet {play.name} {play.epoch}" if blocked else f"busy {play.name}"
            if command == "advance":
                if int(rest[1]) != play.epoch or play.open > len(play.held):
                    return f"busy {play.name}"
                dues = [due for due, _ in play.held.values() if due is not None]
                if rest[2] != "-":
                    dues.append(int(rest[2]))
                if not dues:
                    return f"idle {play.name}"
                play.now_ms = max(play.now_ms, min(dues))
                return f"now {play.name} {play.now_ms}"
            if command == "jump":
                play.now_ms = max(play.now_ms, int(rest[1]))
                self._wake(play)
                play.epoch += 1
                return f"now {play.name} {play.now_ms}"
            play.said.append((" ".join([command, *rest[1:]]), play.now_ms))
            return None

    def _readable(self) -> bool:
        poller = _poll()
        for connection in (self.origin, *self.connections):
            poller.register(connection.fileno(), select.POLLIN)
        return bool(poller.poll(0))

    def _receive(self, connection: Any) -> bytes:
        """Bytes are seen by `quiet` from their arrival until `_serve` has counted their request, or the end was told."""
        with self.lock:
            self.reading.discard(connection)
        poller = _poll()
        poller.register(connection.fileno(), select.POLLIN)
        poller.poll()
        with self.lock:
            self.reading.add(connection)
        chunk: bytes = connection.recv(65536)
        return chunk

    def _wake(self, play: Play) -> None:
        for key, (due, wake) in list(play.held.items()):
            if due is not None and due <= play.now_ms:
                del play.held[key]
                play.epoch += 1
                wake()

    # The origin

    def _exchange(self, connection: Any) -> None:
        with self.lock:
            self.connections.add(connection)
        try:
            self._exchanges(connection)
        finally:
            with self.lock:
                self.connections.discard(connection)
                self.reading.discard(connection)
            connection.close()

    def _exchanges(self, connection: Any) -> None:
        rest = b""
        while True:
            try:
                while b"\r\n\r\n" not in rest:
                    chunk = self._receive(connection)
                    if not chunk:
                        return
                    rest += chunk
                head, _, rest = rest.partition(b"\r\n\r\n")
                length = 0
                for line in head.lower().split(b"\r\n"):
                    if line.startswith(b"content-length:"):
                        length = int(line.split(b":")[1])
                while len(rest) < length:
                    rest += self._receive(connection)
                body, rest = rest[:length], rest[length:]
                if not self._serve(connection, head + b"\r\n\r\n" + body):
                    return
            except (OSError, ValueError):  # a connection that was reset has no descriptor
                return

    def _serve(self, connection: Any, request: bytes) -> bool:
        play = self.plays[request.split(b" ")[1].decode().split("/")[1].split("?")[0]]
        with self.lock:
            play.open += 1
            play.epoch += 1
            play.arrivals.append(play.now_ms)
            play.requests.append(request)
            step = play.script[min(play.served, len(play.script) - 1)]
            play.served += 1
            self.reading.discard(connection)
        try:
            return self._act(connection, play, step)
        finally:
            with self.lock:
                play.open -= 1
                play.epoch += 1

    def _act(self, connection: Any, play: Play, step: Answer) -> bool:
        if callable(step):
            step = step(play)
        if isinstance(step, list):
            return all([self._act(connection, play, piece) for piece in step])
        if isinstance(step, Held):
            gate = _thread.allocate_lock()
            gate.acquire()
            with self.lock:
                due = None if step.after_ms is None else play.now_ms + step.after_ms
                play.held[id(gate)] = (due, gate.release)
                play.epoch += 1
            _thread.start_new_thread(self._watch, (connection, play, id(gate), gate))
            gate.acquire()
            step = step.answer
            if not step:
                # Closing alone would wait for the watcher, who reads.
                connection.shutdown(socket.SHUT_RDWR)
                return False
        if step == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if isinstance(step, str):
            with self.lock:
                # A look at what can be read must not meet a descriptor that is closed.
                self.connections.discard(connection)
            connection.close()
            return False
        connection.sendall(step)
        return True

    def _watch(self, connection: Any, play: Play, key: int, gate: Any) -> None:
        """A client that goes away ends what was held for it."""
        try:
            gone = not connection.recv(1, socket.MSG_PEEK)
        except OSError:
            gone = True
        with self.lock:
            if gone and play.held.pop(key, None):
                play.epoch += 1
                gate.release()
