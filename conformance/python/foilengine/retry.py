"""Retry decisions, by what the vendor documents; where it is silent, by what the README says."""

from __future__ import annotations

import email.utils
import re
from datetime import timezone
from typing import Callable, Optional

from .failure import CUT, NETWORK, STATUS, TIMEOUT, Failure

_INITIAL_S = 0.5
# Longer than this, the caller is told at once instead.
_LONGEST_RETRY_AFTER_S = 60
# Doubling on and on would end in an overflow.
_MOST_DOUBLINGS = 60


def parse_retry_after(value: Optional[str], now: float) -> Optional[float]:
    """
    Seconds that a Retry-After header asks for, from seconds or an HTTP-date (RFC 9110, section 10.2.3); None where
    it is zero, negative, past or no such value. `now` is in seconds since 1970.
    """
    if value is None:
        return None
    text = value.strip()
    seconds = 0.0
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        seconds = float(text)
    elif re.match(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun)", text):
        try:
            date = email.utils.parsedate_to_datetime(text)
        except (TypeError, ValueError):
            return None
        seconds = (date if date.tzinfo else date.replace(tzinfo=timezone.utc)).timestamp() - now
    return seconds if seconds > 0 else None


def backoff(retry: int, random: float) -> float:
    """Seconds before retry k (from 0) where the server gives no hint; `random` is in [0, 1)."""
    return float(_INITIAL_S * 2 ** min(retry, _MOST_DOUBLINGS) * (0.5 + random / 2))


def delay(retry_after: Optional[float], backoff_s: float) -> float:
    """Seconds before the next attempt."""
    return backoff_s if retry_after is None else retry_after


def retryable_status(status: int) -> bool:
    return status == 429 or status >= 500


def retryable(failure: Failure, status_is_retryable: Callable[[int], bool]) -> bool:
    """Whether a failure is worth another attempt."""
    if failure.kind == STATUS and failure.status is not None:
        return status_is_retryable(failure.status) and (failure.retry_after or 0) <= _LONGEST_RETRY_AFTER_S
    return failure.kind in (NETWORK, TIMEOUT, CUT)


def may_retry(retries_done: int, max_retries: int) -> bool:
    """Whether another retry is left after so many."""
    return retries_done < max_retries
