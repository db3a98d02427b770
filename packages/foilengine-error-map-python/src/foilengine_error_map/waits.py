"""
When a call is tried again: by the backoff, and by what the server says.

header: Gives a header of the answer by its name, in whatever case; None where there is none.

body: Gives what stands at a JSON pointer into the body; None where nothing does.
"""

from __future__ import annotations

import calendar
import random as _random
import re
import time
from typing import Callable, Final, NamedTuple, Optional, Pattern, Tuple


def backoff_s(
    retry: int,
    status: Optional[int] = None,
    *,
    random: Callable[[], float] = _random.random,
    previous_s: Optional[float] = None,
) -> float:
    """
    Delay before retry k (k = 0, 1, …) where the server does not say. `random` gives numbers from 0
    up to, and without, 1. In seconds.

    previous_s: The delay before the retry before this one; only decorrelated jitter asks for it.
    """
    initial_s: float = 0.5
    drawn = random()
    delay_s = initial_s * float(2) ** retry
    return delay_s * (1 - 0.5 * drawn)


class _HintHeader(NamedTuple):
    name: str
    unit_s: float
    is_moment: bool
    dates: Tuple[Pattern[str], ...]
    add_s: float
    when: Optional[Tuple[str, str]]


class _Hint(NamedTuple):
    kind: str
    seconds: float = 0.0
    has_fraction: bool = False


_HINT_HEADERS: Final[Tuple[_HintHeader, ...]] = (
    _HintHeader(
        name="Retry-After",
        unit_s=1,
        is_moment=False,
        dates=(
            re.compile("^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?P<day>[0-9]{2}) (?P<month>[A-Z][a-z]{2}) (?P<year>[0-9]{4}) (?P<time>[0-9]{2}:[0-9]{2}:[0-9]{2}) GMT$"),
            re.compile("^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?P<day>[0-9]{2})-(?P<month>[A-Z][a-z]{2})-(?P<year>[0-9]{2}) (?P<time>[0-9]{2}:[0-9]{2}:[0-9]{2}) GMT$"),
            re.compile("^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?P<month>[A-Z][a-z]{2}) (?P<day>[ 0-9][0-9]) (?P<time>[0-9]{2}:[0-9]{2}:[0-9]{2}) (?P<year>[0-9]{4})$"),
        ),
        add_s=0,
        when=None,
    ),
)

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NUMBER: Final = re.compile("^-?[0-9]+(?:\\.[0-9]+)?$")


def _moment_of(text: str, dates: Tuple[Pattern[str], ...], now: float) -> Optional[float]:
    for form in dates:
        found = form.match(text)
        if found is None:
            continue
        month = found["month"]
        if month not in _MONTHS:
            return None
        year = int(found["year"])
        if len(found["year"]) == 2:
            # Two digits: a year that looks more than fifty years ahead is a past one.
            this_year = time.gmtime(now).tm_year
            year += this_year // 100 * 100
            if year > this_year + 50:
                year -= 100
        hours, minutes, secs = (int(part) for part in found["time"].split(":"))
        moment = (max(year, 1), _MONTHS.index(month) + 1, int(found["day"]), hours, minutes, secs, 0, 0, 0)
        return float(calendar.timegm(moment))
    return None


def _hint_in(text: str, place: _HintHeader, now: float) -> _Hint:
    moment = _moment_of(text, place.dates, now)
    if moment is None:
        number = _NUMBER.match(text)
        if number is None:
            return _Hint("invalid")
        found = number[0]
        amount = float(found)
        if amount == 0:
            return _Hint("zero")
        if amount < 0:
            return _Hint("negative")
        if not place.is_moment:
            return _Hint("wait", amount * place.unit_s + place.add_s, "." in text)
        moment = amount * place.unit_s
    seconds = moment - now + place.add_s
    return _Hint("wait", seconds) if seconds > 0 else _Hint("past")


def _hint_of(header: Callable[[str], Optional[str]], body: Callable[[str], object], now: float) -> _Hint:
    for place in _HINT_HEADERS:
        value = header(place.name)
        if value is None:
            continue
        if place.when is not None and (header(place.when[0]) or "").strip() != place.when[1]:
            continue
        return _hint_in(value.strip(), place, now)
    return _Hint("none")


def retry_after_s(
    header: Callable[[str], Optional[str]] = lambda _: None,
    body: Callable[[str], object] = lambda _: None,
    *,
    now: Optional[float] = None,
) -> Optional[float]:
    """
    Seconds that an answer asks to wait, for the field of its error; None where it gives no usable
    hint.
    """
    hint = _hint_of(header, body, time.time() if now is None else now)
    return hint.seconds if hint.kind == "wait" else None


def retry_delay_s(
    retry: int,
    status: Optional[int] = None,
    header: Callable[[str], Optional[str]] = lambda _: None,
    body: Callable[[str], object] = lambda _: None,
    *,
    now: Optional[float] = None,
    random: Callable[[], float] = _random.random,
    previous_s: Optional[float] = None,
) -> Optional[float]:
    """
    Delay before retry k (k = 0, 1, …) after an answer whose status is retried, or after none came;
    None where the answer is not to be tried again. In seconds.

    now: seconds of the epoch at which the answer came.
    """
    delay = backoff_s(retry, status, random=random, previous_s=previous_s)
    if status is None:
        return delay
    hint = _hint_of(header, body, time.time() if now is None else now)
    if hint.kind != "wait":
        return delay
    if hint.seconds > 60:
        return None
    return hint.seconds
