"""Every error of this SDK, and which status raises which."""

from __future__ import annotations

from typing import Any, Dict, Optional, Tuple, Type


class FoilEngineError(Exception):
    """
    Base of every error of this SDK; raised as such for what has no class of its own, network faults and timeouts
    among it. `__cause__` is the low-level error, where there is one.
    """

    #: HTTP status; None where no response decided.
    status_code: Optional[int]
    #: Seconds that the server asked to wait; None where it gave no usable hint.
    retry_after: Optional[float]

    def __init__(
        self, message: str, *, status_code: Optional[int] = None, retry_after: Optional[float] = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status_code = status_code
        self.retry_after = retry_after

    def __reduce__(self) -> Tuple[Any, ...]:
        # The default would call the class with the message alone and lose what is given by name.
        return (_restored, (type(self), self.message, self.status_code, self.retry_after), self.__dict__)


class BadRequestError(FoilEngineError):
    """400: the request is not as the API wants it."""


class AuthenticationError(FoilEngineError):
    """401: a key or token is missing or invalid."""


class ForbiddenError(FoilEngineError):
    """403: the persona is not yours, or not published."""


class NotFoundError(FoilEngineError):
    """404: no such persona, session or machine."""


class RateLimitError(FoilEngineError):
    """429: the rate limit is exceeded."""


class ServerError(FoilEngineError):
    """500 and above."""


def _restored(
    kind: Type[FoilEngineError], message: str, status_code: Optional[int], retry_after: Optional[float]
) -> FoilEngineError:
    return kind(message, status_code=status_code, retry_after=retry_after)


_CLASSES: Dict[int, Type[FoilEngineError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: ForbiddenError,
    404: NotFoundError,
    429: RateLimitError,
}


def error_for_status(status: int) -> Type[FoilEngineError]:
    """The class that a status raises."""
    return _CLASSES.get(status) or (ServerError if status >= 500 else FoilEngineError)
