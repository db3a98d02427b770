"""Clients of the Foil Engine API."""

from foilengine_error_map import (
    AuthenticationError,
    BadRequestError,
    FoilEngineError,
    ForbiddenError,
    NotFoundError,
    RateLimitError,
    ServerError,
)

from .async_client import AsyncFoilEngineClient
from .sse import StreamEvent
from .sync_client import FoilEngineClient

__all__ = [
    "AsyncFoilEngineClient",
    "AuthenticationError",
    "BadRequestError",
    "FoilEngineClient",
    "FoilEngineError",
    "ForbiddenError",
    "NotFoundError",
    "RateLimitError",
    "ServerError",
    "StreamEvent",
]
