"""The real functions, kept before anything is replaced: the clock itself and all that is outside a call run on these."""

from __future__ import annotations

import _socket
import _thread
import datetime as _datetime
import select as _select
import threading as _threading
import time as _time
from typing import Any

allocate_lock = _thread.allocate_lock
get_ident = _thread.get_ident
time = _time.time
time_ns = _time.time_ns
monotonic = _time.monotonic
monotonic_ns = _time.monotonic_ns
perf_counter = _time.perf_counter
perf_counter_ns = _time.perf_counter_ns
sleep = _time.sleep
gmtime = _time.gmtime
localtime = _time.localtime
ctime = _time.ctime
strftime = _time.strftime
datetime = _datetime.datetime
thread_start = _threading.Thread.start
thread_join = _threading.Thread.join
condition_wait = _threading.Condition.wait
select = _select.select
poll: Any = getattr(_select, "poll", None)
socket = _socket.socket
