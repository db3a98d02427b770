"""What is retried, how often and after which delay; None where the API leaves it open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Optional, Tuple, Union


@dataclass(frozen=True)
class BackoffPolicy:
    """Delay before retry k (k = 0, 1, ...)."""

    kind: str
    """exponential, linear, polynomial, constant or listed."""
    initial_s: float
    """Delay before the first retry, s."""
    factor: float
    """How the delay grows from retry to retry."""
    power: Optional[float]
    """The power of the retry, from 1, by which the delay grows."""
    delays_s: Optional[Tuple[float, ...]]
    """Delay before each retry; the last one before all that follow."""
    first_retry_s: Optional[float]
    """Delay before the first retry, which has no jitter."""
    min_s: Optional[float]
    """Shortest delay."""
    max_s: Optional[float]
    """Longest delay, s."""
    jitter_kind: str
    """What randomness does to the delay."""
    jitter_ratio: float
    """How much of the delay is random, where it is a share of it."""
    jitter_s: Optional[float]
    """What is drawn from at most, whatever the delay; it stands in place of a ratio, s."""


@dataclass(frozen=True)
class HintPolicy:
    """The server's say on when to retry."""

    headers: Tuple[str, ...]
    """Headers that say when to retry, in order of precedence."""
    body: Optional[str]
    """Where an error body says when to retry: a JSON pointer."""
    body_unit: Optional[str]
    """s, ms, or duration: seconds as a text with an s behind, such as 34.4s."""
    clamp_above_s: Optional[float]
    """A delay that the server asks for is at least the backoff, and at most so much more."""
    cap_s: Optional[float]
    """Longest wait that is heeded, s."""


@dataclass(frozen=True)
class RetryPolicy:
    """What is retried, how often and after which delay."""

    max_retries: Optional[int]
    """Retries after the first attempt."""
    statuses: Optional[Tuple[Tuple[int, int], ...]]
    """First and last code of each range that is retried."""
    methods: Optional[Union[str, Tuple[str, ...]]]
    """Methods that are retried."""
    transport: Optional[Tuple[str, ...]]
    """Connection faults that are retried."""
    attempt_timeout_s: Optional[float]
    """Timeout of one attempt, s."""
    backoff: Optional[BackoffPolicy]
    """Delay where the server does not say."""
    hint: Optional[HintPolicy]
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
        power=None,
        delays_s=None,
        first_retry_s=None,
        min_s=None,
        max_s=None,
        jitter_kind="subtract",
        jitter_ratio=0.5,
        jitter_s=None,
    ),
    hint=HintPolicy(
        headers=("Retry-After",),
        body=None,
        body_unit=None,
        clamp_above_s=None,
        cap_s=60.0,
    ),
)
"""The retry policy of the API."""


def is_retryable(status: int) -> bool:
    """Whether a call that ends in this status is tried again."""
    if not isinstance(status, (int, float)):  # pyright: ignore[reportUnnecessaryIsInstance]
        return False
    return any(first <= status <= last for first, last in RETRY_POLICY.statuses or ())
