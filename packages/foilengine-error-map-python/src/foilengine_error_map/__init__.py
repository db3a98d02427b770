"""Error classes, status table, retry policy and rate limits of the Foil Engine API."""

from .decisions import (
    RetryDecision,
    decide_retry,
    should_retry,
)
from .errors import (
    FoilEngineError,
    BadRequestError,
    AuthenticationError,
    ForbiddenError,
    NotFoundError,
    RateLimitError,
    ServerError,
)
from .outcomes import (
    FAULTS,
    error_for_fault,
    to_error,
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
from .rules import (
    CALL_RULES,
    FaultKind,
    StatusSpan,
    AnswerCondition,
    RetriedSpan,
    OperationRules,
    OwnRetries,
    IdempotencyRules,
    QuotaRules,
    RefreshRules,
    TimeoutRules,
    AbortRules,
    StreamRules,
    SuccessRules,
    CallRules,
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
    "AbortRules",
    "AnswerCondition",
    "AuthenticationError",
    "BackoffPolicy",
    "BadRequestError",
    "CALL_RULES",
    "CallRules",
    "FAULTS",
    "FaultKind",
    "FoilEngineError",
    "ForbiddenError",
    "HintPolicy",
    "IdempotencyRules",
    "NotFoundError",
    "OperationRules",
    "OwnRetries",
    "QuotaRules",
    "RATE_LIMITS",
    "RETRY_POLICY",
    "RateLimitCategory",
    "RateLimitError",
    "RefreshRules",
    "RetriedSpan",
    "RetryDecision",
    "RetryPolicy",
    "STATUSES",
    "STATUS_RANGES",
    "ServerError",
    "StatusInfo",
    "StatusRange",
    "StatusSpan",
    "StreamRules",
    "SuccessRules",
    "TimeoutRules",
    "backoff_s",
    "decide_retry",
    "error_for_fault",
    "error_for_status",
    "is_retryable",
    "retry_after_s",
    "retry_delay_s",
    "should_retry",
    "to_error",
]
