"""So many calls by so many clients of the reference SDK for Python: `python_floor.py BASE_URL REQUESTS CLIENTS sync|async`."""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor

from foilengine import AsyncFoilEngineClient, FoilEngineClient

base_url, requests, clients, variant = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
#: Calls at once that the adapter offers.
AT_ONCE = 16
calls_of = [(requests + n) // clients for n in range(clients)]
arguments = {"persona_id": "p", "user_session_id": "u", "player_name": "n", "player_gender": "female"}
keys = {"base_url": base_url, "api_key": "k", "llm_api_key": "l"}


def play(calls: int) -> None:
    client = FoilEngineClient(**keys)
    for _ in range(calls):
        client.chat.init_session(**arguments)
    client.close()


async def play_async(gate: asyncio.Semaphore, calls: int) -> None:
    async with gate:
        client = AsyncFoilEngineClient(**keys)
        for _ in range(calls):
            await client.chat.init_session(**arguments)
        await client.close()


async def play_all() -> None:
    gate = asyncio.Semaphore(AT_ONCE)
    await asyncio.gather(*(play_async(gate, calls) for calls in calls_of))


if variant == "async":
    asyncio.run(play_all())
else:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(play, calls_of))
