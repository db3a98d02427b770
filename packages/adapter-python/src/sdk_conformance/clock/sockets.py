"""
Sockets: which requests of a call are in flight, and timeouts of blocking ones in virtual time.
`socket.socket` inherits these methods from C; here they are defined on the class itself.
"""

from __future__ import annotations

import select
import socket
import weakref
from typing import Any, Callable, Optional

from . import real
from .current import current_domain
from .domain import Domain
from .descriptors import wait_for

# The call that sent last on a socket; pools may hand one on from call to call.
_owner: "weakref.WeakKeyDictionary[Any, Domain]" = weakref.WeakKeyDictionary()

_NETWORK = (socket.AF_INET, socket.AF_INET6)
_BUSY = (BlockingIOError, InterruptedError)


def sent(sock: Any) -> None:
    domain = current_domain()
    # A loop wakes itself by a pair of local sockets.
    if domain is None or sock.family not in _NETWORK:
        return
    before = _owner.get(sock)
    if before is not domain:
        if before is not None:
            before.wires.forget(sock)
        _owner[sock] = domain
    domain.wires.sent(sock)


def _sending(original: Callable[..., Any]) -> Callable[..., Any]:
    def send(sock: Any, *arguments: Any) -> Any:
        sent(sock)
        return original(sock, *arguments)

    return send


def _flags(arguments: Any, position: int) -> int:
    given = arguments[position] if len(arguments) > position else 0
    return given if isinstance(given, int) else 0


def _receiving(original: Callable[..., Any], flags_at: int) -> Callable[..., Any]:
    def receive(sock: Any, *arguments: Any, **named: Any) -> Any:
        domain = current_domain()
        timeout = sock.gettimeout() if domain is not None else 0
        if domain is not None and timeout != 0 and not wait_for(domain, {sock.fileno(): select.POLLIN}, timeout):
            raise socket.timeout("timed out")
        try:
            got = original(sock, *arguments, **named)
        except _BUSY:
            raise
        except OSError:
            answered(sock)
            raise
        if not (named.get("flags", 0) or _flags(arguments, flags_at)) & socket.MSG_PEEK:
            answered(sock)
        return got

    return receive


def answered(sock: Any) -> None:
    owner = _owner.get(sock)
    if owner is not None:
        owner.wires.answered(sock)


def _connecting(original: Callable[..., Any]) -> Callable[..., Any]:
    def connect(sock: Any, *arguments: Any) -> Any:
        domain = current_domain()
        if domain is None or sock.family not in _NETWORK:
            return original(sock, *arguments)
        # Nagle's algorithm against delayed acknowledgements adds 40 real ms to a request sent in two pieces.
        if sock.type & socket.SOCK_STREAM:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        domain.wires.begin_connect(sock)
        try:
            result = original(sock, *arguments)
        except BlockingIOError:
            raise
        except BaseException:
            domain.wires.forget(sock)
            raise
        if not result:
            domain.wires.end_connect(sock)
        return result

    return connect


_real_close = socket.socket._real_close  # type: ignore[attr-defined]


def _close(sock: Any, *arguments: Any) -> None:
    _gone(sock)
    _real_close(sock, *arguments)


def _detach(original: Callable[..., Any]) -> Callable[..., Any]:
    def detach(sock: Any) -> int:
        _gone(sock)
        return int(original(sock))

    return detach


def _gone(sock: Any) -> None:
    owner: Optional[Domain] = _owner.pop(sock, None)
    for domain in {owner, current_domain()} - {None}:
        domain.wires.forget(sock)  # type: ignore[union-attr]


def install() -> None:
    kind: Any = socket.socket
    for name in ("send", "sendall", "sendmsg"):
        if hasattr(real.socket, name):
            setattr(kind, name, _sending(getattr(real.socket, name)))
    for name, flags_at in (("recv", 1), ("recv_into", 2), ("recvfrom", 1), ("recvmsg", 2)):
        if hasattr(real.socket, name):
            setattr(kind, name, _receiving(getattr(real.socket, name), flags_at))
    for name in ("connect", "connect_ex"):
        setattr(kind, name, _connecting(getattr(real.socket, name)))
    kind.detach = _detach(socket.socket.detach)
    kind._real_close = _close
