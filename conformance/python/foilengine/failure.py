"""What went wrong in one attempt, before any policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional

NETWORK = "network"  # no complete head of a response came
CUT = "cut"  # a 2xx that broke off in its body
TIMEOUT = "timeout"
DECODE = "decode"  # a 2xx that is not JSON
STATUS = "status"
ERROR_EVENT = "errorEvent"  # the server's own, in a stream
UNFINISHED = "unfinished"  # a stream that ended without `done`


@dataclass(frozen=True)
class Failure:
    kind: str
    status: Optional[int] = None
    reason: str = ""
    #: Seconds; None where there is no usable hint.
    retry_after: Optional[float] = None
    #: Body of an error response; None: it could not be read to its end, or not be decoded.
    text: Optional[str] = None
    #: Data of an error event.
    data: Any = None
    cause: Optional[BaseException] = None
