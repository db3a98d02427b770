"""Categories of rate limits."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Mapping


@dataclass(frozen=True)
class RateLimitCategory:
    """So many requests in a window of so many seconds, counted for each of a scope."""

    id: str
    name: str
    limit: int
    window_s: float
    scope: str
    applies_to: str


GENERATION: Final = RateLimitCategory(
    id="generation",
    name="Generation",
    limit=10,
    window_s=60.0,
    scope="ip",
    applies_to="AI content creation (web editor)",
)
"""Generation: 10 / min, per IP. AI content creation (web editor)."""

CHAT: Final = RateLimitCategory(
    id="chat",
    name="Chat",
    limit=60,
    window_s=60.0,
    scope="ip",
    applies_to="Web chat message endpoints",
)
"""Chat: 60 / min, per IP. Web chat message endpoints."""

GENERAL: Final = RateLimitCategory(
    id="general",
    name="General",
    limit=120,
    window_s=60.0,
    scope="ip",
    applies_to="All other web endpoints",
)
"""General: 120 / min, per IP. All other web endpoints."""

SDK_CHAT: Final = RateLimitCategory(
    id="sdkChat",
    name="SDK Chat",
    limit=30,
    window_s=60.0,
    scope="apiKey",
    applies_to="SDK message + streaming endpoints",
)
"""SDK Chat: 30 / min, per API key. SDK message + streaming endpoints."""

SDK_GENERAL: Final = RateLimitCategory(
    id="sdkGeneral",
    name="SDK General",
    limit=60,
    window_s=60.0,
    scope="apiKey",
    applies_to="SDK init, history, reset, personas, machines",
)
"""SDK General: 60 / min, per API key. SDK init, history, reset, personas, machines."""

RATE_LIMITS: Final[Mapping[str, RateLimitCategory]] = MappingProxyType(
    {
        "generation": GENERATION,
        "chat": CHAT,
        "general": GENERAL,
        "sdkChat": SDK_CHAT,
        "sdkGeneral": SDK_GENERAL,
    }
)
"""All categories by id."""
