"""
What a client does with calls, as the API says it; None where it leaves that open. Times in seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, Mapping, Optional, Tuple

FaultKind = Literal["dns", "connect", "tls", "reset", "close", "garbage", "cutHead", "cutBody", "timeout", "abort", "decode", "timeoutHead", "timeoutBody", "stream"]
"""What an attempt may come to without an answer that decides."""


@dataclass(frozen=True)
class StatusSpan:
    """Statuses from one to another."""

    from_code: int
    """The first."""
    to_code: int
    """The last."""


@dataclass(frozen=True)
class AnswerCondition:
    """Something that an answer has."""

    place: str
    """body or header."""
    name: str
    """A JSON pointer into the body, or the name of a header."""
    equals: object
    """None: whatever stands there."""


@dataclass(frozen=True)
class RetriedSpan:
    """Statuses that are retried."""

    from_code: int
    """The first."""
    to_code: int
    """The last."""
    methods: Optional[Tuple[str, ...]]
    """Methods after which they are, * for all; None: those of the policy."""
    when: Optional[AnswerCondition]
    """Only where the answer has this."""


@dataclass(frozen=True)
class OperationRules:
    """What an operation has of its own; None where it has nothing."""

    method: str
    """In upper case."""
    stream: bool
    """It answers with a stream of events."""
    retried: Optional[bool]
    """Whether it is retried, whatever its method."""
    precondition: Optional[str]
    """It is retried only where a call gives this argument."""
    max_retries: Optional[int]
    """Retries after the first attempt."""
    statuses: Optional[Tuple[RetriedSpan, ...]]
    """Statuses that are retried."""
    timeout_s: Optional[float]
    """Of one attempt."""


@dataclass(frozen=True)
class OwnRetries:
    """Retries that a fault has of its own."""

    fault: str
    """The fault."""
    extra: int
    """Retries that do not count."""
    at_least: int
    """Retries that are made even where the option says less."""


@dataclass(frozen=True)
class IdempotencyRules:
    """The key of idempotency of a request."""

    header: str
    """Where it stands."""
    methods: Tuple[str, ...]
    """Methods whose requests have one."""
    stable_on_retry: bool
    """It stays the same on each attempt."""


@dataclass(frozen=True)
class QuotaRules:
    """Tokens that the retries of one client take from together, and that successes give back."""

    capacity: int
    """Tokens of a new client."""
    cost: int
    """What a retry takes."""
    throttle_cost: int
    """What a retry takes after a 429."""
    timeout_cost: int
    """What a retry takes after a timeout or a broken connection."""
    refund: int
    """What a success without a retry gives back; after retries it is what the last one took."""


@dataclass(frozen=True)
class RefreshRules:
    """Statuses after which a credential is refreshed, and the call sent again."""

    statuses: Tuple[StatusSpan, ...]
    """The statuses."""
    max: int
    """How often in a call."""


@dataclass(frozen=True)
class TimeoutRules:
    """How long a client waits."""

    attempt_s: Optional[float]
    """Of one attempt."""
    total_s: Optional[float]
    """Of the call as a whole."""
    covers_backoff: Optional[bool]
    """Waits between attempts count in the total."""
    covers_body: Optional[bool]
    """The timeout of an attempt covers reading the body."""
    per_read: Optional[bool]
    """It is for each wait for more of an answer."""
    per_stream_event: Optional[bool]
    """In a stream it is for each wait for an event."""


@dataclass(frozen=True)
class AbortRules:
    """What an abort does."""

    during: Tuple[str, ...]
    """When it ends a call."""
    settle_within_s: float
    """The call ends within this time."""


@dataclass(frozen=True)
class StreamRules:
    """How a stream of events ends."""

    terminal_event: Optional[str]
    """The name of its last event."""
    terminal_data: Optional[str]
    """The data of its last event."""
    gives_terminal: bool
    """The caller is given the last event."""
    error_event: Optional[str]
    """The name of an event that tells of a failure."""
    error_data: Optional[str]
    """A JSON pointer: an event whose data has something there tells of a failure."""
    silent: Tuple[str, ...]
    """Events that the caller is not given."""
    missing_terminal: Optional[str]
    """What a stream without its last event comes to: error or accept."""
    retry_after_first_event: Optional[bool]
    """A stream that has given events is retried."""


@dataclass(frozen=True)
class SuccessRules:
    """What a success comes to that is not as it should be."""

    empty: Optional[str]
    """Without a body: None or error."""
    undecodable: Optional[str]
    """One that cannot be read: error."""
    cut: Optional[str]
    """One that is cut in its body: retry or error."""
    integers: Optional[str]
    """exact: large whole numbers keep their digits."""


@dataclass(frozen=True)
class CallRules:
    """Rules of calls; None where the API leaves something open."""

    max_retries: Optional[int]
    """Retries after the first attempt."""
    methods: Optional[Tuple[str, ...]]
    """Methods that are retried; None: all."""
    keyed_methods: Tuple[str, ...]
    """Methods that are retried where the request has a key of idempotency."""
    statuses: Optional[Tuple[RetriedSpan, ...]]
    """Statuses that are retried."""
    faults: Tuple[str, ...]
    """Faults that are retried."""
    own_retries: Tuple[OwnRetries, ...]
    """Faults with retries of their own."""
    should_retry_header: Optional[str]
    """Header whose true or false goes before the status."""
    idempotency: Optional[IdempotencyRules]
    """Keys of idempotency."""
    quota: Optional[QuotaRules]
    """Tokens that retries take."""
    auth_refresh: Optional[RefreshRules]
    """When a credential is refreshed."""
    timeouts: TimeoutRules
    """How long a client waits."""
    abort: Optional[AbortRules]
    """What an abort does."""
    streaming: Optional[StreamRules]
    """How a stream ends."""
    success: SuccessRules
    """What odd successes come to."""
    redirects: Optional[str]
    """error or follow."""
    operations: Mapping[str, OperationRules]
    """What operations have of their own, by id."""


CALL_RULES: Final[CallRules] = CallRules(
    max_retries=3,
    methods=None,
    keyed_methods=(),
    statuses=(RetriedSpan(from_code=429, to_code=429, methods=None, when=None), RetriedSpan(from_code=500, to_code=599, methods=None, when=None), RetriedSpan(from_code=600, to_code=999, methods=None, when=None)),
    faults=("connect", "reset", "close", "garbage", "cutHead", "timeout", "cutBody"),
    own_retries=(),
    should_retry_header=None,
    idempotency=None,
    quota=None,
    auth_refresh=None,
    timeouts=TimeoutRules(attempt_s=30, total_s=None, covers_backoff=None, covers_body=True, per_read=None, per_stream_event=True),
    abort=AbortRules(during=("request", "body", "backoff"), settle_within_s=0.1),
    streaming=StreamRules(terminal_event="done", terminal_data=None, gives_terminal=True, error_event="error", error_data=None, silent=(), missing_terminal="error", retry_after_first_event=False),
    success=SuccessRules(empty="null", undecodable="error", cut="retry", integers=None),
    redirects="error",
    operations=MappingProxyType({"listPersonas": OperationRules(method="GET", stream=False, retried=None, precondition=None, max_retries=None, statuses=None, timeout_s=None), "listMachines": OperationRules(method="GET", stream=False, retried=None, precondition=None, max_retries=None, statuses=None, timeout_s=None), "initSession": OperationRules(method="POST", stream=False, retried=None, precondition=None, max_retries=None, statuses=None, timeout_s=None), "sendMessage": OperationRules(method="POST", stream=False, retried=None, precondition=None, max_retries=None, statuses=None, timeout_s=None), "streamMessage": OperationRules(method="POST", stream=True, retried=None, precondition=None, max_retries=None, statuses=None, timeout_s=None), "getSession": OperationRules(method="GET", stream=False, retried=None, precondition=None, max_retries=None, statuses=None, timeout_s=None), "getHistory": OperationRules(method="GET", stream=False, retried=None, precondition=None, max_retries=None, statuses=None, timeout_s=None), "resetSession": OperationRules(method="POST", stream=False, retried=None, precondition=None, max_retries=None, statuses=None, timeout_s=None), "validateLlmKey": OperationRules(method="POST", stream=False, retried=None, precondition=None, max_retries=None, statuses=None, timeout_s=None), "revokeApiKey": OperationRules(method="DELETE", stream=False, retried=None, precondition=None, max_retries=None, statuses=None, timeout_s=None)}),
)
"""
What a client does with calls, as the API says it; None where it leaves that open. Times in seconds.
"""
