"""An operation with its arguments, and the request that it becomes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Dict, Mapping, Optional, Tuple
from urllib.parse import quote

from foilengine_error_map import FoilEngineError

from .config import Config


@dataclass(frozen=True)
class Operation:
    method: str
    #: Segments; each is escaped.
    path: Tuple[str, ...]
    #: `sdk`: the API key; `llm`: the model keys as well; `web`: the token only.
    auth: str
    query: Optional[Mapping[str, Any]] = None
    #: None: no body.
    body: Optional[Mapping[str, Any]] = None
    accept: str = "application/json"


@dataclass(frozen=True)
class HttpRequest:
    method: str
    url: str
    headers: Dict[str, str]
    body: Optional[bytes]


def _authorization(config: Config, auth: str) -> Dict[str, str]:
    if auth == "web":
        if config.jwt is None:
            raise FoilEngineError("this operation needs the option jwt")
        return {"Authorization": f"Bearer {config.jwt}"}
    return {"X-API-Key": config.api_key, **(config.llm_headers() if auth == "llm" else {})}


def _query_string(query: Mapping[str, Any]) -> str:
    pairs = [f"{quote(name, safe='')}={quote(str(value), safe='')}" for name, value in query.items() if value is not None]
    return "?" + "&".join(pairs) if pairs else ""


def build_request(config: Config, operation: Operation, retries_done: int) -> HttpRequest:
    """The same for every attempt."""
    headers = {
        "Accept": operation.accept,
        # What this SDK decodes by itself, so that a broken encoding does not hide a status.
        "Accept-Encoding": "gzip, deflate",
        "User-Agent": "foilengine-python/0.0.0",
        **_authorization(config, operation.auth),
    }
    body = None
    if operation.body is not None:
        headers["Content-Type"] = "application/json"
        given = {name: value for name, value in operation.body.items() if value is not None}
        body = json.dumps(given, ensure_ascii=False).encode("utf-8", "replace")
    path = "/".join(quote(segment, safe="") for segment in operation.path)
    url = f"{config.base_url.rstrip('/')}/{path}{_query_string(operation.query or {})}"
    return HttpRequest(operation.method, url, headers, body)
