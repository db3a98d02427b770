from __future__ import annotations

import email.utils
import re
from datetime import datetime, timezone

from .mutant import Mutant


def _is_date(value):
    return value is not None and re.match(r"[A-Z][a-z]{2}, ", value.strip()) is not None


def _parse(change):
    """Reads the header by `change(sound, value, now)`."""

    def seams(sound):
        def parse_retry_after(value, now):
            return None if value is None else change(sound.parse_retry_after, value, now)

        return {"parse_retry_after": parse_retry_after}

    return seams


def _lenient(sound, value, now):
    try:
        return datetime.strptime(value, "%b %Y").replace(tzinfo=timezone.utc).timestamp() - now
    except ValueError:
        return sound(value, now)


def _strict_list(sound, value, now):
    if ", " in value and not _is_date(value):
        raise ValueError(f"not a number: {value}")
    return sound(value, now)


def _naive(sound, value, now):
    try:
        read = datetime.strptime(value, "%a, %d %b %Y %H:%M:%S GMT")
    except ValueError:
        return sound(value, now)
    # Without a zone it is in local time.
    seconds = read.timestamp() - now
    return seconds if seconds > 0 else None


def _past(sound, value, now):
    if _is_date(value):
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - now)
    return sound(value, now)


def _hot_loop(sound, value, now):
    if _is_date(value):
        return sound(value, now)
    try:
        float(value)
    except ValueError:
        return 0.0
    return sound(value, now)


def _prefix(sound, value, now):
    number = re.match(r"[0-9]+(\.[0-9]+)?", value)
    return sound(number.group() if number else value, now)


def _on_429_only(sound):
    status = [0]

    def retryable(failure, status_is):
        status[0] = failure.status or 0
        return sound.retryable(failure, status_is)

    return {
        "retryable": retryable,
        "delay": lambda hint, backoff: sound.delay(hint if status[0] == 429 else None, backoff),
    }


def _stale(sound):
    last = [None]

    def delay(hint, backoff):
        last[0] = last[0] if hint is None else hint
        return sound.delay(last[0], backoff)

    return {"delay": delay}


def _uncapped(sound):
    def retryable(failure, status_is):
        return status_is(failure.status) if failure.kind == "status" else sound.retryable(failure, status_is)

    return {"retryable": retryable}


def _over_cap_early(sound):
    def delay(hint, backoff):
        return sound.delay(None if (hint or 0) > 60 else hint, backoff)

    return {**_uncapped(sound), "delay": delay}


HINT = (
    Mutant(
        "retry-after-ignored",
        "Retry-After is read for the error, but the delay is the backoff all the same",
        "retry.after",
        lambda sound: {"delay": lambda hint, backoff: backoff},
        cause="ignoresHint",
    ),
    Mutant(
        "retry-after-in-ms",
        "seconds of Retry-After are taken for milliseconds",
        "retry.after",
        lambda sound: {"delay": lambda hint, backoff: backoff if hint is None else hint / 1000},
        cause="readsOtherUnit",
    ),
    Mutant(
        "retry-after-by-lenient-date",
        "a month and a year are taken for a date: Sep 2087",
        "retry.after.invalid",
        _parse(_lenient),
    ),
    Mutant(
        "date-in-local-time",
        "the date of Retry-After is read without its zone, and then taken for local time",
        "retry.after.date",
        _parse(_naive),
    ),
    Mutant(
        "hint-of-two-lines-raises",
        "a Retry-After that comes twice is joined by a comma, and its parser raises out of the call",
        "retry.status",
        _parse(_strict_list),
        cause="outsideHierarchy",
    ),
    Mutant(
        "retry-after-plus-backoff",
        "the backoff is added to Retry-After",
        "retry.after",
        lambda sound: {"delay": lambda hint, backoff: (hint or 0) + backoff},
        cause="addsHint",
    ),
    Mutant(
        "retry-after-capped-low",
        "a Retry-After of more than 10 s is cut to 10 s",
        "retry.after",
        lambda sound: {"delay": lambda hint, backoff: min(10.0, sound.delay(hint, backoff))},
        cause="capsHint",
    ),
    Mutant(
        "retry-after-on-429-only", "Retry-After is honoured on 429 and not on 503", "retry.after", _on_429_only,
        cause="ignoresHint",
        scope={"answer": "503"},
    ),
    Mutant(
        "stale-hint-reused", "the Retry-After of one answer is applied to every later gap", "retry.backoff", _stale,
        cause="hintStaysInForce",
    ),
    Mutant(
        "retry-after-date-unsupported",
        "an HTTP-date in Retry-After is passed over",
        "retry.after.date",
        _parse(lambda sound, value, now: None if _is_date(value) else sound(value, now)),
        cause="doesNotReadHint",
        scope={"hint": "date"},
    ),
    Mutant(
        "obsolete-dates-unsupported",
        "of the three forms of an HTTP-date only the one in use is read",
        "retry.after.dateForm",
        _parse(lambda sound, value, now: sound(value, now) if _is_date(value) or not value[:1].isupper() else None),
        cause="ignoresHint",
        scope={"hint": "asctimeDate"},
    ),
    Mutant(
        "retry-after-fraction-ignored",
        "only whole seconds are understood",
        "retry.after.fraction",
        _parse(lambda sound, value, now: None if "." in value else sound(value, now)),
        cause="doesNotReadHint",
        scope={"hint": "fraction"},
    ),
    Mutant(
        "retry-after-fraction-floored",
        "a fraction of a second is dropped",
        "retry.after.fraction",
        _parse(lambda sound, value, now: sound(re.sub(r"\.[0-9]+$", "", value), now)),
        cause="dropsFraction",
    ),
    Mutant(
        "retry-after-zero-is-now",
        "Retry-After: 0 is retried at once",
        "retry.after.zero",
        _parse(lambda sound, value, now: 0.0 if value.strip() == "0" else sound(value, now)),
        cause="noDelay",
        scope={"hint": "zero"},
    ),
    Mutant(
        "retry-after-negative-is-now",
        "a negative Retry-After is taken for no wait at all",
        "retry.after.negative",
        _parse(lambda sound, value, now: 0.0 if re.fullmatch(r"\s*-[0-9]+\s*", value) else sound(value, now)),
        cause="retriesAtOnce",
        scope={"hint": "negative"},
    ),
    Mutant(
        "retry-after-past-is-now",
        "an HTTP-date in the past is retried at once",
        "retry.after.past",
        _parse(_past),
        cause="retriesAtOnce",
        scope={"hint": "pastDate"},
    ),
    Mutant(
        "retry-after-garbage-hot-loop", "what is no number counts as 0, and the retry goes out at once", "retry.after.invalid", _parse(_hot_loop),
        cause="retriesAtOnce",
        scope={"hint": "invalid"},
    ),
    Mutant(
        "retry-after-prefix-parsed",
        "`1abc` counts as 1 s",
        "retry.after.invalid",
        _parse(_prefix),
        cause="readsPrefix",
    ),
    Mutant(
        "retry-after-unbounded-sleep", "a Retry-After over the cap is slept through", "retry.after.cap", _uncapped,
        cause="waitsInFull",
    ),
    Mutant(
        "retry-after-over-cap-early",
        "a Retry-After over the cap falls back to the backoff",
        "retry.after.cap",
        _over_cap_early,
        cause="ignoresHint",
        scope={"hint": "overCap"},
    ),
)
