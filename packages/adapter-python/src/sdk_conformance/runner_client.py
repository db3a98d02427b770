"""HTTP client of the runner. One connection for each worker, real time, no retries."""

from __future__ import annotations

import http.client
import json
from typing import Any, Dict
from urllib.parse import urlsplit


class RunnerGone(Exception):
    """The runner does not answer any more: there is nobody to report to."""


class Refused(Exception):
    """The runner refused a message. `code` and `path` are its own."""

    def __init__(self, sent_to: str, status: int, body: bytes) -> None:
        self.code, self.path = "", ""
        said = body.decode("utf-8", "replace")[:300]
        try:
            error = json.loads(body)["error"]
            self.code, said = str(error["code"]), str(error["message"])
            self.path = str(error.get("path", ""))
        except (ValueError, KeyError, TypeError):
            pass
        where = f" at {self.path}" if self.path else ""
        super().__init__(f"the runner refused POST {sent_to}: {status} {self.code}{where}: {said}")


class RunnerClient:
    """`url` is CONFORMANCE_URL: `http://127.0.0.1:PORT/TOKEN`."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError:
            port = None
        if parts.scheme != "http" or not parts.hostname or port is None:
            raise ValueError(f"CONFORMANCE_URL: expected http://127.0.0.1:PORT/TOKEN, got {url!r}")
        self._prefix = parts.path.rstrip("/")
        self._connection = http.client.HTTPConnection(parts.hostname, port)

    def post(self, path: str, message: Dict[str, Any]) -> Any:
        """Sends one message and waits, without a deadline, for its answer."""
        body = json.dumps(message, allow_nan=False).encode("ascii")
        try:
            self._connection.request("POST", self._prefix + path, body, {"Content-Type": "application/json"})
            response = self._connection.getresponse()
            answer = response.read()
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            raise RunnerGone(f"the runner does not answer POST {path}: {error!r}") from error
        if response.status >= 400:
            raise Refused(path, response.status, answer)
        return json.loads(answer) if answer else None

    def close(self) -> None:
        self._connection.close()
