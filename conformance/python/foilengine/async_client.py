"""The asyncio client."""

from __future__ import annotations

import asyncio
from typing import Any, AsyncIterator, Awaitable, Optional, Union

import httpx

from . import flow
from .config import Config
from .effects import Done, Effect, Emit, Flow, Open, Progress, Read, Sleep
from .request import Operation
from .resources import Resources
from .seams import Seams
from .sse import StreamEvent
from .transport import FAULTS, HTTP2, SSL_CONTEXT, fault, head, prepare


class _Runner:
    """Carries out the effects of flows, one response at a time each."""

    def __init__(self, config: Config, seams: Seams, http: httpx.AsyncClient) -> None:
        self.config, self.seams, self.http = config, seams, http

    async def call(self, operation: Operation) -> Any:
        player = _Player(self, flow.call(self.config, self.seams, operation))
        try:
            done = await player.until_event()
            return done.value if isinstance(done, Done) else None
        finally:
            await player.close()

    async def stream(self, operation: Operation) -> AsyncIterator[StreamEvent]:
        player = _Player(self, flow.stream(self.config, self.seams, operation))
        try:
            came = await player.until_event()
            while isinstance(came, Emit):
                yield came.event
                came = await player.until_event()
        finally:
            await player.close()


class _Player:
    def __init__(self, runner: _Runner, its_flow: Flow) -> None:
        self._runner, self._progress = runner, Progress(its_flow)
        self._response: Optional[httpx.Response] = None
        self._chunks: Optional[AsyncIterator[bytes]] = None

    async def until_event(self) -> Union[Emit, Done]:
        while True:
            effect = self._progress.effect()
            if isinstance(effect, Done):
                return effect
            if isinstance(effect, Emit):
                self._progress.answer(None)
                return effect
            try:
                self._progress.answer(await self._perform(effect))
            except (*FAULTS, asyncio.TimeoutError) as error:
                self._progress.fail(fault(error))

    async def _perform(self, effect: Effect) -> Any:
        if isinstance(effect, Sleep):
            return await self._runner.seams.sleep_async(effect.seconds)
        if isinstance(effect, Open):
            return await self._runner.seams.timed_async(self._open(effect), effect.timeout)
        if isinstance(effect, Read):
            return await self._runner.seams.timed_async(self._read(), effect.timeout)
        return await self._close_response()

    async def _open(self, effect: Open) -> Any:
        await self._close_response()
        self._response = await self._runner.http.send(prepare(effect.request), stream=True)
        self._chunks = self._response.aiter_raw().__aiter__()
        return head(self._response)

    async def _read(self) -> Optional[bytes]:
        if self._chunks is not None:
            async for chunk in self._chunks:
                return chunk
        return None

    async def _close_response(self) -> None:
        response, self._response = self._response, None
        if response is not None:
            await self._runner.seams.let_go_async(response, self._chunks)

    async def close(self) -> None:
        self._progress.close()
        await self._close_response()


class AsyncFoilEngineClient(Resources):
    """
    asyncio client of the Foil Engine API. Options by name, as in `Config`. Its methods are coroutines; a cancelled task
    ends its call at once, also in the wait for a retry.
    """

    def __init__(self, api_key: str, *, _seams: Optional[Seams] = None, **options: Any) -> None:
        transport = httpx.AsyncHTTPTransport(verify=SSL_CONTEXT, http2=HTTP2)
        self._http = httpx.AsyncClient(transport=transport, timeout=None, trust_env=False)
        seams = _seams or Seams()
        super().__init__(_Runner(seams.config(api_key, **options), seams, self._http))

    def close(self) -> Awaitable[None]:
        return self._http.aclose()

    async def __aenter__(self) -> "AsyncFoilEngineClient":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
