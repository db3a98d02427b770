"""The time zone of the process, which a call may ask for. Python reads and writes nothing by a culture that it is not told of."""

from __future__ import annotations

import os
import time
from typing import Optional

_started_in = os.environ.get("TZ")


def set_time_zone(zone: Optional[str]) -> None:
    """Of the tz database; None: that in which the process was started. The runner has no call of another zone run meanwhile."""
    wanted = _started_in if zone is None else zone
    if wanted == os.environ.get("TZ"):
        return
    if wanted is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = wanted
    time.tzset()


def can_set_time_zone() -> bool:
    """Windows has no way to, and a machine without the tz database takes every zone for UTC."""
    if not hasattr(time, "tzset"):
        return False
    try:
        set_time_zone("Europe/Berlin")
        return time.timezone == -3600
    finally:
        set_time_zone(None)
