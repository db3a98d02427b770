"""What each method of the clients asks for."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from .request import Operation

_SDK = ("api", "v1", "sdk")


def _chat(
    method: str,
    persona_id: str,
    *path: str,
    query: Mapping[str, Any],
    body: Optional[Mapping[str, Any]] = None,
    accept: str = "application/json",
) -> Operation:
    return Operation(method, (*_SDK, "chat", persona_id, *path), "llm", query=query, body=body, accept=accept)


def list_personas() -> Operation:
    return Operation("GET", (*_SDK, "personas"), "sdk")


def list_machines(persona_id: str, user_session_id: str) -> Operation:
    return _chat("GET", persona_id, "machines", query={"user_session_id": user_session_id})


def init_session(
    persona_id: str, user_session_id: str, player_name: str, player_gender: str, machine_id: Optional[str]
) -> Operation:
    body = {"user_session_id": user_session_id, "player_name": player_name, "player_gender": player_gender}
    return _chat("POST", persona_id, "init-session", query={"machine_id": machine_id}, body=body)


def send_message(persona_id: str, message: str, user_session_id: str, machine_id: Optional[str]) -> Operation:
    body = {"message": message, "user_session_id": user_session_id}
    return _chat("POST", persona_id, "message", query={"machine_id": machine_id}, body=body)


def stream_message(persona_id: str, message: str, user_session_id: str, machine_id: Optional[str]) -> Operation:
    body = {"message": message, "user_session_id": user_session_id}
    return _chat(
        "POST", persona_id, "message", "stream",
        query={"machine_id": machine_id}, body=body, accept="text/event-stream",
    )  # fmt: skip


def _of_session(
    method: str, path: str, persona_id: str, user_session_id: str, machine_id: Optional[str]
) -> Operation:
    query = {"user_session_id": user_session_id, "machine_id": machine_id}
    return _chat(method, persona_id, path, query=query)


def get_session(persona_id: str, user_session_id: str, machine_id: Optional[str]) -> Operation:
    return _of_session("GET", "session", persona_id, user_session_id, machine_id)


def get_history(persona_id: str, user_session_id: str, machine_id: Optional[str]) -> Operation:
    return _of_session("GET", "history", persona_id, user_session_id, machine_id)


def reset_session(persona_id: str, user_session_id: str, machine_id: Optional[str]) -> Operation:
    return _of_session("POST", "reset", persona_id, user_session_id, machine_id)


def validate_llm_key(model: Optional[str]) -> Operation:
    return Operation("POST", (*_SDK, "validate-llm-key"), "llm", body={"model": model})


def revoke_api_key(key_id: str) -> Operation:
    return Operation("DELETE", (*_SDK, "api-keys", key_id), "web")
