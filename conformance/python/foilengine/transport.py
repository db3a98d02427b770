"""What both clients make of httpx, and an end for the whole attempt, which httpx's timeouts (one for each operation) lack."""

from __future__ import annotations

import contextvars
import importlib.util
import ssl
import time
from typing import Any, Optional

import httpx

from .effects import AttemptBroken, AttemptTimedOut, Head
from .request import HttpRequest

#: All that a transport raises. Headers of what is no HTTP can fail in their decoding.
FAULTS = (httpx.HTTPError, httpx.StreamError, OSError, UnicodeError)


def fault(error: BaseException) -> Exception:
    timed_out = isinstance(error, (httpx.TimeoutException, TimeoutError))
    made: Exception = AttemptTimedOut() if timed_out else AttemptBroken()
    made.__cause__ = error
    return made


def head(response: httpx.Response) -> Head:
    return Head(
        status=response.status_code,
        reason=response.reason_phrase,
        retry_after=response.headers.get("retry-after"),
        content_type=response.headers.get("content-type", ""),
        encoding=response.headers.get("content-encoding", ""),
    )


def prepare(request: HttpRequest) -> httpx.Request:
    return httpx.Request(request.method, request.url, headers=request.headers, content=request.body)


# Shared by all clients: it takes tens of ms to make. At once, for threads that start together would each make one.
SSL_CONTEXT = httpx.create_ssl_context()

#: HTTP/2 with a server that speaks it, where the package is there by which httpx does (`httpx[http2]`).
HTTP2 = importlib.util.find_spec("h2") is not None


_end: "contextvars.ContextVar[Optional[float]]" = contextvars.ContextVar("foilengine_end", default=None)


class _EndedStream:
    """A connection each of whose operations ends with the attempt, however many there are."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: Optional[float] = None) -> Any:
        return self._stream.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: Optional[float] = None) -> None:
        self._stream.write(buffer, _left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: Optional[str] = None, timeout: Optional[float] = None
    ) -> "_EndedStream":
        return _EndedStream(self._stream.start_tls(ssl_context, server_hostname, _left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _EndedBackend:
    def __init__(self, backend: Any) -> None:
        self._backend = backend

    def connect_tcp(self, host: str, port: int, timeout: Optional[float] = None, **rest: Any) -> _EndedStream:
        return _EndedStream(self._backend.connect_tcp(host, port, timeout=_left(timeout), **rest))

    def sleep(self, seconds: float) -> None:
        self._backend.sleep(seconds)


def _left(timeout: Optional[float]) -> Optional[float]:
    end = _end.get()
    if end is None:
        return timeout
    # Zero would make the socket non-blocking.
    left = max(end - time.monotonic(), 0.001)
    return left if timeout is None else min(timeout, left)


class EndedTransport(httpx.HTTPTransport):
    """A blocking transport whose operations end at `ends_in`, for the thread that set it."""

    def __init__(self) -> None:
        super().__init__(verify=SSL_CONTEXT, http2=HTTP2)
        # httpx takes no network backend of one's own; its pool does, and keeps it here.
        pool: Any = self._pool
        pool._network_backend = _EndedBackend(pool._network_backend)


class ends_in:  # noqa: N801 - reads as `with ends_in(seconds)`
    def __init__(self, seconds: Optional[float]) -> None:
        self._seconds = seconds

    def __enter__(self) -> None:
        self._token = _end.set(None if self._seconds is None else time.monotonic() + self._seconds)

    def __exit__(self, *_: object) -> None:
        _end.reset(self._token)
