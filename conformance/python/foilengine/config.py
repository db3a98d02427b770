"""The client's options, checked, with defaults filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Dict, Optional, Tuple

from foilengine_error_map import FoilEngineError

DEFAULT_BASE_URL = "https://api.foilengine.io"
DEFAULT_TIMEOUT_S = 30.0
DEFAULT_MAX_RETRIES = 3


@dataclass(frozen=True)
class Config:
    #: `pk_live_…`
    api_key: str = field(repr=False)
    #: The player's own model key; the chat operations need it.
    llm_api_key: Optional[str] = field(default=None, repr=False)
    #: Token of a signed-in developer; `api_keys` needs it.
    jwt: Optional[str] = field(default=None, repr=False)
    base_url: str = DEFAULT_BASE_URL
    #: Seconds for one attempt, the body included; in a stream, for each wait for an event.
    timeout: float = DEFAULT_TIMEOUT_S
    #: Retries after the first attempt, on 429, 5xx, network faults and timeouts.
    max_retries: int = DEFAULT_MAX_RETRIES
    llm_model: Optional[str] = None
    llm_eval_model: Optional[str] = None
    llm_response_model: Optional[str] = None
    llm_summarization_model: Optional[str] = None
    llm_eval_api_key: Optional[str] = field(default=None, repr=False)
    llm_response_api_key: Optional[str] = field(default=None, repr=False)
    llm_summarization_api_key: Optional[str] = field(default=None, repr=False)

    def __post_init__(self) -> None:
        for name in ("api_key", "jwt", *_LLM_HEADERS):
            # The transport would refuse these too, with the key in its message.
            if re.search(r"[^\t\x20-\x7e]", getattr(self, name) or ""):
                raise FoilEngineError(f"{name} holds a character that no header can carry")
        for name in ("timeout", "max_retries"):
            if not getattr(self, name) >= 0:
                raise FoilEngineError(f"{name} must be a number of at least 0, not {getattr(self, name)!r}")

    def llm_headers(self) -> Dict[str, str]:
        given = {header: getattr(self, name) for name, header in _LLM_HEADERS.items()}
        return {header: value for header, value in given.items() if value is not None}

    @property
    def secrets(self) -> Tuple[str, ...]:
        """Values that no error may show."""
        keys = [self.api_key, self.jwt, *(getattr(self, name) for name in _LLM_HEADERS if name.endswith("_key"))]
        return tuple(key for key in keys if key)


_LLM_HEADERS = {
    "llm_api_key": "X-LLM-API-Key",
    "llm_model": "X-LLM-Model",
    "llm_eval_model": "X-LLM-Eval-Model",
    "llm_response_model": "X-LLM-Response-Model",
    "llm_summarization_model": "X-LLM-Summarization-Model",
    "llm_eval_api_key": "X-LLM-Eval-API-Key",
    "llm_response_api_key": "X-LLM-Response-API-Key",
    "llm_summarization_api_key": "X-LLM-Summarization-API-Key",
}
