from __future__ import annotations

import json
import re

from foilengine.body import parse_loose
from foilengine.effects import Head

from .mutant import Mutant
from .transport import _never_for


def _without_falsy(text):
    def keep(pairs):
        return {name: value for name, value in pairs if value is not False and value != 0}

    return None if text == "" else json.loads(text, object_pairs_hook=keep)


def _any_value(sound):
    def parse_value(text):
        try:
            return sound.parse_value(text)
        except ValueError:
            return text

    return {"parse_value": parse_value}


def _judged_by_body(sound):
    kept = [b""]

    def send(request, deadline):
        head = yield from sound.send(request, deadline)
        kept[0] = None
        if head.status < 400:
            return head
        kept[0] = yield from sound.read_body(head, deadline)
        body = parse_loose(kept[0].decode("utf-8", "replace"))
        if not isinstance(body, dict) or "error" in body:
            return head
        return Head(200, head.reason, None, head.content_type, head.encoding)

    def read_body(head, deadline):
        return kept[0] if kept[0] is not None else (yield from sound.read_body(head, deadline))

    return {"send": send, "read_body": read_body}


def _unread_as(types):
    """Bodies of some content types are taken for no JSON, and for nothing."""
    return lambda sound: {
        "decode_text": lambda data, kind: "" if re.search(types, kind or "") else sound.decode_text(data, kind)
    }


SUCCESS = (
    Mutant(
        "type-with-parameter-unread",
        "JSON is not read where its content type has a parameter",
        "success.value",
        _unread_as("^application/json *;"),
        cause="valueDiffers",
    ),
    Mutant(
        "type-case-matters",
        "JSON is not read where its content type is written in other letter case",
        "success.value",
        _unread_as("Application|JSON"),
        cause="valueDiffers",
    ),
    Mutant(
        "problem-json-unread",
        "problem JSON is taken for text, so that what it says is lost",
        "error.message",
        _unread_as(r"problem\+json"),
        cause="messageOther",
    ),
    Mutant(
        "falsy-dropped",
        "fields that are false or 0 are missing from the value",
        "success.value",
        lambda sound: {"parse_value": _without_falsy},
        cause="valueDiffers",
    ),
    Mutant(
        "no-content-parsed",
        "an empty body is parsed as JSON, which fails",
        "success.empty",
        lambda sound: {"parse_value": json.loads},
        cause="raisesASuccess",
        scope={"body": "none"},
    ),
    Mutant(
        "only-200-is-success",
        "201 and 204 raise",
        "success.empty",
        lambda sound: {"is_success": lambda status: status == 200},
        cause="raisesASuccess",
    ),
    Mutant(
        "listed-success-alone",
        "a 2xx that the status table does not list raises",
        "success.status",
        lambda sound: {"is_success": lambda status: status in (200, 204)},
        cause="raisesASuccess",
    ),
    Mutant(
        "html-200-as-value",
        "a proxy's HTML page is returned as the value",
        "success.decode",
        _any_value,
        cause="returnsAnError",
    ),
    Mutant(
        "html-200-retried",
        "a success that is not JSON is retried",
        "success.decode",
        lambda sound: {
            "retryable": lambda failure, status_is: failure.kind == "decode" or sound.retryable(failure, status_is)
        },
        cause="retries",
    ),
    Mutant(
        "cut-success-not-retried",
        "a success that breaks off is not retried",
        "success.cut",
        _never_for("cut"),
        cause="doesNotRetry",
    ),
    Mutant(
        "failure-judged-by-body",
        "an error response whose JSON has no `error` key is returned",
        "error.class",
        _judged_by_body,
        cause="returnsAnError",
    ),
)
