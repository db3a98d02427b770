"""Child processes: what they take is real time, which the call's clock does not see, and is told."""

from __future__ import annotations

import subprocess
from typing import Any, Optional

from . import real
from .current import current_domain

_TOLD_FROM_S = 0.1
_wait: Any = getattr(subprocess.Popen, "wait")


def _wait_for_child(self: "subprocess.Popen[Any]", timeout: Optional[float] = None) -> Any:
    domain = current_domain()
    began = real.monotonic()
    try:
        return _wait(self, timeout)
    finally:
        passed = real.monotonic() - began
        if domain is not None and passed >= _TOLD_FROM_S:
            domain.on_escaped(int(passed * 1000), "a child process")


def install() -> None:
    setattr(subprocess.Popen, "wait", _wait_for_child)
