"""A client of the Foil Engine API whose policy is that of its error map."""

from __future__ import annotations

import asyncio
import time
from typing import Any, AsyncIterator, Dict, Mapping

import httpx
from foilengine_error_map import CALL_RULES, FoilEngineError, decide_retry, error_for_fault, to_error

from wire import FAULTS, EventParser, Undecodable, decoded, is_writable, request_of, value_of


class Failed(Exception):
    """What an attempt came to, for the rules of the error map, and the error if there is no other."""

    def __init__(self, error: FoilEngineError, **came: Any) -> None:
        super().__init__()
        self.error, self.came = error, came


class Client:
    def __init__(self, base_url: str, keys: Mapping[str, str], options: Mapping[str, float]) -> None:
        self.base_url, self.keys = base_url, keys
        if not all(is_writable(key) for key in keys.values()):
            raise FoilEngineError("a key holds a character that no header can carry")
        self.max_retries = options.get("maxRetries")
        attempt_s = CALL_RULES.timeouts.attempt_s
        self.timeout_s = options["timeoutMs"] / 1000 if "timeoutMs" in options else attempt_s
        self._http = httpx.AsyncClient(timeout=None, trust_env=False)

    async def close(self) -> None:
        await self._http.aclose()

    async def _once(self, operation: str, arguments: Mapping[str, Any]) -> AsyncIterator[Any]:
        """One attempt: the JSON of an answer, or the events of a stream. Raises `Failed`."""
        ends = time.monotonic() + (self.timeout_s or 0)

        async def in_time(step: Any, fault: str) -> Any:
            try:
                return await asyncio.wait_for(step, max(0.0, ends - time.monotonic()))
            except (*FAULTS, asyncio.TimeoutError) as error:
                late = isinstance(error, (asyncio.TimeoutError, httpx.TimeoutException))
                kind: Any = "timeout" if late else fault
                raise Failed(error_for_fault(kind, error), fault=kind) from None

        request = request_of(self.base_url, self.keys, operation, arguments)
        answer = await in_time(self._http.send(request, stream=True), "connect")
        try:
            if CALL_RULES.operations[operation].stream and to_error(answer.status_code) is None:
                parser, chunks = EventParser(answer), answer.aiter_raw().__aiter__()
                while True:
                    chunk = await in_time(anext_or_none(chunks), "cutBody")
                    if chunk is None:
                        # Without its last event it is cut, whether or not the connection tells.
                        raise Failed(error_for_fault("stream"), fault="cutBody")
                    for event in parser.feed(chunk):
                        if event["event"] == CALL_RULES.streaming.error_event:
                            raise Failed(error_for_fault("stream"), fault="stream")
                        yield event
                        if event["event"] == CALL_RULES.streaming.terminal_event:
                            return
                        ends = time.monotonic() + (self.timeout_s or 0)
            came: Dict[str, Any] = {"status": answer.status_code, "headers": answer.headers}
            try:
                came["body"] = decoded(answer, await in_time(whole(answer), "cutBody"))
            except Undecodable as error:
                came["unread"], fault = "corrupt", Failed(error_for_fault("decode", error), fault="decode")
            except Failed as failed:
                if failed.came["fault"] == "timeout":
                    raise
                came["unread"], fault = "cut", failed
            error = to_error(**came, reason=answer.reason_phrase, secrets=list(self.keys.values()))
            if error is not None:
                raise Failed(error, **came)
            if "unread" in came:
                raise fault
            try:
                yield value_of(came["body"])
            except ValueError as error:
                raise Failed(error_for_fault("decode", error), fault="decode") from None
        finally:
            await answer.aclose()

    async def stream(self, operation: str, arguments: Mapping[str, Any]) -> AsyncIterator[Any]:
        """Attempts until one succeeds or the error map says that the failure is final."""
        attempt = 0
        while True:
            has_events = False
            try:
                async for value in self._once(operation, arguments):
                    has_events = True
                    yield value
                return
            except Failed as failed:
                failure = failed
            decision = decide_retry(
                attempt, **failure.came, operation=operation, max_retries=self.max_retries, has_events=has_events
            )
            if decision.action != "retry":
                raise failure.error
            await asyncio.sleep(decision.delay_s or 0)
            attempt += 1

    async def call(self, operation: str, arguments: Mapping[str, Any]) -> Any:
        async for value in self.stream(operation, arguments):
            return value


async def anext_or_none(chunks: AsyncIterator[bytes]) -> Any:
    async for chunk in chunks:
        return chunk
    return None


async def whole(answer: httpx.Response) -> bytes:
    return b"".join([chunk async for chunk in answer.aiter_raw()])
