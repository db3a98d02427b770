"""TLS on blocking sockets: OpenSSL waits in C for what a record still lacks, so that its waits are made here instead."""

from __future__ import annotations

import select
import socket
import ssl
import time
from typing import Any, Callable

from .current import current_domain
from .descriptors import wait_for
from .domain import Domain
from .sockets import answered, sent


def _patiently(domain: Domain, sock: Any, what: str, work: Callable[[], Any]) -> Any:
    """Does the work without blocking, and waits in virtual time for what it lacks, for as long as the socket may."""
    timeout = sock.gettimeout()
    if timeout == 0:
        return work()
    began = time.monotonic()
    sock.settimeout(0)
    try:
        while True:
            try:
                return work()
            except ssl.SSLWantReadError:
                mask = select.POLLIN
            except ssl.SSLWantWriteError:
                mask = select.POLLOUT
            left = None if timeout is None else max(0.0, timeout - (time.monotonic() - began))
            if not wait_for(domain, {sock.fileno(): mask}, left):
                raise socket.timeout(f"The {what} operation timed out")
    finally:
        if sock.fileno() != -1:
            sock.settimeout(timeout)


def _reading(original: Callable[..., Any]) -> Callable[..., Any]:
    def read(sock: Any, *arguments: Any) -> Any:
        domain = current_domain()
        if domain is None:
            return original(sock, *arguments)
        try:
            got = _patiently(domain, sock, "read", lambda: original(sock, *arguments))
        except (BlockingIOError, InterruptedError, ssl.SSLWantReadError, ssl.SSLWantWriteError, socket.timeout):
            raise
        except OSError:
            answered(sock)
            raise
        answered(sock)
        return got

    return read


def _writing(original: Callable[..., Any]) -> Callable[..., Any]:
    def write(sock: Any, *arguments: Any) -> Any:
        sent(sock)
        return original(sock, *arguments)

    return write


def _shaking(original: Callable[..., Any]) -> Callable[..., Any]:
    def do_handshake(sock: Any, *arguments: Any) -> Any:
        domain = current_domain()
        if domain is None:
            return original(sock, *arguments)
        return _patiently(domain, sock, "handshake", lambda: original(sock, *arguments))

    return do_handshake


def install() -> None:
    kind: Any = ssl.SSLSocket
    kind.read = _reading(getattr(ssl.SSLSocket, "read"))  # noqa: B009 - deprecated for callers, and what recv calls
    kind.do_handshake = _shaking(ssl.SSLSocket.do_handshake)
    for name in ("send", "write"):
        setattr(kind, name, _writing(getattr(ssl.SSLSocket, name)))
