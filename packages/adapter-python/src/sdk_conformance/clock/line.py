"""The line protocol of the clock authority, client side (packages/clock/PROTOCOL.md)."""

from __future__ import annotations

import socket
from typing import Dict, List

from . import real


class ClockLost(Exception):
    """The clock authority is gone or refused this process: no virtual time without it."""


class ClockLine:
    """One connection for all calls of the process. `address` is CONFORMANCE_CLOCK: `127.0.0.1:PORT/TOKEN`."""

    def __init__(self, address: str) -> None:
        place, _, token = address.partition("/")
        host, _, port = place.rpartition(":")
        if not token or not port.isdigit():
            raise ClockLost(f"CONFORMANCE_CLOCK: expected 127.0.0.1:PORT/TOKEN, got {address!r}")
        self._lock = real.allocate_lock()
        self._rest = b""
        self._socket = real.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            self._socket.connect((host, int(port)))
        except OSError as error:
            raise ClockLost(f"the clock at {place} does not answer: {error}") from error
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.send(f"hello {token}")
        said = self._read_line()
        if said != "ok 1":
            raise ClockLost(f"the clock at {place} refused: {said}")

    def send(self, *commands: str) -> None:
        """Commands without an answer may come from any thread; order on the line is the order of events."""
        with self._lock:
            try:
                self._socket.sendall("".join(f"{command}\n" for command in commands).encode())
            except OSError as error:
                raise ClockLost(f"the clock is gone: {error}") from error

    def ask(self, commands: Dict[str, str]) -> Dict[str, List[str]]:
        """Sends a command for each call; the words of each answer, by call. For one thread only."""
        self.send(*commands.values())
        answers: Dict[str, List[str]] = {}
        while len(answers) < len(commands):
            word, *rest = self._read_line().split()
            if word == "error":
                raise ClockLost(f"the clock refused: {' '.join(rest)}")
            # Commands without an answer are told `unknown` too, once their call is over.
            if rest and rest[0] in commands:
                answers[rest[0]] = [word, *rest[1:]]
        return answers

    def _read_line(self) -> str:
        while b"\n" not in self._rest:
            try:
                chunk = self._socket.recv(65536)
            except OSError as error:
                raise ClockLost(f"the clock is gone: {error}") from error
            if not chunk:
                raise ClockLost("the clock closed the connection")
            self._rest += chunk
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode()
