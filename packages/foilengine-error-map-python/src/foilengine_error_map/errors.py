"""Every error class of the API."""

from __future__ import annotations

from typing import Any, Optional, Tuple, Type, TypeVar

_E = TypeVar("_E", bound=BaseException)


def _restored(kind: Type[_E], args: Tuple[Any, ...]) -> _E:
    # Past __init__, whose parameters are not what `args` holds.
    return kind.__new__(kind, *args)


class FoilEngineError(Exception):
    """
    Base class of every error of the Foil Engine API; raised as such where no class of its own fits.
    """

    status_code: Optional[int]
    """HTTP status of the response; None where no response decided."""

    __match_args__ = ("message", "status_code")

    def __init__(self, message: str, *, status_code: Optional[int] = None, retry_after: Optional[float] = None) -> None:
        super().__init__(message)
        self.message = message
        self.status_code = status_code

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.message!r}, status_code={self.status_code!r})"

    def __reduce__(self) -> Tuple[Any, ...]:
        return (_restored, (type(self), self.args), self.__dict__)


class BadRequestError(FoilEngineError):
    """
    400 Bad Request.

    Common causes: Invalid UUID format, missing required fields, invalid player_gender value,
    malformed JSON body.

    Resolution: Check the request body matches the expected schema. Verify UUID format for persona
    and machine IDs.
    """


class AuthenticationError(FoilEngineError):
    """
    401 Unauthorized.

    Common causes: Missing or invalid JWT token, missing or invalid API key, invalid LLM API key.

    Resolution: For web API: check Authorization: Bearer header. For SDK: check X-API-Key and
    X-LLM-API-Key headers.
    """


class ForbiddenError(FoilEngineError):
    """
    403 Forbidden.

    Common causes: Accessing another user's persona via SDK, accessing an unpublished persona,
    non-admin accessing admin endpoints.

    Resolution: Ensure you own the persona and it is published. Use personas.list() to see
    accessible personas.
    """


class NotFoundError(FoilEngineError):
    """
    404 Not Found.

    Common causes: Persona ID doesn't exist, session not found, machine ID doesn't exist.

    Resolution: Verify the ID exists. For sessions, use get_session() to check before sending
    messages.
    """


class RateLimitError(FoilEngineError):
    """
    429 Too Many Requests.

    Common causes: Rate limit exceeded.

    Resolution: Wait for the Retry-After header duration. SDKs auto-retry with exponential backoff.
    """

    retry_after: Optional[float]
    """Seconds that the server asked to wait; None where it gave no usable hint."""

    def __init__(self, message: str, *, status_code: Optional[int] = None, retry_after: Optional[float] = None) -> None:
        super().__init__(message, status_code=status_code, retry_after=retry_after)
        self.retry_after = retry_after


class ServerError(FoilEngineError):
    """
    500 Internal Server Error; 503 Service Unavailable; 500+.

    500 Internal Server Error. Common causes: Unexpected server error, LLM provider outage, database
    error. Resolution: Retry the request. If persistent, check your LLM provider's status page. SDKs
    auto-retry on 5xx errors.

    503 Service Unavailable. Common causes: Server is temporarily overloaded or under maintenance.
    Resolution: Retry after a short delay. SDKs handle this automatically.
    """
