"""What no error map can have: addresses, headers, codings, Server-Sent Events."""

from __future__ import annotations

import codecs
import json
import re
import zlib
from typing import Any, Dict, Iterator, List, Mapping, Tuple
from urllib.parse import quote

import httpx
from foilengine_error_map import CALL_RULES

#: All that a transport raises. Headers of what is no HTTP can fail in their decoding.
FAULTS = (httpx.HTTPError, httpx.StreamError, OSError, UnicodeError)

_BOTH = ("apiKey", "llmApiKey")
_SESSION = ("user_session_id", "machine_id")

#: Path, names of the query, whether there is a body, keys.
_ROUTES: Dict[str, Tuple[str, Tuple[str, ...], bool, Tuple[str, ...]]] = {
    "listPersonas": ("personas", (), False, ("apiKey",)),
    "listMachines": ("chat/{persona_id}/machines", ("user_session_id",), False, _BOTH),
    "initSession": ("chat/{persona_id}/init-session", ("machine_id",), True, _BOTH),
    "sendMessage": ("chat/{persona_id}/message", ("machine_id",), True, _BOTH),
    "streamMessage": ("chat/{persona_id}/message/stream", ("machine_id",), True, _BOTH),
    "getSession": ("chat/{persona_id}/session", _SESSION, False, _BOTH),
    "getHistory": ("chat/{persona_id}/history", _SESSION, False, _BOTH),
    "resetSession": ("chat/{persona_id}/reset", _SESSION, False, _BOTH),
    "validateLlmKey": ("validate-llm-key", (), True, _BOTH),
    "revokeApiKey": ("api-keys/{key_id}", (), False, ("jwt",)),
}
_HEADERS = {"apiKey": "X-API-Key", "llmApiKey": "X-LLM-API-Key", "jwt": "Authorization"}


def is_writable(key: str) -> bool:
    """The transport would refuse it too, with the key in its message."""
    return re.search(r"[^\t\x20-\x7e]", key) is None


def request_of(base_url: str, keys: Mapping[str, str], operation: str, arguments: Mapping[str, Any]) -> httpx.Request:
    path, query, has_body, wanted = _ROUTES[operation]
    rules = CALL_RULES.operations[operation]
    in_path = re.findall(r"\{(\w+)\}", path)
    filled = re.sub(r"\{(\w+)\}", lambda found: quote(str(arguments[found[1]]), safe=""), path)
    pairs = [f"{name}={quote(str(arguments[name]), safe='')}" for name in query if arguments.get(name) is not None]
    headers = {
        "Accept": "text/event-stream" if rules.stream else "application/json",
        # What this client decodes by itself, so that a broken coding does not hide a status.
        "Accept-Encoding": "gzip, deflate",
        "User-Agent": "foilengine-on-error-map/0.0.0",
    }
    for key in wanted:
        headers[_HEADERS[key]] = f"Bearer {keys.get(key, '')}" if key == "jwt" else keys.get(key, "")
    body = None
    if has_body:
        headers["Content-Type"] = "application/json"
        rest = {name: value for name, value in arguments.items() if name not in (*in_path, *query) and value is not None}
        body = json.dumps(rest, ensure_ascii=False).encode("utf-8", "replace")
    url = f"{base_url.rstrip('/')}/api/v1/sdk/{filled}{'?' if pairs else ''}{'&'.join(pairs)}"
    return httpx.Request(rules.method, url, headers=headers, content=body)


class Undecodable(ValueError):
    """The body's coding is broken."""


def _inflater(answer: httpx.Response) -> Any:
    coding = answer.headers.get("content-encoding", "").strip().lower()
    return zlib.decompressobj(47) if coding in ("gzip", "x-gzip", "deflate") else None


def decoded(answer: httpx.Response, body: bytes) -> str:
    inflater = _inflater(answer)
    if inflater is not None:
        try:
            body = inflater.decompress(body)
        except zlib.error as error:
            raise Undecodable(str(error)) from error
        if not inflater.eof:
            raise Undecodable("the compressed body ends too early")
    return body.decode("utf-8-sig", "replace")


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


def value_of(text: str) -> Any:
    """The value of a success; None where it is empty."""
    try:
        return None if text == "" else json.loads(text, parse_constant=_refused)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


class EventParser:
    """Server-Sent Events (WHATWG HTML, section 9.2), fed in pieces; an event that its empty line did not end is dropped."""

    def __init__(self, answer: httpx.Response) -> None:
        self._inflater = _inflater(answer)
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._rest, self._event, self._after_return = "", "", False
        self._data: List[str] = []

    def feed(self, chunk: bytes) -> Iterator[Dict[str, Any]]:
        text = self._decoder.decode(chunk if self._inflater is None else self._inflater.decompress(chunk))
        if not text:
            return
        # A CR ends its line at once; the LF of a CRLF may come with the next piece.
        if self._after_return and text.startswith("\n"):
            text = text[1:]
        self._after_return = text.endswith("\r")
        *lines, self._rest = re.split(r"\r\n|\n|\r", self._rest + text)
        for line in lines:
            name, _, value = line.partition(":")
            value = value[1:] if value.startswith(" ") else value
            if name == "event":
                self._event = value
            elif name == "data":
                self._data.append(value)
            if line == "":
                if self._data:
                    yield {"event": self._event or "message", "data": _loose("\n".join(self._data))}
                self._event, self._data = "", []


def _loose(text: str) -> Any:
    try:
        return value_of(text)
    except ValueError:
        return text
