"""The messages of the adapter protocol, version 1, as they travel (JSON)."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, TypedDict

PROTOCOL_VERSION = 1


class _ClientRequired(TypedDict):
    id: str
    options: Dict[str, float]
    credentials: Dict[str, str]


class ClientOfCall(_ClientRequired, total=False):
    mayRefuse: bool


class _StepRequired(TypedDict):
    id: str
    client: str
    operation: str
    arguments: Dict[str, Any]


class StepOfCall(_StepRequired, total=False):
    startAtMs: float
    startAfter: str
    abortAtMs: float
    leaveAfter: float


class WallJump(TypedDict):
    atMs: float
    byMs: float


class Environment(TypedDict, total=False):
    timeZone: str


class _CallRequired(TypedDict):
    call: str
    baseUrl: str
    clients: List[ClientOfCall]
    steps: List[StepOfCall]


class Call(_CallRequired, total=False):
    wallJump: WallJump
    environment: Environment


class Echo(TypedDict):
    echo: str
    texts: List[str]


class InvalidMessage(ValueError):
    """The runner said something that is not a message of protocol 1; `path` is a JSON pointer into it."""

    def __init__(self, path: str, expected: str, got: object) -> None:
        super().__init__(f"message of the runner, {path or '/'}: expected {expected}, got {got!r:.80}")
        self.path = path


def _need(value: object, kind: type, path: str, expected: str) -> Any:
    if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
        raise InvalidMessage(path, expected, value)
    return value


def _text(record: Dict[str, Any], key: str, path: str) -> str:
    return str(_need(record.get(key), str, f"{path}/{key}", "a string"))


def _number(record: Dict[str, Any], key: str, path: str) -> Optional[float]:
    value = record.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InvalidMessage(f"{path}/{key}", "a number", value)
    return value


def _client(value: object, path: str) -> ClientOfCall:
    record = _need(value, dict, path, "a client")
    options = _need(record.get("options"), dict, f"{path}/options", "an object")
    for name in options:
        if _number(options, name, f"{path}/options") is None:
            raise InvalidMessage(f"{path}/options/{name}", "a number", None)
    credentials = _need(record.get("credentials"), dict, f"{path}/credentials", "an object")
    for name in credentials:
        _text(credentials, name, f"{path}/credentials")
    client: ClientOfCall = {"id": _text(record, "id", path), "options": options, "credentials": credentials}
    if record.get("mayRefuse") is True:
        client["mayRefuse"] = True
    return client


def _step(value: object, path: str) -> StepOfCall:
    record = _need(value, dict, path, "a step")
    step: StepOfCall = {
        "id": _text(record, "id", path),
        "client": _text(record, "client", path),
        "operation": _text(record, "operation", path),
        "arguments": _need(record.get("arguments"), dict, f"{path}/arguments", "an object"),
    }
    start_at = _number(record, "startAtMs", path)
    if start_at is not None:
        step["startAtMs"] = start_at
    abort_at = _number(record, "abortAtMs", path)
    if abort_at is not None:
        step["abortAtMs"] = abort_at
    leave_after = _number(record, "leaveAfter", path)
    if leave_after is not None:
        step["leaveAfter"] = leave_after
    if record.get("startAfter") is not None:
        step["startAfter"] = _text(record, "startAfter", path)
    return step


def read_echo(value: object) -> Echo:
    """The texts to echo in an answer to `next`. Raises `InvalidMessage` with the path of the first mistake."""
    record = _need(value, dict, "", "an echo")
    texts = _need(record.get("texts"), list, "/texts", "a list of texts")
    read = [str(_need(text, str, f"/texts/{i}", "a string")) for i, text in enumerate(texts)]
    return {"echo": _text(record, "echo", ""), "texts": read}


def _wall_jump(value: object, path: str) -> WallJump:
    record = _need(value, dict, path, "an object")
    at, by = _number(record, "atMs", path), _number(record, "byMs", path)
    if at is None or by is None:
        raise InvalidMessage(path, "atMs and byMs", value)
    return {"atMs": at, "byMs": by}


def read_call(value: object) -> Call:
    """The call in an answer to `next`. Raises `InvalidMessage` with the path of the first mistake."""
    record = _need(value, dict, "", "a call")
    clients = _need(record.get("clients"), list, "/clients", "a list of clients")
    steps = _need(record.get("steps"), list, "/steps", "a list of steps")
    call: Call = {
        "call": _text(record, "call", ""),
        "baseUrl": _text(record, "baseUrl", ""),
        "clients": [_client(c, f"/clients/{i}") for i, c in enumerate(clients)],
        "steps": [_step(s, f"/steps/{i}") for i, s in enumerate(steps)],
    }
    if record.get("wallJump") is not None:
        call["wallJump"] = _wall_jump(record["wallJump"], "/wallJump")
    if record.get("environment") is not None:
        environment = _need(record["environment"], dict, "/environment", "an object")
        call["environment"] = {"timeZone": _text(environment, "timeZone", "/environment")}
    known_clients = {c["id"] for c in call["clients"]}
    known_steps = {s["id"] for s in call["steps"]}
    for i, step in enumerate(call["steps"]):
        if step["client"] not in known_clients:
            raise InvalidMessage(f"/steps/{i}/client", f"one of {sorted(known_clients)}", step["client"])
        if "startAfter" in step and step["startAfter"] not in known_steps:
            raise InvalidMessage(f"/steps/{i}/startAfter", f"one of {sorted(known_steps)}", step["startAfter"])
    return call
