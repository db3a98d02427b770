"""What is retried, how often and after which delay; None where the API leaves it open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Tuple


@dataclass(frozen=True)
class BackoffPolicy:
    """Delay before retry k (k = 0, 1, ...)."""

    kind: str
    """exponential, linear, polynomial, constant or listed."""
    initial_s: float
    """Delay before the first retry, s."""
    factor: float
    """How the delay grows from retry to retry."""
    max_s: None
    """Longest delay, s."""
    jitter_kind: str
    """What randomness does to the delay."""
    jitter_ratio: float
    """How much of the delay is random."""


@dataclass(frozen=True)
class HintPolicy:
    """The server's say on when to retry."""

    headers: Tuple[str, ...]
    """Headers that say when to retry, in order of precedence."""
    cap_s: float
    """Longest wait that is heeded, s."""


@dataclass(frozen=True)
class RetryPolicy:
    """What is retried, how often and after which delay."""

    max_retries: int
    """Retries after the first attempt."""
    statuses: Tuple[Tuple[int, int], ...]
    """First and last code of each range that is retried."""
    methods: str
    """Methods that are retried."""
    transport: Tuple[str, ...]
    """Connection faults that are retried."""
    attempt_timeout_s: float
    """Timeout of one attempt, s."""
    backoff: BackoffPolicy
    """Delay where the server does not say."""
    hint: HintPolicy
    """The server's say on when to retry."""


RETRY_POLICY: Final = RetryPolicy(
    max_retries=3,
    statuses=((429, 429), (500, 599), (600, 999)),
    methods="all",
    transport=("connect", "reset", "close", "garbage", "cutHead", "timeout"),
    attempt_timeout_s=30.0,
    backoff=BackoffPolicy(
        kind="exponential",
        initial_s=0.5,
        factor=2.0,
        max_s=None,
        jitter_kind="subtract",
        jitter_ratio=0.5,
    ),
    hint=HintPolicy(
        headers=("Retry-After",),
        cap_s=60.0,
    ),
)
"""The retry policy of the API."""


def is_retryable(status: int) -> bool:
    """Whether a call that ends in this status is tried again."""
    if not isinstance(status, (int, float)):  # pyright: ignore[reportUnnecessaryIsInstance]
        return False
    return any(first <= status <= last for first, last in RETRY_POLICY.statuses)
