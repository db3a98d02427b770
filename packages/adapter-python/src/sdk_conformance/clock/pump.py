"""The thread that moves virtual time: it asks the clock authority for every jump, in two phases, for all blocked calls at once."""

from __future__ import annotations

import _thread
import os
import sys
import traceback
from typing import Any, Dict, List, Optional, Tuple

from . import real
from .domain import Domain
from .line import ClockLine, ClockLost

# An answer on loopback takes a ms or so; asking before it can have come is noise.
_FIRST_ASK_IN_FLIGHT_S = 0.001
_ASK_AGAIN_S = 0.0005
_ASK_AGAIN_MOST_S = 0.008
# Something real may still bring an idle call on: a process, a thread of nobody's.
_GIVE_UP_S = 0.25


class _Pending:
    __slots__ = ("domain", "due", "pause", "changes", "idle_changes", "idle_since")

    def __init__(self, domain: Domain, due: float) -> None:
        self.domain = domain
        self.due = due
        self.pause = _ASK_AGAIN_S
        self.changes = -1
        self.idle_changes = -1
        self.idle_since = 0.0


class Pump:
    def __init__(self, line: ClockLine) -> None:
        self._line = line
        self._lock = real.allocate_lock()
        self._signal = real.allocate_lock()
        self._signal.acquire()
        self._pending: Dict[Domain, _Pending] = {}
        self._jumps: List[Tuple[Domain, int, Any]] = []
        _thread.start_new_thread(self._run, ())

    def poke(self, domain: Domain) -> None:
        """The domain may be blocked."""
        due = real.monotonic() + (_FIRST_ASK_IN_FLIGHT_S if domain.wires.exchanges()[0] else 0.0)
        with self._lock:
            pending = self._pending.setdefault(domain, _Pending(domain, due))
            pending.due = min(pending.due, due)
            if self._signal.locked():
                self._signal.release()

    def let_pass(self, domain: Domain, ms: int) -> None:
        """Moves the domain's clock by so many ms, without condition; the calling thread waits until it is done."""
        gate = real.allocate_lock()
        gate.acquire()
        with self._lock:
            self._jumps.append((domain, ms, gate))
            if self._signal.locked():
                self._signal.release()
        gate.acquire()

    def _jump(self) -> None:
        with self._lock:
            jumps, self._jumps = self._jumps, []
        for domain, ms, gate in jumps:
            word, *rest = self._line.ask({domain.call: f"jump {domain.call} {domain.now_ms + ms}"})[domain.call]
            if word == "now":
                domain.jump(int(rest[0]))
            gate.release()

    def _run(self) -> None:
        try:
            while True:
                pause = self._turn()
                self._signal.acquire(True, -1 if pause is None else pause)
        except BaseException as error:  # noqa: BLE001 - without this thread every call would hang
            if not isinstance(error, ClockLost):
                traceback.print_exc()
            print(f"no virtual time any more: {error!r}", file=sys.stderr, flush=True)
            os._exit(3)

    def _turn(self) -> Optional[float]:
        """Asks for all that is due. Returns the pause until the next is, None where nothing is pending."""
        self._jump()
        now = real.monotonic()
        with self._lock:
            due = [pending for pending in self._pending.values() if pending.due <= now]
        blocked = [pending for pending in due if self._is_blocked(pending)]
        if blocked:
            self._advance(self._quiet(blocked))
        with self._lock:
            return min((max(0.0, p.due - real.monotonic()) for p in self._pending.values()), default=None)

    def _is_blocked(self, pending: _Pending) -> bool:
        pending.changes = pending.domain.changes
        if pending.domain.blocked():
            return True
        self._later(pending)
        return False

    def _later(self, pending: _Pending) -> None:
        with self._lock:
            # Whoever runs pokes again once blocked; only bytes that wait to be read may be read without a poke.
            if pending.domain.closed or pending.domain.abandoned or pending.domain.runs():
                self._pending.pop(pending.domain, None)
                return
            pending.due = real.monotonic() + pending.pause
            pending.pause = min(pending.pause * 2, _ASK_AGAIN_MOST_S)

    def _quiet(self, blocked: List[_Pending]) -> Dict[str, _Pending]:
        """First phase. Those that may advance, by call, with what to ask."""
        calls = {pending.domain.call: pending for pending in blocked}
        answers = self._line.ask({call: self._quiet_command(p.domain) for call, p in calls.items()})
        ready: Dict[str, _Pending] = {}
        for call, pending in calls.items():
            word, *rest = answers[call]
            if word == "unknown":
                self._gone(pending)
                continue
            # Looked at again: what the authority answered before it said so is in the sockets by now.
            if word == "quiet" and pending.domain.changes == pending.changes and pending.domain.blocked():
                to = pending.domain.next_due()
                if pending.domain.end_rests() or pending.domain.end_drains(before=to):
                    continue
                ready[f"advance {call} {rest[0]} {'-' if to is None else to}"] = pending
            else:
                self._later(pending)
        return ready

    def _quiet_command(self, domain: Domain) -> str:
        waiting, at_most = domain.wires.exchanges()
        return f"quiet {domain.call} {waiting} {at_most}"

    def _advance(self, ready: Dict[str, _Pending]) -> None:
        """Second phase."""
        if not ready:
            return
        answers = self._line.ask({pending.domain.call: command for command, pending in ready.items()})
        for pending in ready.values():
            word, *rest = answers[pending.domain.call]
            if word == "now":
                with self._lock:
                    self._pending.pop(pending.domain, None)
                pending.domain.jump(int(rest[0]))
                # A held answer wakes with the next command, so this goes on where nothing of ours was due.
                self.poke(pending.domain)
            elif word == "idle":
                self._idle(pending, endless=rest == ["endless"])
            elif word == "unknown":
                self._gone(pending)
            else:
                self._later(pending)

    def _gone(self, pending: _Pending) -> None:
        """The runner has given the call up."""
        pending.domain.abandon()
        with self._lock:
            self._pending.pop(pending.domain, None)

    def _idle(self, pending: _Pending, endless: bool) -> None:
        """No timer, nothing held back that will be due: a drain is over, or what is not settled never will be."""
        if pending.domain.end_all_drains():
            return
        now = real.monotonic()
        if pending.idle_changes != pending.changes and not endless:
            pending.idle_changes, pending.idle_since = pending.changes, now
        elif endless or now - pending.idle_since >= _GIVE_UP_S:
            pending.domain.on_unsettled()
            pending.domain.abandon()
        with self._lock:
            pending.due = now + _GIVE_UP_S / 4
