"""The clients under the adapter's virtual clock, against its test authority: real sockets, exact times."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import Any, Callable, List, Tuple

_HERE = os.path.dirname(os.path.abspath(__file__))
for _path in ("..", "../../../packages/adapter-python/tests"):
    sys.path.insert(0, os.path.join(_HERE, *_path.split("/")))

from clocked import AUTHORITY, run  # noqa: E402  - before the SDK: it installs the clock


from foilengine import AsyncFoilEngineClient, FoilEngineClient  # noqa: E402

KEYS = {"api_key": "pk_live_secret", "llm_api_key": "sk_secret", "jwt": "jwt_secret"}
MESSAGE = {"persona_id": "p/1", "message": "Hé", "user_session_id": "u 1"}

_calls = iter(range(10**9))


def _blocking(url: str, use: Callable[[Any], Any], options: Any) -> Any:
    with FoilEngineClient(base_url=url, **KEYS, **options) as client:
        value = use(client)
        return list(value) if hasattr(value, "__next__") else value


async def _asynchronous(url: str, use: Callable[[Any], Any], options: Any) -> Any:
    async with AsyncFoilEngineClient(base_url=url, **KEYS, **options) as client:
        value = use(client)
        return [event async for event in value] if hasattr(value, "__anext__") else await value


def both(use: Callable[[Any], Any], *script: Any, **options: Any) -> List[Tuple[Any, Any]]:
    """Plays the same on both clients; for each what came of it (a value, or the error) and the call as seen."""
    seen = []
    for variant in (_blocking, _asynchronous):
        name = f"sdk-{next(_calls)}"
        url = AUTHORITY.play(name, *script)

        def play() -> Any:
            made = variant(url, use, options)
            return asyncio.run(made) if asyncio.iscoroutine(made) else made

        try:
            outcome = run(name, play)
        except Exception as error:
            outcome = error
        seen.append((outcome, AUTHORITY.plays[name]))
    return seen


