"""The status table, and which class a status raises."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, Mapping, Optional, Tuple, Type, overload

from . import errors


@dataclass(frozen=True)
class StatusInfo:
    """A row of the status table."""

    code: int
    meaning: Optional[str]
    causes: Tuple[str, ...]
    resolution: Optional[str]
    error: Optional[Type[errors.FoilEngineError]]
    """The class that the status raises; None for a success."""
    retryable: Optional[bool]
    """None where the API leaves open what is retried."""


@dataclass(frozen=True)
class StatusRange:
    """Codes that have no row of their own."""

    from_code: int
    to_code: int
    error: Optional[Type[errors.FoilEngineError]]


STATUSES: Final[Mapping[int, StatusInfo]] = MappingProxyType(
    {
        200: StatusInfo(
            code=200,
            meaning="OK",
            causes=("Request succeeded",),
            resolution=None,
            error=None,
            retryable=False,
        ),
        204: StatusInfo(
            code=204,
            meaning="No Content",
            causes=("Successful delete operation",),
            resolution=None,
            error=None,
            retryable=False,
        ),
        400: StatusInfo(
            code=400,
            meaning="Bad Request",
            causes=("Invalid UUID format", "missing required fields", "invalid player_gender value", "malformed JSON body"),
            resolution="Check the request body matches the expected schema. Verify UUID format for persona and machine IDs.",
            error=errors.BadRequestError,
            retryable=False,
        ),
        401: StatusInfo(
            code=401,
            meaning="Unauthorized",
            causes=("Missing or invalid JWT token", "missing or invalid API key", "invalid LLM API key"),
            resolution="For web API: check Authorization: Bearer header. For SDK: check X-API-Key and X-LLM-API-Key headers.",
            error=errors.AuthenticationError,
            retryable=False,
        ),
        403: StatusInfo(
            code=403,
            meaning="Forbidden",
            causes=("Accessing another user's persona via SDK", "accessing an unpublished persona", "non-admin accessing admin endpoints"),
            resolution="Ensure you own the persona and it is published. Use personas.list() to see accessible personas.",
            error=errors.ForbiddenError,
            retryable=False,
        ),
        404: StatusInfo(
            code=404,
            meaning="Not Found",
            causes=("Persona ID doesn't exist", "session not found", "machine ID doesn't exist"),
            resolution="Verify the ID exists. For sessions, use get_session() to check before sending messages.",
            error=errors.NotFoundError,
            retryable=False,
        ),
        429: StatusInfo(
            code=429,
            meaning="Too Many Requests",
            causes=("Rate limit exceeded",),
            resolution="Wait for the Retry-After header duration. SDKs auto-retry with exponential backoff.",
            error=errors.RateLimitError,
            retryable=True,
        ),
        500: StatusInfo(
            code=500,
            meaning="Internal Server Error",
            causes=("Unexpected server error", "LLM provider outage", "database error"),
            resolution="Retry the request. If persistent, check your LLM provider's status page. SDKs auto-retry on 5xx errors.",
            error=errors.ServerError,
            retryable=True,
        ),
        503: StatusInfo(
            code=503,
            meaning="Service Unavailable",
            causes=("Server is temporarily overloaded or under maintenance",),
            resolution="Retry after a short delay. SDKs handle this automatically.",
            error=errors.ServerError,
            retryable=True,
        ),
    }
)
"""The status table, by code."""

STATUS_RANGES: Final[Tuple[StatusRange, ...]] = (StatusRange(500, 999, errors.ServerError),)
"""Ranges of the status table; the first that fits counts."""


@overload
def error_for_status(status: Literal[200]) -> None: ...


@overload
def error_for_status(status: Literal[204]) -> None: ...


@overload
def error_for_status(status: Literal[400]) -> Type[errors.BadRequestError]: ...


@overload
def error_for_status(status: Literal[401]) -> Type[errors.AuthenticationError]: ...


@overload
def error_for_status(status: Literal[403]) -> Type[errors.ForbiddenError]: ...


@overload
def error_for_status(status: Literal[404]) -> Type[errors.NotFoundError]: ...


@overload
def error_for_status(status: Literal[429]) -> Type[errors.RateLimitError]: ...


@overload
def error_for_status(status: Literal[500]) -> Type[errors.ServerError]: ...


@overload
def error_for_status(status: Literal[503]) -> Type[errors.ServerError]: ...


@overload
def error_for_status(status: int) -> Optional[Type[errors.FoilEngineError]]: ...


def error_for_status(status: int) -> Optional[Type[errors.FoilEngineError]]:
    """The class that a status raises; None where it is a success."""
    if not isinstance(status, (int, float)):  # pyright: ignore[reportUnnecessaryIsInstance]
        return errors.FoilEngineError
    if status in STATUSES:
        return STATUSES[status].error
    for listed in STATUS_RANGES:
        if listed.from_code <= status <= listed.to_code:
            return listed.error
    if 200 <= status <= 299:
        return None
    return errors.FoilEngineError
