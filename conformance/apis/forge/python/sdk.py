"""The SDK of Forge for Python: by the standard library alone, with the delays and the timeout that the documentation has for it."""

import http.client
import json
import time
import zlib
from urllib.parse import quote, urlsplit


API_VERSION = "2022-11-28"


class HttpError(Exception):
    name = "HttpError"

    def __init__(self, message, status=None, headers=None, body=None):
        super().__init__(message)
        self.message, self.status = message, status
        self.headers = headers
        self.documentation_url = body.get("documentation_url") if isinstance(body, dict) else None


class RateLimitError(HttpError):
    pass


class SecondaryLimitError(HttpError):
    pass


class ForbiddenError(HttpError):
    pass


class NotFoundError(HttpError):
    pass


class ServerError(HttpError):
    pass


class Rules:
    """What the SDK does by rule, and mutants do otherwise."""

    max_retries = 3
    timeout = 20.0

    def class_of_403(self, headers):
        if headers.get("x-ratelimit-remaining") == "0":
            return RateLimitError
        return SecondaryLimitError if "retry-after" in headers else ForbiddenError

    def is_403_retried(self, headers):
        return "retry-after" in headers

    def is_409_retried(self, body):
        return isinstance(body, dict) and body.get("locked") is True

    def backoff(self, retry):
        return 0.5 * 2**retry

    def timed_out(self, error):
        return error


class WholeLines:
    """Lines of a head: one that breaks off is no line, whatever http.client makes of it."""

    def __init__(self, file):
        self._file, self._begun = file, False

    def readline(self, limit):
        line = self._file.readline(limit)
        if self._begun or line:
            if not line.endswith(b"\n"):
                raise http.client.IncompleteRead(line)
        self._begun = True
        return line

    def __getattr__(self, name):
        return getattr(self._file, name)


class Response(http.client.HTTPResponse):
    def begin(self):
        file = self.fp
        self.fp = lines = WholeLines(file)
        super().begin()
        if self.fp is lines:
            self.fp = file

    def _read_status(self):
        """Passes over informational answers, of which http.client knows 100 alone."""
        while True:
            version, status, reason = super()._read_status()
            if not 100 < status < 200:
                return version, status, reason
            http.client.parse_headers(self.fp)


def not_json(constant):
    raise ValueError(f"{constant} is no JSON")


class Answer:
    def __init__(self, response, content):
        self.status, self.reason = response.status, response.reason
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.text = content.decode("utf-8", "replace").lstrip("\ufeff")
        try:
            self.body = json.loads(self.text, parse_constant=not_json)
            self.is_json = True
        except ValueError:
            self.body, self.is_json = None, False


class BrokenBody(Exception):
    def __init__(self, status):
        super().__init__("The answer broke off.")
        self.status = status


class Forge:
    def __init__(self, base_url, token, version=None, max_retries=None, timeout=None, rules=None):
        self._url = urlsplit(base_url)
        # A token that was read from a file ends in a line end, which http.client would refuse with the token in its words.
        self._token, self._version = token.strip(), version
        self._rules = rules or Rules()
        self._max_retries = self._rules.max_retries if max_retries is None else max_retries
        self._timeout = self._rules.timeout if timeout is None else timeout

    def get_repo(self, owner, repo):
        return self._send("GET", f"/repos/{quote(owner, safe='')}/{quote(repo, safe='')}")

    def create_issue(self, owner, repo, **issue):
        return self._send("POST", f"/repos/{quote(owner, safe='')}/{quote(repo, safe='')}/issues", issue)

    def _send(self, method, path, body=None):
        retry = 0
        while True:
            wait = None
            try:
                answer = self._attempt(method, path, body)
                if 200 <= answer.status <= 299:
                    return self._value(answer)
                error, cause = self._error(answer), None
                if self._is_retried(answer):
                    wait = self._wait(answer, retry)
            except BrokenBody as broken:
                error, cause = HttpError(str(broken), broken.status), broken.__cause__
            except TimeoutError as timeout:
                error, cause = self._rules.timed_out(timeout), timeout.__cause__
            except (OSError, http.client.HTTPException) as fault:
                error, cause = HttpError("The connection failed."), fault
                wait = self._rules.backoff(retry)
            if wait is None or retry >= self._max_retries:
                raise error from cause
            time.sleep(wait)
            retry += 1

    def _attempt(self, method, path, body):
        """One request, which has so much time as a whole. Raises TimeoutError, BrokenBody, or what the connection came to."""
        deadline = time.monotonic() + self._timeout
        headers = {
            "Authorization": f"token {self._token}",
            "Accept-Encoding": "gzip",
            "X-Forge-Version": API_VERSION if self._version is None else self._version,
        }
        if body is not None:
            headers["Content-Type"] = "application/json"
        content = None if body is None else json.dumps(body).encode()
        connection = http.client.HTTPConnection(self._url.hostname, self._url.port, timeout=self._timeout)
        connection.response_class = Response
        try:
            connection.request(method, self._url.path.rstrip("/") + path, content, headers)
            with connection.getresponse() as response:
                return Answer(response, self._read(connection, response, deadline))
        finally:
            connection.close()

    def _read(self, connection, response, deadline):
        pieces = []
        try:
            while True:
                left = deadline - time.monotonic()
                if left <= 0:
                    raise TimeoutError("timed out")
                if connection.sock is not None:
                    connection.sock.settimeout(left)
                piece = response.read1(65536)
                if not piece:
                    break
                pieces.append(piece)
            content = b"".join(pieces)
            if response.length:
                raise http.client.IncompleteRead(content, response.length)
            return zlib.decompress(content, 31) if response.headers.get("content-encoding") == "gzip" else content
        except TimeoutError:
            raise
        except (OSError, http.client.HTTPException, zlib.error) as error:
            raise BrokenBody(response.status) from error

    def _value(self, answer):
        if answer.text == "":
            return None
        if not answer.is_json:
            raise HttpError("No JSON.", answer.status, answer.headers)
        return answer.body

    def _error(self, answer):
        message = answer.body.get("message") if isinstance(answer.body, dict) else None
        if not isinstance(message, str) or message == "":
            message = answer.text if answer.text.strip() else answer.reason
        return self._class_of(answer)(message, answer.status, answer.headers, answer.body)

    def _class_of(self, answer):
        if answer.status == 403:
            return self._rules.class_of_403(answer.headers)
        if answer.status >= 500:
            return ServerError
        return {404: NotFoundError, 429: RateLimitError}.get(answer.status, HttpError)

    def _is_retried(self, answer):
        if answer.status == 403:
            return self._rules.is_403_retried(answer.headers)
        if answer.status == 409:
            return self._rules.is_409_retried(answer.body)
        return answer.status == 429 or answer.status >= 500

    def _wait(self, answer, retry):
        hint = answer.headers.get("retry-after", "").strip() if answer.status in (403, 429) else ""
        if hint.isascii() and hint.isdigit() and 0 < int(hint) <= 60:
            return int(hint)
        return self._rules.backoff(retry)
