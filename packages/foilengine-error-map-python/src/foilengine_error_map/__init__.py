"""Error classes, status table, retry policy and rate limits of the Foil Engine API."""

from .errors import (
    FoilEngineError,
    BadRequestError,
    AuthenticationError,
    ForbiddenError,
    NotFoundError,
    RateLimitError,
    ServerError,
)
from .rate_limits import (
    RATE_LIMITS,
    RateLimitCategory,
)
from .retry import (
    RETRY_POLICY,
    BackoffPolicy,
    HintPolicy,
    RetryPolicy,
    is_retryable,
)
from .statuses import (
    STATUSES,
    STATUS_RANGES,
    StatusInfo,
    StatusRange,
    error_for_status,
)
from .waits import (
    backoff_s,
    retry_after_s,
    retry_delay_s,
)

__all__ = [
    "AuthenticationError",
    "BackoffPolicy",
    "BadRequestError",
    "FoilEngineError",
    "ForbiddenError",
    "HintPolicy",
    "NotFoundError",
    "RATE_LIMITS",
    "RETRY_POLICY",
    "RateLimitCategory",
    "RateLimitError",
    "RetryPolicy",
    "STATUSES",
    "STATUS_RANGES",
    "ServerError",
    "StatusInfo",
    "StatusRange",
    "backoff_s",
    "error_for_status",
    "is_retryable",
    "retry_after_s",
    "retry_delay_s",
]
