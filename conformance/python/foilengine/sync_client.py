"""The blocking client."""

from __future__ import annotations

from typing import Any, Iterator, Optional, Union

import httpx

from . import flow
from .config import Config
from .effects import Done, Effect, Emit, Flow, Open, Progress, Read, Sleep
from .request import Operation
from .resources import Resources
from .seams import Seams
from .sse import StreamEvent
from .transport import FAULTS, EndedTransport, ends_in, fault, head, prepare


class _Runner:
    """Carries out the effects of flows, one response at a time each."""

    def __init__(self, config: Config, seams: Seams, http: httpx.Client) -> None:
        self.config, self.seams, self.http = config, seams, http

    def call(self, operation: Operation) -> Any:
        player = _Player(self, flow.call(self.config, self.seams, operation))
        try:
            done = player.until_event()
            return done.value if isinstance(done, Done) else None
        finally:
            player.close()

    def stream(self, operation: Operation) -> Iterator[StreamEvent]:
        player = _Player(self, flow.stream(self.config, self.seams, operation))
        try:
            came = player.until_event()
            while isinstance(came, Emit):
                yield came.event
                came = player.until_event()
        finally:
            player.close()


class _Player:
    def __init__(self, runner: _Runner, its_flow: Flow) -> None:
        self._runner, self._progress = runner, Progress(its_flow)
        self._response: Optional[httpx.Response] = None
        self._chunks: Iterator[bytes] = iter(())

    def until_event(self) -> Union[Emit, Done]:
        while True:
            effect = self._progress.effect()
            if isinstance(effect, Done):
                return effect
            if isinstance(effect, Emit):
                self._progress.answer(None)
                return effect
            try:
                self._progress.answer(self._perform(effect))
            except FAULTS as error:
                self._progress.fail(fault(error))

    def _perform(self, effect: Effect) -> Any:
        if isinstance(effect, Sleep):
            return self._runner.seams.sleep(effect.seconds)
        if isinstance(effect, (Open, Read)):
            if effect.timeout is not None and effect.timeout <= 0:
                raise TimeoutError("the attempt's time is over")
            with ends_in(effect.timeout):
                return self._open(effect) if isinstance(effect, Open) else next(self._chunks, None)
        return self.close_response()

    def _open(self, effect: Open) -> Any:
        self.close_response()
        self._response = self._runner.http.send(prepare(effect.request), stream=True)
        self._chunks = self._response.iter_raw()
        return head(self._response)

    def close_response(self) -> None:
        response, self._response = self._response, None
        if response is not None:
            self._runner.seams.let_go(response, self._chunks)

    def close(self) -> None:
        self._progress.close()
        self.close_response()


class FoilEngineClient(Resources):
    """Blocking client of the Foil Engine API. Options by name, as in `Config`. Safe to share between threads."""

    def __init__(self, api_key: str, *, _seams: Optional[Seams] = None, **options: Any) -> None:
        self._http = httpx.Client(transport=EndedTransport(), timeout=None, trust_env=False)
        seams = _seams or Seams()
        super().__init__(_Runner(seams.config(api_key, **options), seams, self._http))

    def close(self) -> None:
        self._http.close()

    def __enter__(self) -> "FoilEngineClient":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
