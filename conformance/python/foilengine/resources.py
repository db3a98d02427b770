"""
The methods of both clients. What a runner gives for an operation is what they return: a value, an iterator of events, or
in the asynchronous client an awaitable and an asynchronous iterator.
"""

from __future__ import annotations

from typing import Any, Optional, Protocol

from . import operations
from .request import Operation


class Runner(Protocol):
    def call(self, operation: Operation) -> Any: ...

    def stream(self, operation: Operation) -> Any: ...


class Personas:
    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    def list(self) -> Any:
        """The personas that this API key may use."""
        return self._runner.call(operations.list_personas())


class Chat:
    """Every method raises a FoilEngineError or a class below it, and nothing else."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    def list_machines(self, persona_id: str, user_session_id: str) -> Any:
        return self._runner.call(operations.list_machines(persona_id, user_session_id))

    def init_session(
        self, persona_id: str, user_session_id: str, player_name: str, player_gender: str, machine_id: Optional[str] = None
    ) -> Any:
        return self._runner.call(
            operations.init_session(persona_id, user_session_id, player_name, player_gender, machine_id)
        )

    def send_message(self, persona_id: str, message: str, user_session_id: str, machine_id: Optional[str] = None) -> Any:
        return self._runner.call(operations.send_message(persona_id, message, user_session_id, machine_id))

    def send_message_stream(
        self, persona_id: str, message: str, user_session_id: str, machine_id: Optional[str] = None
    ) -> Any:
        """One `metadata`, then `text_delta` events, then `done` with the whole reply."""
        return self._runner.stream(operations.stream_message(persona_id, message, user_session_id, machine_id))

    def get_session(self, persona_id: str, user_session_id: str, machine_id: Optional[str] = None) -> Any:
        return self._runner.call(operations.get_session(persona_id, user_session_id, machine_id))

    def get_history(self, persona_id: str, user_session_id: str, machine_id: Optional[str] = None) -> Any:
        return self._runner.call(operations.get_history(persona_id, user_session_id, machine_id))

    def reset_session(self, persona_id: str, user_session_id: str, machine_id: Optional[str] = None) -> Any:
        return self._runner.call(operations.reset_session(persona_id, user_session_id, machine_id))


class ApiKeys:
    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    def revoke(self, key_id: str) -> Any:
        """Revokes a key; needs the option `jwt`."""
        return self._runner.call(operations.revoke_api_key(key_id))


class Resources:
    """What a client offers."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self.personas = Personas(runner)
        self.chat = Chat(runner)
        self.api_keys = ApiKeys(runner)

    def validate_llm_key(self, model: Optional[str] = None) -> Any:
        """Asks whether the model key works; raises an AuthenticationError where it does not."""
        return self._runner.call(operations.validate_llm_key(model))
