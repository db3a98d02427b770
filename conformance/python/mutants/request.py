from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote, urljoin

from .mutant import Mutant


def _changed(change):
    """The sound request, changed."""

    def seams(sound):
        def build_request(config, operation, retries_done):
            return change(sound.build_request(config, operation, retries_done), retries_done)

        return {"build_request": build_request}

    return seams


def _without_header(name):
    def change(request, retries_done):
        return replace(request, headers={n: v for n, v in request.headers.items() if n != name})

    return _changed(change)


def _body(change):
    def changed(request, retries_done):
        return request if request.body is None else replace(request, body=change(request.body.decode()).encode())

    return _changed(changed)


def _camel(body):
    def name(found):
        return re.sub(r"_(\w)", lambda letter: letter.group(1).upper(), found.group())

    return re.sub(r'"\w+":', name, body)


def _not_implemented(request, retries_done):
    if re.search(r"/history\b", request.url):
        raise NotImplementedError("get_history")
    return request


def _put(request, retries_done):
    return replace(request, method="PUT") if request.method == "POST" and request.body is None else request


def _raw_path(sound):
    def build_request(config, operation, retries_done):
        built = sound.build_request(config, operation, retries_done)
        escaped = "/".join(quote(segment, safe="") for segment in operation.path)
        return replace(built, url=built.url.replace(escaped, "/".join(operation.path)))

    return {"build_request": build_request}


def _path_twice(sound):
    def build_request(config, operation, retries_done):
        path = tuple(quote(segment, safe="") for segment in operation.path)
        return sound.build_request(config, replace(operation, path=path), retries_done)

    return {"build_request": build_request}


def _base_path_lost(sound):
    def build_request(config, operation, retries_done):
        origin = urljoin(config.base_url, "/")
        return sound.build_request(replace(config, base_url=origin), operation, retries_done)

    return {"build_request": build_request}


def _slash_doubled(sound):
    def build_request(config, operation, retries_done):
        built = sound.build_request(config, operation, retries_done)
        return replace(built, url=config.base_url + built.url[len(config.base_url.rstrip("/")) :])

    return {"build_request": build_request}


def _no_machine(request, retries_done):
    url = re.sub(r"([?&])machine_id=[^&]*", r"\1", request.url)
    return replace(request, url=url.rstrip("?&"))


def _query_twice(request, retries_done):
    path, mark, query = request.url.partition("?")
    return replace(request, url=path + mark + query.replace("%", "%25"))


def _as_bearer(request, retries_done):
    headers = dict(request.headers)
    key = headers.pop("X-API-Key", None)
    return request if key is None else replace(request, headers={**headers, "Authorization": f"Bearer {key}"})


def _tagged(request, retries_done):
    return replace(request, headers={**request.headers, "X-Client-Tag": ", ".join(["foil"] * (retries_done + 1))})


def _on_retry(**changes):
    def change(request, retries_done):
        made = {name: make(request) for name, make in changes.items()}
        return replace(request, **made) if retries_done > 0 else request

    return _changed(change)


REQUEST = (
    Mutant(
        "operation-not-implemented",
        "get_history raises at once and sends nothing",
        "request.sent",
        _changed(_not_implemented),
        cause="nothingSent",
    ),
    Mutant(
        "wrong-method",
        "a POST without a body is sent as PUT",
        "request.method",
        _changed(_put),
        cause="methodOther",
    ),
    Mutant("path-not-escaped", "arguments stand in the path as they are", "request.path", _raw_path, cause="pathOther"),
    Mutant(
        "path-escaped-twice",
        "arguments in the path are escaped twice",
        "request.path",
        _path_twice,
        cause="escapedTwice",
    ),
    Mutant(
        "base-path-lost",
        "the path of the base URL is lost: paths are resolved against its origin",
        "request.path",
        _base_path_lost,
        cause="basePathLost",
        scope={"basePath": "given"},
    ),
    Mutant(
        "base-slash-doubled",
        "a base URL that ends in a slash gives a path that begins with two",
        "request.baseSlash",
        _slash_doubled,
        cause="baseSlashDoubled",
    ),
    Mutant("query-dropped", "machine_id is not sent", "request.query", _changed(_no_machine), cause="queryNotSent"),
    Mutant(
        "query-escaped-twice",
        "values in the query are escaped twice",
        "request.query",
        _changed(_query_twice),
        cause="escapedTwice",
    ),
    Mutant(
        "content-type-missing",
        "the JSON body is not declared as JSON",
        "request.headers",
        _without_header("Content-Type"),
        cause="headerNotSent",
    ),
    Mutant("body-in-camel-case", "the body uses camelCase names", "request.body", _body(_camel), cause="bodyOther"),
    Mutant(
        "body-loses-unicode",
        "characters outside ASCII become question marks",
        "request.body",
        _body(lambda body: body.encode("ascii", "replace").decode()),
        cause="bodyOther",
    ),
    Mutant(
        "api-key-as-bearer",
        "the API key is sent as a bearer token",
        "request.credentials",
        _changed(_as_bearer),
        cause="credentialElsewhere",
    ),
    Mutant(
        "model-key-missing",
        "the player's model key is not sent",
        "request.credentials",
        _without_header("X-LLM-API-Key"),
        cause="headerNotSent",
    ),
    Mutant(
        "body-not-resent",
        "retries have no body",
        "request.body",
        _on_retry(body=lambda request: None),
        cause="bodyNotSent",
        scope={"attempt": "later"},
    ),
    Mutant(
        "query-lost-on-retry",
        "retries have no query",
        "request.query",
        _on_retry(url=lambda request: request.url.partition("?")[0]),
        cause="queryNotSent",
        scope={"attempt": "later"},
    ),
    Mutant(
        "agent-tells-retries",
        "the User-Agent tells that a request is a retry",
        "request.stable",
        _on_retry(headers=lambda request: {**request.headers, "User-Agent": request.headers["User-Agent"] + " retry"}),
        cause="headerChanges",
    ),
    Mutant(
        "header-grows",
        "each attempt adds its own tag to those that X-Client-Tag holds",
        "request.sameHeaders",
        _changed(_tagged),
        cause="headerGrows",
    ),
)
