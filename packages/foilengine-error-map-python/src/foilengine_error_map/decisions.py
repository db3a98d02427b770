"""What follows an attempt that failed."""

from __future__ import annotations

import random as _random
from typing import Callable, Collection, Literal, Mapping, NamedTuple, Optional, Sequence, Tuple, Union, cast

from .reader import Read, is_there, read
from .rules import CALL_RULES, FaultKind, OperationRules, RetriedSpan
from .statuses import error_for_status
from .waits import retry_delay_s


class RetryDecision(NamedTuple):
    """
    What follows an attempt. `uncounted`: the retry is none of maxRetries, but of this kind. `cost`:
    tokens that it takes from the quota.
    """

    action: Literal["retry", "refresh", "stop"]
    delay_s: Optional[float] = None
    """None where nothing follows, or where the API does not say how long to wait."""
    uncounted: Optional[str] = None
    cost: int = 0


_STOP = RetryDecision("stop")


def should_retry(
    attempt: int,
    *,
    status: Optional[int] = None,
    headers: Optional[Mapping[str, str]] = None,
    body: Union[str, bytes, None] = None,
    unread: Optional[str] = None,
    fault: Optional[FaultKind] = None,
    operation: Optional[str] = None,
    method: Optional[str] = None,
    max_retries: Optional[int] = None,
    uncounted: Sequence[str] = (),
    given: Collection[str] = (),
    has_key: bool = True,
    has_events: bool = False,
    elapsed_s: float = 0.0,
    now: Optional[float] = None,
    random: Callable[[], float] = _random.random,
    previous_s: Optional[float] = None,
) -> bool:
    """Whether a call is tried again after an attempt."""
    decision = decide_retry(
        attempt,
        status=status,
        headers=headers,
        body=body,
        unread=unread,
        fault=fault,
        operation=operation,
        method=method,
        max_retries=max_retries,
        uncounted=uncounted,
        given=given,
        has_key=has_key,
        has_events=has_events,
        elapsed_s=elapsed_s,
        now=now,
        random=random,
        previous_s=previous_s,
    )
    return decision.action != "stop"


def decide_retry(
    attempt: int,
    *,
    status: Optional[int] = None,
    headers: Optional[Mapping[str, str]] = None,
    body: Union[str, bytes, None] = None,
    unread: Optional[str] = None,
    fault: Optional[FaultKind] = None,
    operation: Optional[str] = None,
    method: Optional[str] = None,
    max_retries: Optional[int] = None,
    uncounted: Sequence[str] = (),
    given: Collection[str] = (),
    has_key: bool = True,
    has_events: bool = False,
    elapsed_s: float = 0.0,
    now: Optional[float] = None,
    random: Callable[[], float] = _random.random,
    previous_s: Optional[float] = None,
) -> RetryDecision:
    """
    What follows an attempt that failed: another one after a delay, one with a fresh credential, or
    its error. Delays in seconds.

    attempt: Attempts of the call before this one. 0 is the first.

    operation: its id; its own rules go before those of all.

    max_retries: what the client is set to; without, what the API says.

    uncounted: After what the retries of the call were made that did not count, as decisions told
    it.

    given: Names of the arguments that the call gives; asked where an operation has a precondition.

    has_key: False: the request has no key of idempotency, though its method has one by the rules.

    has_events: The stream has given events already.

    elapsed_s: seconds since the call began; asked where a call as a whole has a timeout.
    """
    own = None if operation is None else CALL_RULES.operations.get(operation)
    verb = method or ("" if own is None else own.method)
    reader = None
    if fault is None:
        if not isinstance(status, (int, float)):
            return _STOP
        reader = read(status, headers, body, unread)
        if error_for_status(status) is None:
            return _STOP
        refresh = CALL_RULES.auth_refresh
        if refresh is not None and any(span.from_code <= status <= span.to_code for span in refresh.statuses):
            made = sum(kind == "refresh" for kind in uncounted)
            return RetryDecision("refresh", 0.0, "refresh") if made < refresh.max else _STOP
    if reader is None:
        eligible: Union[bool, Tuple[str, ...]] = _fault_is_retried(cast("str", fault), has_events)
    else:
        eligible = _answer_is_retried(reader, own, verb)
    of_status = eligible if isinstance(eligible, tuple) else None
    if eligible is False or not _operation_allows(own, verb, given, has_key, of_status):
        return _STOP
    names = _names_of(fault)
    faults = [rule for rule in CALL_RULES.own_retries if rule.fault in names]
    beside = next((rule for rule in faults if rule.fault == fault), faults[0] if faults else None)
    is_free = beside is not None and sum(kind == beside.fault for kind in uncounted) < beside.extra
    counted = attempt - len(uncounted)
    most = max_retries
    if most is None and own is not None:
        most = own.max_retries
    if most is None:
        most = CALL_RULES.max_retries or 0
    if not is_free and counted >= most and (beside is None or attempt >= beside.at_least):
        return _STOP
    cost = _cost_of(reader)
    free_of = beside.fault if beside is not None and is_free else None
    if reader is None:
        delay_s = retry_delay_s(counted, random=random, previous_s=previous_s)
    else:
        delay_s = retry_delay_s(
            counted, reader.status, reader.header, reader.body, now=now, random=random, previous_s=previous_s
        )
    if delay_s is None or _is_too_late(elapsed_s, delay_s):
        return _STOP
    return RetryDecision("retry", delay_s, free_of, cost)


