from __future__ import annotations

import re

from foilengine.body import parse_loose
from foilengine.sse import EventParser, StreamEvent

from .mutant import Mutant


class _LineFeedsOnly(EventParser):
    def feed(self, chunk):
        # A CR becomes part of its line, so that the empty line is never seen.
        return super().feed(chunk.replace(b"\r", b" "))


class _NoLoneReturns(EventParser):
    """Takes a CR that no LF follows for a part of its line."""

    def __init__(self):
        super().__init__()
        self._held = b""

    def feed(self, chunk):
        chunk = self._held + chunk
        self._held = b"\r" if chunk.endswith(b"\r") else b""
        return super().feed(re.sub(rb"\r(?!\n)", b" ", chunk[: len(chunk) - len(self._held)]))


class _EndsTwice(EventParser):
    def feed(self, chunk):
        return super().feed(chunk[:-1] + b"\n" if chunk.endswith(b"\r") else chunk)


def _reads_past_end(sound):
    complete = []

    def is_last_event(event):
        complete.extend([event] if sound.is_last_event(event) else [])
        return False

    return {"is_last_event": is_last_event, "missing_end": lambda: None if complete else sound.missing_end()}


class _SingleLine:
    """Reads blocks that end in an empty line, and takes one data line of each."""

    def __init__(self):
        self._rest = b""

    def feed(self, chunk):
        self._rest = (self._rest + chunk).replace(b"\r\n", b"\n")
        *blocks, self._rest = self._rest.split(b"\n\n")
        for block in blocks:
            text = block.decode("utf-8", "replace")
            data = re.search(r"^data: ?(.*)$", text, re.MULTILINE)
            event = re.search(r"^event: ?(.*)$", text, re.MULTILINE)
            if data:
                value = parse_loose(data.group(1), data.group(1))
                yield StreamEvent(event.group(1) if event else "message", value)


class _DecodedApart(EventParser):
    def feed(self, chunk):
        return super().feed(chunk.decode("utf-8", "replace").encode())


class _ChunkIsEvent(EventParser):
    def feed(self, chunk):
        return EventParser().feed(chunk)


class _Untimed:
    def __init__(self, deadline):
        self.left, self.pause, self.restart = deadline.left, deadline.pause, lambda: None


class _Doubled:
    """Gives each wait but the first twice its time."""

    def __init__(self, first, later):
        self._now, self._later = first, later
        self.pause = lambda: self._now.pause()

    def left(self):
        return self._now.left()

    def restart(self):
        self._now = self._later
        self._now.restart()


class _Total:
    def __init__(self, deadline):
        self.left, self.pause, self.restart = deadline.left, lambda: None, lambda: None


STREAM = (
    Mutant(
        "crlf-unknown",
        "events must end in two line feeds; CRLF is not understood",
        "stream.events",
        lambda sound: {"event_parser": _LineFeedsOnly},
        cause="eventsDiffer",
    ),
    Mutant(
        "cr-unknown",
        "lines end in LF or CRLF; a CR alone is not understood",
        "stream.events",
        lambda sound: {"event_parser": _NoLoneReturns},
        cause="eventsDiffer",
    ),
    Mutant(
        "crlf-cut-ends-twice",
        "a CRLF that is cut between two chunks ends two lines, and with them an event",
        "stream.events",
        lambda sound: {"event_parser": _EndsTwice},
        cause="eventsDiffer",
    ),
    Mutant(
        "reads-past-end",
        "a stream is read until its connection ends, whatever its last event",
        "call.prompt",
        _reads_past_end,
        cause="settlesLate",
    ),
    Mutant(
        "multi-line-data-lost",
        "of several data lines only one is kept",
        "stream.events",
        lambda sound: {"event_parser": _SingleLine},
        cause="eventsDiffer",
    ),
    Mutant(
        "utf8-cut-between-chunks",
        "each chunk is decoded alone, so that characters cut between two are lost",
        "stream.events",
        lambda sound: {"event_parser": _DecodedApart},
        cause="eventsDiffer",
    ),
    Mutant(
        "chunk-is-event",
        "every chunk is taken for whole events",
        "stream.events",
        lambda sound: {"event_parser": _ChunkIsEvent},
        cause="eventsDiffer",
    ),
    Mutant(
        "stream-never-retried",
        "a stream is not retried, not even before its first event",
        "stream.retry",
        lambda sound: {"may_replay": lambda given: False},
        cause="doesNotRetry",
        scope={"stream": "yes"},
    ),
    Mutant(
        "partial-then-retry",
        "a stream that breaks after its first events is asked for again, and they come twice",
        "stream.noReplay",
        lambda sound: {"may_replay": lambda given: True},
        cause="replaysStream",
    ),
    Mutant(
        "stream-error-swallowed",
        "an error event ends the stream as if all had gone well",
        "stream.errorEvent",
        lambda sound: {
            "is_error_event": lambda event: False,
            "is_last_event": lambda event: event.event == "error" or sound.is_last_event(event),
        },
        cause="errorEventIgnored",
    ),
    Mutant(
        "error-event-is-event",
        "an error event is handed on like any other",
        "stream.events",
        lambda sound: {"is_error_event": lambda event: False},
        cause="eventsDiffer",
    ),
    Mutant(
        "truncated-is-complete",
        "a stream that ends without `done` is taken for complete",
        "stream.terminal",
        lambda sound: {"missing_end": lambda: None},
        cause="endUnnoticed",
    ),
    Mutant(
        "stream-idle-untimed",
        "after its first event a stream may stall for ever",
        "call.settles",
        lambda sound: {"deadline": lambda timeout: _Untimed(sound.deadline(timeout))},
        cause="neverSettles",
    ),
    Mutant(
        "stream-idle-doubled",
        "after its first event a stream may pause for twice the timeout",
        "stream.idle",
        lambda sound: {"deadline": lambda timeout: _Doubled(sound.deadline(timeout), sound.deadline(timeout * 2))},
        cause="multipliesTimeout",
    ),
    Mutant(
        "stream-timeout-is-total",
        "the timeout covers the whole stream instead of each wait for an event",
        "stream.events",
        lambda sound: {"deadline": lambda timeout: _Total(sound.deadline(timeout))},
        cause="eventsDiffer",
    ),
)
