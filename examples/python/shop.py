"""A small SDK, as somebody else's repository has it: the standard library alone."""

import json
import time
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any, Dict, Optional
from urllib.parse import urlsplit


class ApiError(Exception):
    def __init__(self, message: str, status: Optional[int]) -> None:
        super().__init__(message)
        self.message = message
        self.status = status

    def __reduce__(self) -> Any:
        return type(self), (self.message, self.status)


class BadRequestError(ApiError):
    pass


class AuthenticationError(ApiError):
    pass


class NotFoundError(ApiError):
    pass


class RateLimitError(ApiError):
    pass


class ServerError(ApiError):
    pass


CLASSES = {400: BadRequestError, 401: AuthenticationError, 404: NotFoundError, 429: RateLimitError}


class Response(HTTPResponse):
    """Goes past every informational answer, where http.client goes past 100 alone."""

    def begin(self) -> None:
        super().begin()
        while 100 < self.status < 200:
            self.headers = self.msg = None  # type: ignore[assignment]
            super().begin()


class Answer:
    def __init__(self, response: HTTPResponse) -> None:
        self.status = response.status
        self.reason = response.reason
        self.retry_after = response.getheader("Retry-After")
        try:
            self.body = response.read()
        except (OSError, HTTPException):
            if response.status < 400:
                raise
            self.body = b""  # an error whose body is cut keeps its status


class Shop:
    def __init__(self, base_url: str, api_key: str, max_retries: int = 2, timeout: float = 30) -> None:
        self._base = urlsplit(base_url.rstrip("/"))
        self._api_key = api_key
        self._max_retries = max_retries
        self._timeout = timeout

    def list_items(self, limit: Optional[int] = None) -> Any:
        return self._send("GET", "/v1/items" if limit is None else f"/v1/items?limit={limit}")

    def create_item(self, name: str) -> Any:
        return self._send("POST", "/v1/items", {"name": name})

    def _send(self, method: str, path: str, body: Any = None) -> Any:
        retry = 0
        while True:
            answer = self._attempt(method, path, body)
            if 200 <= answer.status < 300:
                return _decoded(answer)
            retried = answer.status == 429 or 500 <= answer.status < 600
            if not retried or retry >= self._max_retries:
                raise _error_of(answer)
            time.sleep(_hint(answer) or 0.5 * 2**retry)
            retry += 1

    def _attempt(self, method: str, path: str, body: Any) -> Answer:
        if not self._api_key.isprintable():
            # What http.client says of it would show the key.
            raise ApiError("the API key has a character that no header can have", None)
        headers: Dict[str, str] = {"Authorization": f"Bearer {self._api_key}", "Accept": "*/*"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        connection = HTTPConnection(self._base.hostname or "", self._base.port, timeout=self._timeout)
        connection.response_class = Response
        try:
            data = None if body is None else json.dumps(body).encode()
            connection.request(method, self._base.path + path, data, headers)
            return Answer(connection.getresponse())
        except (OSError, HTTPException) as error:
            raise ApiError("the API could not be reached", None) from error
        finally:
            connection.close()


def _hint(answer: Answer) -> Optional[float]:
    try:
        seconds = float(answer.retry_after or "")
    except ValueError:
        return None
    return min(seconds, 60.0) if seconds > 0 else None


def _decoded(answer: Answer) -> Any:
    if answer.body == b"":
        return None
    try:
        return json.loads(answer.body)
    except ValueError as error:
        raise ApiError("the answer is no JSON", answer.status) from error


def _error_of(answer: Answer) -> ApiError:
    message: Any = None
    try:
        message = json.loads(answer.body)["error"]["message"]
    except (ValueError, KeyError, TypeError):
        pass
    text = message if isinstance(message, str) else f"{answer.status} {answer.reason}".strip()
    return CLASSES.get(answer.status, ServerError if 500 <= answer.status < 600 else ApiError)(text, answer.status)