def _names_of(fault: Optional[str]) -> Tuple[str, ...]:
    """Names by which a fault may be listed: a timeout is also what it is in part."""
    if fault is None:
        return ()
    return (fault, "timeout") if fault in ("timeoutHead", "timeoutBody") else (fault,)


def _fault_is_retried(fault: str, has_events: bool) -> bool:
    if has_events or fault == "stream":
        return CALL_RULES.streaming is not None and CALL_RULES.streaming.retry_after_first_event is True
    return any(name in CALL_RULES.faults for name in _names_of(fault))


def _answer_is_retried(reader: Read, own: Optional[OperationRules], verb: str) -> Union[bool, Tuple[str, ...]]:
    """True where an answer is retried; the methods after which it is, where its status names them."""
    # A redirect is retried where its status is listed, and else raised.
    if not 300 <= reader.status <= 399:
        name = CALL_RULES.should_retry_header
        said = None if name is None else (reader.header(name) or "").strip()
        if said in ("true", "false"):
            return said == "true"
    listed = CALL_RULES.statuses if own is None or own.statuses is None else own.statuses
    lines = [
        line for line in listed or () if line.from_code <= reader.status <= line.to_code and _has(reader, line)
    ]
    for line in lines:
        if _allows(CALL_RULES.methods if line.methods is None else line.methods, verb):
            return True if line.methods is None else line.methods
    if not lines:
        return False
    return True if lines[0].methods is None else lines[0].methods


def _has(reader: Read, line: RetriedSpan) -> bool:
    when = line.when
    if when is None:
        return True
    if when.place == "body":
        return is_there(reader.body(when.name), when.equals)
    value = reader.header(when.name)
    wanted = when.equals
    text = str(wanted).lower() if isinstance(wanted, bool) else str(wanted)
    return is_there(None if value is None else value.strip(), None if wanted is None else text)


def _allows(methods: Optional[Tuple[str, ...]], verb: str) -> bool:
    return methods is None or "*" in methods or verb in methods


def _operation_allows(
    own: Optional[OperationRules],
    verb: str,
    given: Collection[str],
    has_key: bool,
    of_status: Optional[Tuple[str, ...]],
) -> bool:
    """Whether the operation's own rule, or its method, allows a retry."""
    if own is not None and own.retried is not None:
        return own.retried
    if own is not None and own.precondition is not None:
        return own.precondition in given
    if of_status is not None:
        return _allows(of_status, verb)
    return _allows(CALL_RULES.methods, verb) or (has_key and verb in CALL_RULES.keyed_methods)


def _is_too_late(elapsed_s: float, delay_s: float) -> bool:
    timeouts = CALL_RULES.timeouts
    if timeouts.total_s is None:
        return False
    return elapsed_s + (0.0 if timeouts.covers_backoff is False else delay_s) >= timeouts.total_s


def _cost_of(reader: Optional[Read]) -> int:
    quota = CALL_RULES.quota
    if quota is None:
        return 0
    if reader is None:
        return quota.timeout_cost
    throttled = reader.status == 429
    return quota.throttle_cost if throttled else quota.cost
