from __future__ import annotations

from foilengine.body import parse_loose
from foilengine_error_map import FoilEngineError, ForbiddenError

from .mutant import Mutant

_NOTHING = object()


def _error_of(text):
    body = None if text is None else parse_loose(text)
    return body.get("error", _NOTHING) if isinstance(body, dict) else _NOTHING


def _as_repr(sound):
    def message(text, status, reason):
        error = _error_of(text)
        return sound.message(text, status, reason) if error is _NOTHING else str(error)

    return {"message": message}


def _one_place(sound):
    def message(text, status, reason):
        error = _error_of(text)
        nested = isinstance(error, dict) and "message" in error
        return sound.message(text if nested else None, status, reason)

    return {"message": message}


def _base_class_when(strange, words):
    def seams(sound):
        def to_error(failure, config, seams_of_client):
            if failure.kind == "status" and strange(failure.text):
                return FoilEngineError(words)
            return sound.to_error(failure, config, seams_of_client)

        return {"to_error": to_error}

    return seams


class TerseError(ForbiddenError):
    def __str__(self):
        return f"{type(self).__name__} ({self.status_code})"


MESSAGE = (
    Mutant(
        "message-ignored",
        "the message is the status phrase, whatever the server said",
        "error.message",
        lambda sound: {"message": lambda text, status, reason: reason or f"HTTP {status}"},
        cause="messageOther",
    ),
    Mutant(
        "message-not-string",
        "an error object is shown as Python writes it",
        "error.message",
        _as_repr,
        cause="messageIsObject",
    ),
    Mutant(
        "problem-json-ignored",
        "of the places where a server puts its message only /error/message is read",
        "error.message",
        _one_place,
        cause="messageOther",
    ),
    Mutant(
        "phrase-from-status-line-only",
        "where the status line has no phrase, as in HTTP/2, the message is the number",
        "error.message",
        lambda sound: {"message": lambda text, status, reason: sound.message(text, status, reason or f"HTTP {status}")},
        cause="messageOther",
    ),
    Mutant(
        "message-in-raw-body",
        "the message is the whole body, the server's words somewhere in it",
        "error.message",
        lambda sound: {"message": lambda text, status, reason: text or sound.message(text, status, reason)},
        cause="messageNotExact",
    ),
    Mutant(
        "printed-without-message",
        "a 403 that is printed shows its class and status alone, as then do all logs",
        "error.message",
        lambda sound: {"classify": lambda code: TerseError if code == 403 else sound.classify(code)},
        cause="printedWithoutMessage",
    ),
    Mutant(
        "message-unbounded",
        "a huge message is kept whole",
        "error.messageBound",
        lambda sound: {"bound": lambda text: text},
        cause="messageUnbounded",
    ),
    Mutant(
        "message-bound-in-characters",
        "the bound counts characters, so that other scripts exceed it",
        "error.messageBound",
        lambda sound: {"bound": lambda text: text[:4096]},
        cause="messageUnbounded",
    ),
    Mutant(
        "html-masks-status",
        "an error body that is not JSON raises a parse error of the base class, without the status",
        "error.class",
        _base_class_when(
            lambda text: text is not None and parse_loose(text, _NOTHING) is _NOTHING, "The error response is not JSON"
        ),
        cause="raisesOther",
    ),
    Mutant(
        "cut-error-loses-status",
        "an error body that breaks off raises the base class, without the status",
        "error.class",
        _base_class_when(lambda text: text is None, "The error response broke off"),
        cause="raisesOther",
        scope={"body": "cut"},
    ),
)
